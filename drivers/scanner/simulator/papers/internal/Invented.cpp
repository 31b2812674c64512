#include "drivers/scanner/simulator/papers/internal/Invented.h"

#include "core/domain/Dates.h"

#include <array>
#include <cstdio>
#include <string_view>

namespace xiaowu::simulator {
namespace {

struct Place {
  const char* code;
  const char* province;
  const char* city;  ///< empty where addresses leave it out
  const char* county;
  const char* town;
};

// The check characters are worked out here again, apart from core/domain, so that a mistake there cannot
// hide.

/// ISO 7064 MOD 11-2 (GB 11643).
char idCheck(const std::string& first17) {
  int remainder = 0;
  for (const char digit : first17) {
    remainder = (remainder + (digit - '0')) * 2 % 11;
  }
  return "10X98765432"[remainder];
}

constexpr std::string_view kCodeAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// GB 11714: weights 3 7 9 10 5 8 4 2, letters count from A = 10.
char organisationCheck(const std::string& first8) {
  constexpr std::array<int, 8> kWeights{3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t at = 0; at < 8; ++at) {
    sum += kWeights[at] * (first8[at] <= '9' ? first8[at] - '0' : first8[at] - 'A' + 10);
  }
  const int check = 11 - sum % 11;
  if (check == 10) {
    return 'X';
  }
  return check == 11 ? '0' : static_cast<char>('0' + check);
}

/// GB 32100: weights are powers of 3 modulo 31.
char creditCheck(const std::string& first17) {
  int sum = 0;
  int weight = 1;
  for (const char letter : first17) {
    sum += weight * static_cast<int>(kCodeAlphabet.find(letter));
    weight = weight * 3 % 31;
  }
  return kCodeAlphabet[static_cast<std::size_t>((31 - sum % 31) % 31)];
}

/// Luhn, ISO/IEC 7812-1: the digit that goes behind `digits`.
char luhnCheck(const std::string& digits) {
  int sum = 0;
  for (std::size_t back = 0; back < digits.size(); ++back) {
    const int digit = digits[digits.size() - 1 - back] - '0';
    const int twice = digit * 2;
    sum += back % 2 == 0 ? twice / 10 + twice % 10 : digit;
  }
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

constexpr std::array<Place, 20> kPlaces{{{"430624", "湖南省", "", "湘阴县", "清溪镇"},
                                         {"431224", "湖南省", "", "溆浦县", "低庄镇"},
                                         {"340123", "安徽省", "", "肥西县", "三河镇"},
                                         {"511523", "四川省", "", "江安县", "夕佳山镇"},
                                         {"370883", "山东省", "", "邹城市", "香城镇"},
                                         {"610118", "陕西省", "西安市", "鄠邑区", "甘亭街道"},
                                         {"520304", "贵州省", "遵义市", "播州区", "鸭溪镇"},
                                         {"410728", "河南省", "", "长垣市", "恼里镇"},
                                         {"422801", "湖北省", "", "恩施市", "龙凤镇"},
                                         {"440106", "广东省", "广州市", "天河区", "石牌街道"},
                                         {"330106", "浙江省", "杭州市", "西湖区", "三墩镇"},
                                         {"210102", "辽宁省", "沈阳市", "和平区", "太原街街道"},
                                         {"350203", "福建省", "厦门市", "思明区", "鼓浪屿街道"},
                                         {"530102", "云南省", "昆明市", "五华区", "普吉街道"},
                                         {"130407", "河北省", "邯郸市", "肥乡区", "天台山镇"},
                                         {"320583", "江苏省", "", "昆山市", "周庄镇"},
                                         {"500112", "重庆市", "", "渝北区", "龙溪街道"},
                                         {"411502", "河南省", "信阳市", "浉河区", "董家河镇"},
                                         {"620102", "甘肃省", "兰州市", "城关区", "雁滩街道"},
                                         {"230102", "黑龙江省", "哈尔滨市", "道里区", "新发镇"}}};

constexpr std::array<const char*, 40> kSurnames{"王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周",
                                                "徐", "孙", "马", "朱", "胡", "郭", "何", "林", "高", "罗",
                                                "郑", "梁", "谢", "宋", "唐", "许", "韩", "冯", "邓", "曹",
                                                "彭", "曾", "萧", "田", "董", "潘", "袁", "蔡", "蒋", "欧阳"};
constexpr std::array<const char*, 48> kGiven{
    "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明",
    "超", "秀", "霞", "平", "刚", "桂", "英", "华", "玉", "萍", "红", "建", "国", "志", "海", "燕",
    "晓", "东", "子", "涵", "雨", "欣", "梓", "轩", "浩", "然", "思", "琪", "润", "泽", "淑", "贞"};
constexpr std::array<const char*, 10> kRare{"旻", "赟", "祎", "喆", "堃", "玥", "翀", "燊", "珺", "昊"};
constexpr std::array<const char*, 12> kNations{"汉",   "汉", "汉", "汉", "汉",   "汉",
                                               "土家", "苗", "回", "壮", "布依", "维吾尔"};
constexpr std::array<const char*, 10> kVillages{"石塘村", "木兰村", "坝上村", "莫亭村", "六老庵村",
                                                "龙井村", "杨柳村", "新民村", "河口村", "上湾村"};
constexpr std::array<const char*, 8> kRoads{"东风路", "人民路", "建设大道", "解放路",
                                            "沿江路", "文昌街", "迎宾路",   "和平街"};
constexpr std::array<const char*, 8> kGroups{"一组", "二组",   "三组",   "五组",
                                             "七组", "老屋组", "新屋组", "大庄组"};

unsigned below(std::mt19937_64& random, std::size_t limit) {
  return static_cast<unsigned>(random() % limit);
}

template <typename List>
std::string oneOf(const List& list, std::mt19937_64& random) {
  return list[below(random, list.size())];
}

const Place& placeOf(std::mt19937_64& random) {
  return kPlaces[below(random, kPlaces.size())];
}

std::string digitsOf(std::mt19937_64& random, int count) {
  std::string digits;
  for (int at = 0; at < count; ++at) {
    digits += static_cast<char>('0' + below(random, 10));
  }
  return digits;
}

std::string nameOf(std::mt19937_64& random) {
  std::string name = oneOf(kSurnames, random);
  const unsigned letters = 1 + (below(random, 4) == 0 ? 0U : 1U);
  for (unsigned letter = 0; letter < letters; ++letter) {
    name += below(random, 14) == 0 ? oneOf(kRare, random) : oneOf(kGiven, random);
  }
  return name;
}

std::string addressIn(const Place& place, std::mt19937_64& random) {
  const std::string head = std::string(place.province) + place.city + place.county + place.town;
  if (below(random, 2) == 0) {
    return head + oneOf(kVillages, random) + oneOf(kGroups, random) + std::to_string(1 + below(random, 199)) +
           "号";
  }
  return head + oneOf(kRoads, random) + std::to_string(1 + below(random, 299)) + "号" +
         std::to_string(1 + below(random, 12)) + "栋" + std::to_string(101 + below(random, 2000)) + "室";
}

std::chrono::year_month_day dayBetween(std::mt19937_64& random, int from, int to) {
  using namespace std::chrono;
  const int count = to - from + 1;
  return {year{from + static_cast<int>(below(random, static_cast<std::size_t>(count)))},
          month{1 + below(random, 12)}, day{1 + below(random, 28)}};
}

void giveValidity(domain::IdCard& card, std::mt19937_64& random) {
  using namespace std::chrono;
  const auto from = dayBetween(random, 2012, 2024);
  const int age = domain::ageAt(*card.birth, from);
  card.validFrom = from;
  card.longTerm = age >= 46;
  if (!card.longTerm) {
    int term = age < 26 ? 10 : 20;
    if (age < 16) {
      term = 5;
    }
    card.validTo = year_month_day{from.year() + years{term}, from.month(), from.day()};
  }
}

}  // namespace

std::string padded(unsigned value, int width) {
  char text[32] = "";
  std::snprintf(text, sizeof text, "%0*u", width, value);
  return text;
}

Person inventPerson(std::mt19937_64& random) {
  const Place& place = placeOf(random);
  Person person;
  auto& card = person.card;
  card.kind = domain::CardKind::Resident;
  card.name = nameOf(random);
  card.birth = dayBetween(random, 1944, 2012);
  card.ethnicGroup = oneOf(kNations, random);
  card.address = addressIn(place, random);
  const std::string first17 = place.code + domain::compactDate(card.birth) + digitsOf(random, 3);
  card.number = first17 + idCheck(first17);
  card.sex = (first17.back() - '0') % 2 == 1 ? domain::Sex::Male : domain::Sex::Female;
  const std::string county = place.county;
  card.issuer = std::string(place.city) + (std::string(place.city).empty()
                                               ? county + "公安局"
                                               : "公安局" + county.substr(0, county.size() - 3) + "分局");
  giveValidity(card, random);
  return person;
}

Firm inventFirm(std::mt19937_64& random) {
  static constexpr std::array<const char*, 10> kWords{"宏达", "众诚", "永兴", "华泰", "金源",
                                                      "盛世", "瑞丰", "新科", "百川", "安顺"};
  static constexpr std::array<const char*, 8> kTrades{"建材",     "商贸",     "物流",     "种植",
                                                      "电子科技", "餐饮管理", "机械制造", "文化传媒"};
  static constexpr std::array<const char*, 3> kTypes{
      "有限责任公司(自然人独资)", "有限责任公司(自然人投资或控股)", "股份有限公司(非上市)"};
  static constexpr std::array<const char*, 6> kCapitals{"壹佰万元整",     "伍拾万元整", "壹仟万元整",
                                                        "叁佰贰拾万元整", "贰佰万元整", "伍佰万元整"};
  const Place& place = placeOf(random);
  Firm firm;
  const std::string county = place.county;
  firm.type = oneOf(kTypes, random);
  firm.name = county.substr(0, county.size() - 3) + oneOf(kWords, random) + oneOf(kTrades, random) +
              (firm.type.rfind("股份", 0) == 0 ? "股份有限公司" : "有限责任公司");
  std::string organisation;
  for (int letter = 0; letter < 8; ++letter) {
    organisation += kCodeAlphabet[below(random, kCodeAlphabet.size())];
  }
  const std::string first17 = std::string("91") + place.code + organisation + organisationCheck(organisation);
  firm.creditCode = first17 + creditCheck(first17);
  firm.capital = oneOf(kCapitals, random);
  firm.founded = domain::isoDate(dayBetween(random, 1998, 2023));
  firm.address = addressIn(place, random);
  firm.registrar = county + "市场监督管理局";
  return firm;
}

BankCard inventBankCard(std::mt19937_64& random) {
  static constexpr std::array<std::pair<const char*, const char*>, 7> kBanks{{{"622202", "中国工商银行"},
                                                                              {"622848", "中国农业银行"},
                                                                              {"621700", "中国建设银行"},
                                                                              {"621660", "中国银行"},
                                                                              {"622588", "招商银行"},
                                                                              {"622150", "中国邮政储蓄银行"},
                                                                              {"622260", "交通银行"}}};
  const auto& [prefix, bank] = kBanks[below(random, kBanks.size())];
  const std::string number = prefix + digitsOf(random, below(random, 3) == 0 ? 9 : 12);
  return {number + luhnCheck(number), bank};
}

Property inventProperty(const Person& person, std::mt19937_64& random) {
  const std::string code = person.card.number.substr(0, 6);
  const Place* place = &kPlaces.front();
  for (const auto& entry : kPlaces) {
    if (code == entry.code) {
      place = &entry;
    }
  }
  static constexpr std::array<std::pair<const char*, const char*>, 4> kShort{
      {{"43", "湘"}, {"34", "皖"}, {"51", "川"}, {"37", "鲁"}}};
  std::string head = "湘";
  for (const auto& [province, sign] : kShort) {
    if (code.rfind(province, 0) == 0) {
      head = sign;
    }
  }
  Property property;
  property.certificate = head + "(" + std::to_string(2016 + below(random, 9)) + ")" + place->county +
                         "不动产权第" + padded(below(random, 100000), 7) + "号";
  const bool village = person.card.address.find("村") != std::string::npos;
  property.unit = code + padded(1 + below(random, 20), 3) + padded(1 + below(random, 30), 3) +
                  (village ? "JC" : "GB") + padded(1 + below(random, 900), 5) + "F" +
                  padded(1 + below(random, 40), 4) + padded(1 + below(random, 300), 4);
  return property;
}

Degree inventDegree(std::mt19937_64& random) {
  static constexpr std::array<std::pair<const char*, const char*>, 6> kSchools{{{"10533", "中南大学"},
                                                                                {"10542", "湖南师范大学"},
                                                                                {"10359", "合肥工业大学"},
                                                                                {"10610", "四川大学"},
                                                                                {"10698", "西安交通大学"},
                                                                                {"11527", "湖南城市学院"}}};
  static constexpr std::array<std::pair<const char*, const char*>, 6> kSubjects{{{"软件工程", "工学"},
                                                                                 {"汉语言文学", "文学"},
                                                                                 {"会计学", "管理学"},
                                                                                 {"临床医学", "医学"},
                                                                                 {"数学与应用数学", "理学"},
                                                                                 {"法学", "法学"}}};
  const auto& [code, school] = kSchools[below(random, kSchools.size())];
  const auto& [major, field] = kSubjects[below(random, kSubjects.size())];
  const unsigned year = 2008 + below(random, 16);
  Degree degree;
  degree.number = code + std::string("4") + padded(year, 4) + digitsOf(random, 6);
  degree.school = school;
  degree.date = padded(year, 4) + "-06-" + padded(10 + below(random, 19), 2);
  degree.subject = std::string(major) + "|" + field;
  return degree;
}

}  // namespace xiaowu::simulator
