#include "benchmarks/documents/SealNames.h"

#include "recognition/documents/fields/internal/Divisions.h"
#include "recognition/documents/text/internal/Utf8Characters.h"

#include <algorithm>
#include <array>

namespace xiaowu::bench {
namespace {

constexpr std::size_t kLetter = 3;  // bytes of a hanzi
constexpr std::array<const char*, 40> kTowns{"清溪", "低庄", "三河", "香城", "龙凤", "汪营", "樊相", "甘亭",
                                             "鸭溪", "恼里", "周庄", "龙溪", "雁滩", "新发", "白马", "石桥",
                                             "黄泥", "双塔", "东关", "南湖", "马家", "柳林", "观音", "永丰",
                                             "太平", "高峰", "铜锣", "桃源", "青云", "沙河", "红旗", "金鸡",
                                             "牛角", "竹山", "枫林", "赤岩", "麻栗", "塘坊", "隆兴", "碾盘"};
constexpr std::array<const char*, 40> kVillages{
    "石塘",   "木兰",   "坝上",   "莫亭",   "荆湖",   "龙井", "杨柳", "新民", "河口", "上湾",
    "双堰塘", "六老庵", "谢家湾", "吴大屯", "前进",   "后坪", "蔡庙", "陡沟", "曹店", "岔路口",
    "芦花",   "葛洲",   "韩圩",   "苏坑",   "邓桥",   "瓦窑", "鹿角", "梨园", "蒲塘", "磨盘",
    "凉亭",   "仓前",   "沈巷",   "彭岭",   "熊家冲", "潘集", "段营", "霍山", "茶亭", "鹤鸣"};
constexpr std::array<const char*, 14> kOffices{"公安局",
                                               "民政局",
                                               "财政局",
                                               "卫生健康局",
                                               "市场监督管理局",
                                               "自然资源局",
                                               "人力资源和社会保障局",
                                               "教育体育局",
                                               "住房和城乡建设局",
                                               "司法局",
                                               "农业农村局",
                                               "税务局",
                                               "医疗保障局",
                                               "行政审批服务局"};
constexpr std::array<const char*, 10> kWords{"宏达", "众诚", "永兴", "鑫源", "绿野",
                                             "盛世", "瑞丰", "云岭", "百川", "安顺"};
constexpr std::array<const char*, 8> kTrades{"建材",     "商贸",     "物流",     "农业科技",
                                             "劳务派遣", "餐饮管理", "机械制造", "文化传媒"};
constexpr std::array<const char*, 6> kCentres{"户口专用章", "行政审批专用章", "业务专用章",
                                              "合同专用章", "婚姻登记专用章", "证明专用章"};

template <typename List>
std::string oneOf(const List& list, std::mt19937_64& random) {
  return list[random() % list.size()];
}

const std::vector<std::string>& counties() {
  static const auto kAll = [] {
    std::vector<std::string> all;
    for (int code = 110000; code < 660000; ++code) {
      const std::string digits = std::to_string(code);
      if (digits.substr(4) == "00" || documents::areaStatus(digits) != documents::AreaStatus::Current) {
        continue;
      }
      const std::string name(documents::areaName(digits));
      if (name.size() >= 2 * kLetter && name.size() <= 5 * kLetter) {
        all.push_back(name);
      }
    }
    if (all.empty()) {
      all = {"青山县", "河口区"};  // a build without the table
    }
    return all;
  }();
  return kAll;
}

SealName nameIn(const std::string& county, std::mt19937_64& random) {
  switch (random() % 5) {
    case 0: return {county + oneOf(kTowns, random) + "镇人民政府", "", false};
    case 1:
    case 2:
      return {county + oneOf(kTowns, random) + "镇" + oneOf(kVillages, random) + "村民委员会", "", false};
    case 3:
      return {county + oneOf(kOffices, random), random() % 2 == 0 ? oneOf(kCentres, random) : "", false};
    default: break;
  }
  return {county + oneOf(kWords, random) + oneOf(kTrades, random) + "有限公司",
          random() % 3 == 0 ? "合同专用章" : "", random() % 3 != 0};
}

}  // namespace

SealName inventSealName(std::mt19937_64& random) {
  return nameIn(counties()[random() % counties().size()], random);
}

std::string neighbourOf(const std::string& title, std::mt19937_64& random) {
  // A letter of the place: those stand before the words that all offices share.
  const std::size_t place = std::min<std::size_t>(
      title.size() / kLetter,
      title.find("村民委员会") != std::string::npos ? title.find("村民委员会") / kLetter : 3);
  const std::size_t at = random() % std::max<std::size_t>(1, place) * kLetter;
  std::string changed = title;
  while (changed == title) {
    changed.replace(at, kLetter, oneOf(kVillages, random).substr(0, kLetter));
  }
  return changed;
}

std::vector<std::string> fortyIssuers(const std::string& title, std::mt19937_64& random) {
  std::vector<std::string> all{title};
  const std::string county = title.substr(0, std::min(title.size(), 3 * kLetter));
  while (all.size() < 40) {
    std::string other = all.size() % 2 == 0 ? nameIn(county, random).title : inventSealName(random).title;
    if (std::find(all.begin(), all.end(), other) == all.end()) {
      all.push_back(std::move(other));
    }
  }
  return all;
}

std::size_t editDistance(const std::string& a, const std::string& b) {
  const auto from = documents::utf8Characters(a);
  const auto to = documents::utf8Characters(b);
  std::vector<std::size_t> row(to.size() + 1);
  for (std::size_t at = 0; at < row.size(); ++at) {
    row[at] = at;
  }
  for (std::size_t line = 0; line < from.size(); ++line) {
    std::size_t diagonal = row[0];
    row[0] = line + 1;
    for (std::size_t at = 1; at < row.size(); ++at) {
      const std::size_t above = row[at];
      row[at] = std::min({above + 1, row[at - 1] + 1, diagonal + (from[line] == to[at - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row.back();
}

}  // namespace xiaowu::bench
