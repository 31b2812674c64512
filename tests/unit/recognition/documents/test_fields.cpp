// The extraction rules on text alone: what the engine might say, without pictures.
#include "recognition/documents/fields/internal/Fields.h"

#include "tests/support/Catch.h"
#include "tests/unit/recognition/documents/SpacedLine.h"

#include <algorithm>
#include <string>
#include <vector>

using namespace xiaowu::documents;

namespace {

TextLine lineAt(int x, int y, const std::string& text, double confidence = 0.95) {
  return spacedLine(x, y, text, confidence);
}

DocumentType couple() {
  DocumentType type;
  type.type = "couple";
  type.labels = {"姓名", "性别", "身份证件号"};
  const auto labelled = [](const std::string& label, int nth, std::array<double, 4> zone) {
    FieldSource source;
    source.label = label;
    source.nth = nth;
    source.zone = zone;
    return source;
  };
  type.fields = {
      {"name_a", FieldKind::Name, "person-name", "", {}, 0.5, {labelled("姓名", 1, {0, 0, 1, 0.5})}},
      {"sex_a", FieldKind::Sex, "", "", {"男", "女"}, 0.5, {labelled("性别", 1, {0, 0, 1, 0.5})}},
      {"id_a", FieldKind::IdNumber, "person-number", "", {}, 0, {labelled("身份证件号", 1, {0, 0, 1, 0.5})}},
      {"id_b", FieldKind::IdNumber, "person-number", "", {}, 0, {labelled("身份证件号", 2, {0, 0.5, 1, 1})}}};
  type.checks = {{"sex-matches-number", "sex_a", {"id_a"}}};
  return type;
}

const FieldReading& named(const std::vector<FieldReading>& fields, const std::string& name) {
  return *std::find_if(fields.begin(), fields.end(),
                       [&](const FieldReading& field) { return field.name == name; });
}

PageText pageOf(const std::vector<TextLine>& lines, bool edges = true) {
  return {rowsOf(lines), 1700, 1200, edges, {}};
}

}  // namespace

TEST_CASE("values stand between labels, whatever the spacing") {
  const auto page = pageOf(
      {lineAt(100, 100, "姓 名   李伟      性 别   男"), lineAt(100, 200, "身份证件号 430624199308150019")});
  const auto fields = extractFields(couple(), page, nullptr);
  CHECK(named(fields, "name_a").value == "李伟");
  CHECK(named(fields, "sex_a").value == "男");
  CHECK(named(fields, "id_a").value == "430624199308150019");
  CHECK(named(fields, "id_a").accepted());
  CHECK(named(fields, "sex_a").accepted());
}

TEST_CASE("a misread next label does not run into the value when a gap parts them") {
  const auto page = pageOf({lineAt(100, 100, "姓名  李伟        性列  男")});
  CHECK(named(extractFields(couple(), page, nullptr), "name_a").value == "李伟");
}

TEST_CASE("a value of several rows goes on below its own beginning, not with what stands further right") {
  DocumentType type;
  type.type = "card";
  type.labels = {"住址"};
  FieldSource source;
  source.label = "住址";
  source.severalRows = true;
  type.fields = {{"address", FieldKind::Text, "", "", {}, 0.5, {source}}};
  const auto value = [&](const std::string& third) {
    const auto page = pageOf({lineAt(100, 100, "住址 湖南省湘阴县"), lineAt(100, 160, "   清溪镇龙井村"),
                              lineAt(100, 220, third)});
    return named(extractFields(type, page, nullptr), "address").value;
  };
  CHECK(value("   八组12号") == "湖南省湘阴县清溪镇龙井村八组12号");
  CHECK(value("    八组12号") == "湖南省湘阴县清溪镇龙井村八组12号");  // a lost first letter
  CHECK(value("             样本") == "湖南省湘阴县清溪镇龙井村");
}

TEST_CASE("the second person's number is never taken for the first one's") {
  // The first label was not recognised at all; only the lower half has one.
  const auto page = pageOf(
      {lineAt(100, 200, "身……号 430624199308150019"), lineAt(100, 900, "身份证件号 430624199502200024")});
  const auto fields = extractFields(couple(), page, nullptr);
  CHECK(named(fields, "id_a").value.empty());
  CHECK(named(fields, "id_b").value == "430624199502200024");
}

TEST_CASE("a number that fails its check stays as read and is doubtful") {
  const auto page = pageOf({lineAt(100, 200, "身份证件号 430624199308150018")});
  const Reread same = [](const Rect&, const std::string&, int) {
    return SecondLook{"430624199308150018", 0.99, Reader::TesseractLatin};
  };
  const auto fields = extractFields(couple(), page, same);
  CHECK(named(fields, "id_a").value == "430624199308150018");
  CHECK(named(fields, "id_a").doubtful);
  CHECK_FALSE(named(fields, "id_a").checks.front().passed);
}

TEST_CASE("two readers with two valid numbers are a doubt, not a choice") {
  const auto page = pageOf({lineAt(100, 200, "身份证件号 430624199308150019")});
  const Reread other = [](const Rect&, const std::string&, int) {
    return SecondLook{"430624199502200024", 0.99, Reader::TesseractLatin};
  };
  CHECK(named(extractFields(couple(), page, other), "id_a").doubtful);
}

TEST_CASE("a sex that contradicts the number is a doubt; one that could not be read is offered from it") {
  const auto contradiction =
      pageOf({lineAt(100, 100, "姓名   李伟   性别  女"), lineAt(100, 200, "身份证件号 430624199308150019")});
  CHECK(named(extractFields(couple(), contradiction, nullptr), "sex_a").doubtful);
  const auto missing =
      pageOf({lineAt(100, 100, "姓名   李伟   性别"), lineAt(100, 200, "身份证件号 430624199308150019")});
  const auto fields = extractFields(couple(), missing, nullptr);
  CHECK(named(fields, "sex_a").value == "男");
  CHECK(named(fields, "sex_a").doubtful);
}

TEST_CASE("ruled lines neither join rows nor enter values") {
  std::vector<TextLine> lines{lineAt(100, 100, "姓名 李伟"), lineAt(100, 200, "性别|男")};
  lines.push_back({{"|", {60, 40, 3, 800}, 0.3, Reader::None, {}, 0}});
  const auto rows = rowsOf(lines);
  REQUIRE(rows.size() == 2);
  CHECK(rows[1].text == QStringLiteral("性别男"));
}

TEST_CASE("the type is voted by keywords; none is sure about nothing") {
  DocumentType marriage;
  marriage.type = "marriage";
  marriage.threshold = 3;
  marriage.keywords = {{"结婚证字号", 3}, {"登记日期", 1}};
  DocumentType bill;
  bill.type = "bill";
  bill.threshold = 3;
  bill.keywords = {{"票据代码", 2}, {"交款人", 1}};
  const std::vector<DocumentType> types{marriage, bill};
  CHECK(voteType(types, rowsOf({lineAt(0, 0, "票据代码430交款人")}), "marriage").best->type == "bill");
  CHECK(voteType(types, rowsOf({lineAt(0, 0, "结婚证字旦J43登记日期")}), "").score == Approx(3.4 / 3));
  CHECK(voteType(types, rowsOf({lineAt(0, 0, "白纸")}), "marriage").best == nullptr);
  CHECK(voteType(types, {}, "").best == nullptr);
}
