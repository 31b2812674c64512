// Letters as text alone: typed here, in wordings that no generator has. What is asked is what a person would
// say that the letter states.
#include "recognition/documents/fields/internal/FieldParsers.h"
#include "recognition/documents/fields/internal/Fields.h"

#include "tests/support/Catch.h"
#include "tests/support/Places.h"
#include "tests/unit/recognition/documents/SpacedLine.h"

#include <algorithm>
#include <string>
#include <vector>

using namespace xiaowu;
using namespace xiaowu::documents;

namespace {

const std::vector<DocumentType>& shippedTypes() {
  static const auto kTypes = loadDocumentTypes(places::source() / "kiosk-config" / "documents");
  REQUIRE(kTypes);
  return *kTypes;
}

struct Line {
  int x;
  std::string text;
};

/// Lines of 60 pixels, letters of 40, on a page of 1700 × 2400; body lines begin at 120, paragraphs at 200.
PageText sheet(const std::vector<Line>& lines) {
  std::vector<TextLine> read;
  int y = 200;
  for (const auto& line : lines) {
    if (!line.text.empty()) {
      read.push_back(spacedLine(line.x, y, line.text, 0.98));
    }
    y += 70;
  }
  return {rowsOf(read), 1700, 2400, false, {}};
}

struct Letter {
  std::string type;
  std::vector<FieldReading> fields;

  [[nodiscard]] const FieldReading& field(const std::string& name) const {
    return *std::find_if(fields.begin(), fields.end(), [&](const auto& entry) { return entry.name == name; });
  }
  [[nodiscard]] std::string value(const std::string& name) const { return field(name).value; }
};

Letter readLetter(const std::vector<Line>& lines) {
  const auto page = sheet(lines);
  const auto vote = voteType(shippedTypes(), page.rows, "");
  const auto* type = findType(shippedTypes(), "letter");
  return {vote.score >= 1 ? vote.best->type : "unknown", extractFields(*type, page, nullptr)};
}

}  // namespace

TEST_CASE("a village's letter without any set phrase states who, where, by whom and when") {
  const auto letter = readLetter({{700, "证明"},
                                  {200, "覃秀英，女，现年六十六岁，身份证号码430624195907120024，系"},
                                  {120, "本村第四村民小组人，多年来一直住在湖南省湘阴县清溪镇龙井村四"},
                                  {120, "组8号，靠种田为生，所说不假。"},
                                  {900, "湘阴县清溪镇龙井村村民委员会"},
                                  {1000, "二〇二六年三月八日"}});
  CHECK(letter.type == "letter");
  CHECK(letter.value("name") == "覃秀英");
  CHECK(letter.value("id") == "430624195907120024");
  CHECK(letter.value("address") == "湖南省湘阴县清溪镇龙井村四组8号");
  CHECK(letter.value("org") == "湘阴县清溪镇龙井村村民委员会");
  CHECK(letter.value("date") == "2026-03-08");
}

TEST_CASE("a firm's letter: the one who works there, not the one who answers the telephone") {
  const auto letter = readLetter({{650, "劳动关系说明"},
                                  {120, "致：湘阴县住房保障中心"},
                                  {200, "何大鹏（身份证：340123198906152436）自二〇一九年入职以来，"},
                                  {120, "一直在我公司从事电工工作，现居住于安徽省肥西县三河镇东街17"},
                                  {120, "号2栋301室。"},
                                  {200, "联系人：林小梅　电话：0551-62345678"},
                                  {900, "肥西县海川电器有限公司（盖章）"},
                                  {1100, "2026.7.1"}});
  CHECK(letter.type == "letter");
  CHECK(letter.value("name") == "何大鹏");
  CHECK(letter.value("address") == "安徽省肥西县三河镇东街17号2栋301室");
  CHECK(letter.value("org") == "肥西县海川电器有限公司");
  CHECK(letter.value("date") == "2026-07-01");
}

