#include "benchmarks/documents/WordingValues.h"

#include <array>
#include <cstdio>
#include <string_view>

namespace xiaowu::bench {
namespace {

using Values = std::map<std::string, std::string>;

struct WordingPlace {
  const char* code;
  const char* province;
  const char* city;
  const char* county;
  const char* town;
  const char* village;  ///< without 村
  const char* road;
};

constexpr std::array<WordingPlace, 16> kWordingPlaces{
    {{"431126", "湖南省", "永州市", "宁远县", "水市镇", "大元", "泠江中路"},
     {"360121", "江西省", "南昌市", "南昌县", "向塘镇", "黄堂", "澄湖西路"},
     {"350582", "福建省", "泉州市", "晋江市", "安海镇", "桐林", "世纪大道"},
     {"371322", "山东省", "临沂市", "郯城县", "马头镇", "高册", "团结路"},
     {"341221", "安徽省", "阜阳市", "临泉县", "杨桥镇", "于寨", "光明路"},
     {"410181", "河南省", "郑州市", "巩义市", "回郭镇", "刘村", "新华路"},
     {"510121", "四川省", "成都市", "金堂县", "赵镇", "三江", "幸福街"},
     {"450521", "广西壮族自治区", "北海市", "合浦县", "廉州镇", "马江", "还珠大道"},
     {"440981", "广东省", "茂名市", "高州市", "石鼓镇", "祥坡", "府前路"},
     {"320722", "江苏省", "连云港市", "东海县", "桃林镇", "北芹", "和平东路"},
     {"130983", "河北省", "沧州市", "黄骅市", "旧城镇", "东关", "文化西路"},
     {"610328", "陕西省", "宝鸡市", "千阳县", "草碧镇", "罗家店", "宝平路"},
     {"621102", "甘肃省", "定西市", "安定区", "巉口镇", "龙滩", "交通路"},
     {"522301", "贵州省", "黔西南布依族苗族自治州", "兴义市", "顶效镇", "楼纳", "桔山大道"},
     {"230183", "黑龙江省", "哈尔滨市", "尚志市", "一面坡镇", "长营", "中央大街"},
     {"330481", "浙江省", "嘉兴市", "海宁市", "长安镇", "褚石", "海昌路"}}};

constexpr std::array<const char*, 46> kWordingSurnames{
    "王", "李", "张", "刘", "陈", "杨", "黄", "吴", "周", "徐",   "孙",   "马",   "胡",   "林", "郭", "何",
    "高", "罗", "郑", "梁", "谢", "唐", "许", "冯", "邓", "彭",   "曾",   "田",   "于",   "程", "傅", "沈",
    "吕", "丁", "魏", "薛", "叶", "余", "潘", "钟", "江", "司马", "欧阳", "上官", "诸葛", "覃"};
constexpr std::array<const char*, 44> kWordingGiven{
    "建国", "秀兰", "志明", "桂花", "文华", "丽",   "强",   "国栋", "小红", "春梅", "海波",
    "敏",   "立新", "玉珍", "永福", "爱民", "佳怡", "子墨", "浩",   "军",   "晓东", "雪芹",
    "金凤", "大伟", "学文", "美玲", "德胜", "勇",   "思远", "长江", "满堂", "东升", "云",
    "为民", "正南", "宏图", "天明", "中华", "燕",   "新村", "家豪", "月",   "一凡", "全有"};
constexpr std::array<const char*, 8> kWordingNations{"汉", "汉", "汉", "汉", "汉", "壮", "布依", "苗"};
constexpr std::array<const char*, 8> kWordingGroups{"一", "二", "三", "四", "五", "六", "七", "八"};
constexpr std::array<const char*, 5> kWordingRelations{"父子", "母女", "夫妻", "兄弟", "祖孙"};
constexpr std::string_view kCreditLetters = "0123456789ABCDEFGHJKLMNPQRTUWXY";

unsigned upTo(std::mt19937_64& random, std::size_t limit) {
  return static_cast<unsigned>(random() % limit);
}

template <typename List>
std::string anyOf(const List& list, std::mt19937_64& random) {
  return list[upTo(random, list.size())];
}

std::string twoDigits(unsigned value) {
  return std::string(value < 10 ? "0" : "") + std::to_string(value);
}

std::string isoDate(unsigned year, unsigned month, unsigned day) {
  return std::to_string(year) + "-" + twoDigits(month) + "-" + twoDigits(day);
}

void addPerson(Values& values, const std::string& behind, const std::string& areaCode,
               std::mt19937_64& random) {
  const unsigned year = 1950 + upTo(random, 60);
  const std::string birth = isoDate(year, 1 + upTo(random, 12), 1 + upTo(random, 28));
  const unsigned sequence = 1 + upTo(random, 899);
  const std::string digits = std::to_string(sequence);
  std::string number = areaCode + birth.substr(0, 4) + birth.substr(5, 2) + birth.substr(8, 2) +
                       std::string(3 - digits.size(), '0') + digits;
  int remainder = 0;
  for (const char digit : number) {
    remainder = (remainder + (digit - '0')) * 2 % 11;
  }
  number += "10X98765432"[remainder];
  values["name" + behind] = anyOf(kWordingSurnames, random) + anyOf(kWordingGiven, random);
  if (upTo(random, 16) == 0) {
    values["name" + behind] = "阿卜杜拉·买买提";
  }
  values["sex" + behind] = sequence % 2 == 1 ? "男" : "女";
  values["nation" + behind] = anyOf(kWordingNations, random);
  values["birth" + behind] = birth;
  values["id" + behind] = number;
}

/// GB 32100 with a right GB 11714 code inside.
std::string creditCodeIn(const std::string& areaCode, std::mt19937_64& random) {
  std::string organisation = "MA";
  for (int at = 0; at < 6; ++at) {
    organisation += kCreditLetters[upTo(random, kCreditLetters.size())];
  }
  constexpr std::array<int, 8> kWeights{3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t at = 0; at < 8; ++at) {
    const char letter = organisation[at];
    sum += kWeights[at] * (letter <= '9' ? letter - '0' : letter - 'A' + 10);
  }
  const int check = 11 - sum % 11;
  organisation += check == 10 ? 'X' : static_cast<char>('0' + check % 11);
  std::string code = "91" + areaCode + organisation;
  sum = 0;
  int weight = 1;
  for (const char letter : code) {
    sum += weight * static_cast<int>(kCreditLetters.find(letter));
    weight = weight * 3 % 31;
  }
  return code + kCreditLetters[static_cast<std::size_t>((31 - sum % 31) % 31)];
}

std::string chineseDigits(const std::string& digits, const char* zero) {
  constexpr std::array<const char*, 10> kDigits{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  std::string text;
  for (const char digit : digits) {
    text += digit == '0' ? zero : kDigits[static_cast<std::size_t>(digit - '0')];
  }
  return text;
}

/// 1 … 31 as it is spoken.
std::string spoken(int number) {
  const std::string unit = chineseDigits(std::to_string(number % 10), "");
  if (number < 10) {
    return unit;
  }
  return (number < 20 ? "" : chineseDigits(std::to_string(number / 10), "")) + "十" + unit;
}

}  // namespace

std::string dateAs(const std::string& iso, char style) {
  const std::string year = iso.substr(0, 4);
  const int month = std::stoi(iso.substr(5, 2));
  const int day = std::stoi(iso.substr(8, 2));
  const std::string monthText = std::to_string(month);
  const std::string dayText = std::to_string(day);
  switch (style) {
    case 'i': return iso;
    case 'z': return year + "年" + iso.substr(5, 2) + "月" + iso.substr(8, 2) + "日";
    case 'd': return year + "." + monthText + "." + dayText;
    case 'h': return iso;
    case 's': return year + "/" + monthText + "/" + dayText;
    case 'c': return chineseDigits(year, "〇") + "年" + spoken(month) + "月" + spoken(day) + "日";
    case 'o': return chineseDigits(year, "○") + "年" + spoken(month) + "月" + spoken(day) + "日";
    case 'm': return chineseDigits(year, "〇") + "年" + monthText + "月" + dayText + "日";
    case 'p': return year + " 年 " + monthText + " 月 " + dayText + " 日";
    default: return year + "年" + monthText + "月" + dayText + "日";
  }
}

std::map<std::string, std::string> wordingValues(std::uint64_t seed) {
  std::mt19937_64 random(seed * 104729 + 5);
  const auto& place = kWordingPlaces[upTo(random, kWordingPlaces.size())];
  Values values{{"prov", place.province},
                {"city", place.city},
                {"county", place.county},
                {"town", place.town},
                {"vname", place.village},
                {"village", std::string(place.village) + "村"},
                {"group", anyOf(kWordingGroups, random)},
                {"relation", anyOf(kWordingRelations, random)},
                {"date", isoDate(2024 + upTo(random, 3), 1 + upTo(random, 11), 1 + upTo(random, 28))},
                {"uscc", creditCodeIn(place.code, random)}};
  const std::string number = std::to_string(1 + upTo(random, 98));
  const std::string start =
      std::string(place.province) + (upTo(random, 2) == 0 ? place.city : "") + place.county;
  values["addr"] = upTo(random, 2) == 0
                       ? start + place.town + place.village + "村" + values["group"] + "组" + number + "号"
                       : start + place.road + number + "号" + std::to_string(1 + upTo(random, 9)) + "栋" +
                             std::to_string(1 + upTo(random, 4)) + "单元" +
                             std::to_string(101 + upTo(random, 700)) + "室";
  addPerson(values, "", place.code, random);
  addPerson(values, "2", place.code, random);
  std::string sequence = std::to_string(100000 + upTo(random, 800000));
  values["marriageno"] = "J" + std::string(place.code) + "-" + values["date"].substr(0, 4) + "-" + sequence;
  return values;
}

}  // namespace xiaowu::bench
