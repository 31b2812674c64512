// Letters as text alone: typed here, in wordings that no generator has. What is asked is what a person would
// say that the letter states.
#include "recognition/documents/fields/internal/FieldParsers.h"
#include "recognition/documents/fields/internal/Fields.h"

#include "tests/support/Catch.h"
#include "tests/support/Places.h"
#include "tests/unit/recognition/documents/SpacedLine.h"

#include <QStringList>

#include <algorithm>
#include <fstream>
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

/// One letter and what it states; no address: not asked.
struct Stated {
  std::string what;
  std::vector<std::string> values;  ///< name, number, address, organ, date
  std::vector<Line> lines;
};

std::vector<Stated> statedByMany() {
  std::ifstream stream(places::source() / "tests/unit/recognition/documents/letters.txt");
  std::vector<Stated> list;
  for (std::string line; std::getline(stream, line);) {
    if (line.rfind("== ", 0) == 0) {
      list.emplace_back();
      const QStringList parts = QString::fromStdString(line.substr(3)).split(QStringLiteral(" |"));
      list.back().what = parts.front().toStdString();
      for (const auto& part : parts.mid(1)) {
        list.back().values.push_back(part.trimmed().toStdString());
      }
    } else if (!list.empty() && line.find(' ') != std::string::npos) {
      const auto cut = line.find(' ');
      list.back().lines.push_back({std::stoi(line.substr(0, cut)), line.substr(cut + 1)});
    }
  }
  return list;
}

}  // namespace

TEST_CASE("many hands write a letter: each states what a person would read in it") {
  const auto letters = statedByMany();
  REQUIRE(letters.size() > 10);
  for (const auto& stated : letters) {
    INFO(stated.what);
    REQUIRE(stated.values.size() == 5);
    const auto letter = readLetter(stated.lines);
    CHECK(letter.type == "letter");
    std::size_t at = 0;
    for (const char* field : {"name", "id", "address", "org", "date"}) {
      const auto& value = stated.values[at++];
      if (!value.empty()) {
        CHECK(letter.value(field) == value);
      }
    }
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