TEST_CASE("two persons in one letter: the first is the one it is about, with that person's number") {
  const auto letter = readLetter({{650, "亲子关系证明"},
                                  {200, "诸葛明月（身份证号340123198906152436）系周亮（身份证号"},
                                  {120, "430624195907120024）之母，两人同住。"},
                                  {200, "以上情况属实。"},
                                  {900, "肥西县公安局三河派出所"},
                                  {1000, "2026年1月2日"}});
  CHECK(letter.value("name") == "诸葛明月");
  CHECK(letter.value("id") == "340123198906152436");
  CHECK(letter.value("org") == "肥西县公安局三河派出所");
}

TEST_CASE("a table in a letter makes it no identity card, and its cells are read") {
  const auto letter = readLetter({{650, "居民情况证明"},
                                  {120, "姓名        性别        民族        公民身份号码"},
                                  {120, "高远        男         汉         340123198906152436"},
                                  {120, "住址        安徽省肥西县三河镇东街17号"},
                                  {200, "以上属实。"},
                                  {900, "肥西县三河镇人民政府"},
                                  {1000, "2026年1月2日"}});
  CHECK(letter.type == "letter");
  CHECK(letter.value("name") == "高远");
  CHECK(letter.value("id") == "340123198906152436");
  CHECK(letter.value("address") == "安徽省肥西县三河镇东街17号");
}

TEST_CASE("an organ on two lines is one organ") {
  const auto letter = readLetter({{700, "证明"},
                                  {200, "职工马晓燕，身份证号430624195907120024，在我院工作十年。"},
                                  {200, "特此证明。"},
                                  {900, "湘阴县清溪镇"},
                                  {860, "中心卫生院"},
                                  {900, "2026年1月2日"}});
  CHECK(letter.value("org") == "湘阴县清溪镇中心卫生院");
}

TEST_CASE("a name that could end in two places is in doubt") {
  const auto letter = readLetter({{700, "证明"},
                                  {200, "村民王小为在本村居住，身份证号430624195907120024。"},
                                  {900, "湘阴县清溪镇龙井村村民委员会"},
                                  {1000, "2026年1月2日"}});
  CHECK_FALSE(letter.field("name").accepted());
}

TEST_CASE("what does not serve as a letter of proof is none") {
  CHECK(readLetter({{700, "借条"},
                    {200, "今借到马晓燕人民币五千元，身份证号430624195907120024。"},
                    {900, "借款人：高远"},
                    {1000, "2026年1月2日"}})
            .type == "unknown");
  CHECK(readLetter({{600, "村务公告"},
                    {200, "本村定于三月五日召开村民大会，请各户派一人参加。"},
                    {900, "湘阴县清溪镇龙井村村民委员会"},
                    {1000, "2026年3月1日"}})
            .type == "unknown");
  CHECK(readLetter({{700, "证明"},
                    {200, "兹证明                （身份证号                    ）系我村村民。"},
                    {200, "特此证明。"},
                    {900, "（盖章）"},
                    {1000, "    年  月  日"}})
            .type == "unknown");
}

namespace {

/// One letter and what it states; an empty value: not asked.
struct Stated {
  const char* what;
  std::vector<Line> lines;
  std::string name;
  std::string id;
  std::string address;
  std::string org;
  std::string date;
};

const std::string kFirst = "430624195907120024";
const std::string kSecond = "340123198906152436";

std::vector<Stated> statedByMany() {
  return {
      {"a landlady's street office",
       {{650, "租住情况证明"},
        {200, "租客易小川（男，身份证号码：340123198906152436，户籍地：安徽省肥"},
        {120, "西县三河镇东街17号）自2023年5月起租住在我辖区湖南省湘阴县文星街"},
        {120, "道东湖路88号3栋2单元501室，房东已备案。"},
        {900, "湘阴县文星街道东湖社区居民委员会"},
        {1000, "2026年10月9日"}},
       "易小川",
       kSecond,
       "湖南省湘阴县文星街道东湖路88号3栋2单元501室",
       "湘阴县文星街道东湖社区居民委员会",
       "2026-10-09"},
      {"a school that writes to another",
       {{700, "转学证明"},
        {120, "湘阴县第二中学："},
        {200, "兹有我校八年级学生司徒婉儿，身份证号码430624195907120024，因父"},
        {120, "母工作变动，申请转入贵校就读，请接收为盼。"},
        {200, "此致"},
        {120, "敬礼"},
        {900, "肥西县上派初级中学"},
        {1000, "二〇二五年八月二十日"}},
       "司徒婉儿",
       kFirst,
       "",
       "肥西县上派初级中学",
       "2025-08-20"},
      {"a farm that names the office at the head",
       {{550, "湘阴县国有农场管理处"},
        {700, "证  明"},
        {200, "丁一为我场退休职工，身份证号430624195907120024，退休前从事"},
        {120, "农机维修工作，工龄三十一年。"},
        {200, "特此证明"},
        {900, "湘阴县国有农场管理处"},
        {1000, "2026.02.03"}},
       "丁一",
       kFirst,
       "",
       "湘阴县国有农场管理处",
       "2026-02-03"},
      {"a hospital about a newborn's mother",
       {{650, "出生证明"},
        {200, "产妇钱多多，身份证号340123198906152436，于2026年6月18日在"},
        {120, "我院顺产一名男婴，体重3.4公斤，母子平安。"},
        {900, "肥西县妇幼保健院"},
        {1000, "2026年6月21日"}},
       "钱多多",
       kSecond,
       "",
       "肥西县妇幼保健院",
       "2026-06-21"},
      {"a co-operative with its stamp's mark before the name",
       {{650, "养殖证明"},
        {200, "现有社员热合曼·吐尔逊，男，身份证号码430624195907120024，家"},
        {120, "住湖南省湘阴县清溪镇龙井村四组8号，在本社养羊六十只。"},
        {800, "单位（公章）：湘阴县富民养殖专业合作社"},
        {1000, "2026年1月15日"}},
       "热合曼·吐尔逊",
       kFirst,
       "湖南省湘阴县清溪镇龙井村四组8号",
       "湘阴县富民养殖专业合作社",
       "2026-01-15"},
      {"labels without a table",
       {{650, "人员情况证明"},
        {200, "姓    名：江河"},
        {200, "性    别：男"},
        {200, "身份证号：340123198906152436"},
        {200, "现 住 址：安徽省肥西县三河镇东街17号"},
        {200, "证明事项：上述人员为我镇五保供养对象。"},
        {900, "肥西县三河镇人民政府"},
        {1000, "2026年9月1日"}},
       "江河",
       kSecond,
       "安徽省肥西县三河镇东街17号",
       "肥西县三河镇人民政府",
       "2026-09-01"},
      {"somebody else's number first",
       {{650, "亲属关系证明"},
        {200, "经查阅户籍档案，蓝天（身份证号340123198906152436）的外祖母为"},
        {120, "成凤英（身份证号430624195907120024，已故）。"},
        {900, "肥西县公安局三河派出所"},
        {1000, "2026年9月1日"}},
       "蓝天",
       kSecond,
       "",
       "肥西县公安局三河派出所",
       "2026-09-01"},
      {"the date in front, the organ below",
       {{700, "证明"},
        {200, "我公司保安员白小飞于2024年3月至今在岗，身份证号为"},
        {120, "340123198906152436，无不良记录。"},
        {1000, "2026年5月6日"},
        {900, "肥西县安盾保安服务有限公司"}},
       "白小飞",
       kSecond,
       "",
       "肥西县安盾保安服务有限公司",
       "2026-05-06"},
      {"a union branch to whom it may concern",
       {{600, "困难职工帮扶证明"},
        {120, "有关单位："},
        {200, "我厂下岗女工向阳红同志因患重病，家庭负担较重，其身份证号码是"},
        {120, "430624195907120024，目前住湖南省湘阴县清溪镇龙井村四组8号。请"},
        {120, "按政策给予关照。"},
        {900, "湘阴县纺织厂工会委员会"},
        {1000, "2026年12月1日"}},
       "向阳红",
       kFirst,
       "湖南省湘阴县清溪镇龙井村四组8号",
       "湘阴县纺织厂工会委员会",
       "2026-12-01"},
      {"a market's office, name behind a trade",
       {{600, "经营情况证明"},
        {200, "我市场水产区摊主毕云飞，身份证号码：430624195907120024，经营"},
        {120, "水产品零售八年，诚信守法，现住湖南省湘阴县文星街道东湖路88号。"},
        {200, "以上事实，我办愿负责任。"},
        {900, "湘阴县东湖农贸市场管理办公室"},
        {1000, "2026年4月30日"}},
       "毕云飞",
       kFirst,
       "湖南省湘阴县文星街道东湖路88号",
       "湘阴县东湖农贸市场管理办公室",
       "2026-04-30"},
      {"a court's clerk, number before the name",
       {{650, "情况说明"},
        {200, "持身份证340123198906152436的当事人温若水，因原判决书遗失，请"},
        {120, "求出具本说明，情况如下：该案已于2021年审结。"},
        {900, "肥西县人民法院三河人民法庭"},
        {1000, "二〇二六年六月十八日"}},
       "温若水",
       kSecond,
       "",
       "肥西县人民法院三河人民法庭",
       "2026-06-18"},
      {"a housing office in one breath",
       {{700, "证 明"},
        {200, "经查档，截止2026年3月1日，高小平、马春兰夫妇（身份证号"},
        {120, "340123198906152436、430624195907120024）名下在我县无住房登记。"},
        {900, "湘阴县住房保障服务中心"},
        {1000, "2026年3月1日"}},
       "高小平",
       kSecond,
       "",
       "湘阴县住房保障服务中心",
       "2026-03-01"},
      {"a driver's firm, signed by two",
       {{600, "工作经历证明"},
        {200, "兹证明胡一刀同志（身份证号：430624195907120024）于2001年至"},
        {120, "2015年在我队任大货车驾驶员，工作勤恳。"},
        {120, "队长签字：李大山"},
        {900, "湘阴县第三运输车队"},
        {1000, "2026/3/9"}},
       "胡一刀",
       kFirst,
       "",
       "湘阴县第三运输车队",
       "2026-03-09"},
  };
}

}  // namespace

TEST_CASE("many hands write a letter: each states what a person would read in it") {
  for (const auto& stated : statedByMany()) {
    INFO(stated.what);
    const auto letter = readLetter(stated.lines);
    CHECK(letter.type == "letter");
    CHECK(letter.value("name") == stated.name);
    CHECK(letter.value("id") == stated.id);
    if (!stated.address.empty()) {
      CHECK(letter.value("address") == stated.address);
    }
    CHECK(letter.value("org") == stated.org);
    CHECK(letter.value("date") == stated.date);
  }
}

TEST_CASE("dates in every form") {
  CHECK(dateIn(QStringLiteral("二〇二六年十一月三十日")) == "2026-11-30");
  CHECK(dateIn(QStringLiteral("二○二五年十月廿一日")) == "2025-10-21");
  CHECK(dateIn(QStringLiteral("二零二四年二月十日")) == "2024-02-10");
  CHECK(dateIn(QStringLiteral("二〇二六年3月8日")) == "2026-03-08");
  CHECK(dateIn(QStringLiteral("2026年三月8日")) == "");
  CHECK(dateIn(QStringLiteral("一九九八年十二月卅一日")) == "1998-12-31");
  CHECK(dateIn(QStringLiteral("2026.11.30")) == "2026-11-30");
  CHECK(dateGuessed(QStringLiteral("二五年三月八日")));
  CHECK(dateIn(QStringLiteral("202611/16")) == "2026-11-16");
  CHECK(dateGuessed(QStringLiteral("202611/16")));
  CHECK(dateIn(QStringLiteral("20261/16")).empty());
  CHECK_FALSE(dateGuessed(QStringLiteral("2026/11/16")));
  CHECK_FALSE(dateGuessed(QStringLiteral("二〇二五年三月八日")));
}
