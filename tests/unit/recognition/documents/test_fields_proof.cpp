// What speaks for a value: check rules, the second reader, and places that look as if a character is missing.
// Text alone.
#include "recognition/documents/fields/internal/Divisions.h"
#include "recognition/documents/fields/internal/Fields.h"
#include "recognition/documents/page/internal/PageInk.h"

#include "tests/support/Catch.h"
#include "tests/unit/recognition/documents/SpacedLine.h"

#include <algorithm>
#include <string>
#include <vector>

using namespace xiaowu;
using namespace xiaowu::documents;

namespace {

TextLine sureLineAt(int x, int y, const std::string& text, double confidence = 0.99) {
  return spacedLine(x, y, text, confidence);
}

DocumentType typeWith(FieldKind kind, const std::string& format = {}, std::vector<std::string> oneOf = {}) {
  DocumentType type;
  type.type = "paper";
  type.labels = {"标签"};
  FieldSource source;
  source.label = "标签";
  type.fields = {{"value", kind, "", format, std::move(oneOf), 0.8, {source}}};
  return type;
}

FieldReading readOne(const DocumentType& type, const std::string& text, const Reread& reread = nullptr,
                     double confidence = 0.99) {
  const PageText page{rowsOf({sureLineAt(100, 100, "标签 " + text, confidence)}), 4000, 1200, true, {}};
  return extractFields(type, page, reread).front();
}

Reread saying(const std::string& text, double confidence = 0.99) {
  return [=](const Rect&, const std::string& alphabet, int) {
    return SecondLook{text, confidence, alphabet.empty() ? Reader::TesseractChinese : Reader::TesseractLatin};
  };
}

bool passed(const FieldReading& field, const std::string& check) {
  return std::any_of(field.checks.begin(), field.checks.end(),
                     [&](const CheckResult& result) { return result.check == check && result.passed; });
}
bool failed(const FieldReading& field, const std::string& check) {
  return std::any_of(field.checks.begin(), field.checks.end(),
                     [&](const CheckResult& result) { return result.check == check && !result.passed; });
}

}  // namespace

TEST_CASE("two readers and a check character prove a number; both are named") {
  const auto field =
      readOne(typeWith(FieldKind::IdNumber), "430624199308150019", saying("430624199308150019"));
  CHECK(field.accepted());
  CHECK(field.confidence == Approx(0.99));
  CHECK(field.readers == std::vector<Reader>{Reader::PpOcr, Reader::TesseractLatin});
  CHECK(passed(field, "id-checksum"));
  CHECK(passed(field, "two-readers-agree"));
}

TEST_CASE("a number is never repaired: ten repairs would satisfy the check character") {
  // Last but one digit read wrong; both readers agree on the wrong number.
  const auto field =
      readOne(typeWith(FieldKind::IdNumber), "430624199308150029", saying("430624199308150029"));
  CHECK(field.value == "430624199308150029");
  CHECK(field.doubtful);
  CHECK(failed(field, "id-checksum"));
}

TEST_CASE("the second reader alone is believed only where the first saw nearly the same") {
  const auto near =
      readOne(typeWith(FieldKind::IdNumber), "430624199308150029", saying("430624199308150019"));
  CHECK(near.value == "430624199308150019");
  CHECK(near.accepted());
  const auto far = readOne(typeWith(FieldKind::IdNumber), "520321195302136952", saying("430624199308150019"));
  CHECK(far.doubtful);
}

TEST_CASE("an area code that was never in use makes a number doubtful, a retired one does not") {
  if (divisionCount() == 0) {
    return;
  }
  const auto retired = readOne(typeWith(FieldKind::IdNumber), "610125195407069106");
  CHECK(retired.accepted());
  CHECK(passed(retired, "area-known"));
  // 439999 was never a county; the check character is right.
  const auto unknown =
      readOne(typeWith(FieldKind::IdNumber), "439999199308150014", saying("439999199308150014"));
  CHECK(unknown.value == "439999199308150014");
  CHECK(failed(unknown, "area-known"));
  CHECK(unknown.doubtful);
}

TEST_CASE("a credit code carries an organisation code with a check of its own") {
  CHECK(passed(readOne(typeWith(FieldKind::CreditCode), "91350100M000100Y43", saying("91350100M000100Y43")),
               "organisation-checksum"));
  const auto other =
      readOne(typeWith(FieldKind::CreditCode), "933708831W4R8P2U58", saying("933708831W4R8P2U58"));
  CHECK(passed(other, "code-checksum"));
  CHECK(failed(other, "organisation-checksum"));
}

TEST_CASE("Luhn alone is a weak proof: one number in ten passes by chance") {
  const auto both =
      readOne(typeWith(FieldKind::BankCard), "6222020000000000000", saying("6222020000000000000"));
  INFO(both.value);
  CHECK(both.accepted());
  const auto differ =
      readOne(typeWith(FieldKind::BankCard), "6222020000000000000", saying("6222020000000000018"));
  CHECK(differ.doubtful);
  const auto alone = readOne(typeWith(FieldKind::BankCard), "6222020000000000000", saying(""), 0.9);
  CHECK(alone.doubtful);
  CHECK(
      readOne(typeWith(FieldKind::BankCard), "6222020000000000001", saying("6222020000000000001")).doubtful);
}

TEST_CASE("a real-estate unit has a form and no check character") {
  const auto field = readOne(typeWith(FieldKind::PropertyUnit), "43O624 001002 GB00123 F00010001",
                             saying("430624001002GB00123F00010001"));
  CHECK(field.value == "430624001002GB00123F00010001");
  CHECK(field.accepted());
  CHECK(readOne(typeWith(FieldKind::PropertyUnit), "430624001002GB00123X00010001").doubtful);
}

TEST_CASE("validity of an ID card is read without its marks and has to span 5, 10 or 20 years") {
  const auto good =
      readOne(typeWith(FieldKind::Validity), "2019.08.142039.08.14", saying("2019.08.14-2039.08.14"));
  CHECK(good.value == "2019.08.14-2039.08.14");
  CHECK(good.accepted());
  CHECK(good.readers.size() == 2);
  const auto longTerm = readOne(typeWith(FieldKind::Validity), "2010.06.24-长期", saying("2010.06.24-4"));
  CHECK(longTerm.value == "2010.06.24-长期");
  CHECK(longTerm.accepted());
  const auto odd = readOne(typeWith(FieldKind::Validity), "2019.08.14-2038.08.14", nullptr);
  CHECK(failed(odd, "validity-span"));
  CHECK(odd.doubtful);
  CHECK(readOne(typeWith(FieldKind::Validity), "2019.08.14-", nullptr).doubtful);
}

TEST_CASE("a place has to begin with a division that exists") {
  if (divisionCount() == 0) {
    return;
  }
  const auto right = readOne(typeWith(FieldKind::Place), "溆浦县公安局");
  CHECK(right.accepted());
  CHECK(passed(right, "division-known"));
  for (const auto* wrong :
       {"激浦县公安局", "浦县公安局", "陕西省西安市鄂邑区甘亭街道", "西安市鄂邑区甘亭街道六老庵村民委员会"}) {
    INFO(wrong);
    CHECK(readOne(typeWith(FieldKind::Place), wrong).doubtful);
  }
  for (const auto* fine : {"北京市公安局海淀分局", "恩施市公安局", "陕西省西安市鄠邑区甘亭街道",
                           "陕西省户县甘亭镇", "东莞市公安局", "遵义市播州区公安局"}) {
    INFO(fine);
    CHECK(readOne(typeWith(FieldKind::Place), fine).accepted());
  }
}

TEST_CASE("a place between characters that has room for another one is a doubt") {
  CHECK(readOne(typeWith(FieldKind::Name), "田昊").accepted());
  const auto gap = readOne(typeWith(FieldKind::Name), "田 昊");
  CHECK(failed(gap, "characters-fill-place"));
  CHECK(gap.doubtful);
}

TEST_CASE("ink beside a value where nothing was read is a doubt") {
  const auto type = typeWith(FieldKind::Name);
  PageText page{rowsOf({sureLineAt(100, 100, "标签 昊天")}), 4000, 1200, true,
                [](const Rect& area) { return area.x > 250 ? 0.2 : 0.0; }};
  CHECK(extractFields(type, page, nullptr).front().doubtful);
  page.ink = [](const Rect&) { return 0.01; };
  CHECK(extractFields(type, page, nullptr).front().accepted());
}

TEST_CASE("an unsure word is confirmed by another reader or stays doubtful") {
  CHECK(readOne(typeWith(FieldKind::Name), "李伟", saying("李伟"), 0.7).accepted());
  CHECK(readOne(typeWith(FieldKind::Name), "李伟", saying("李纬"), 0.7).doubtful);
  CHECK(readOne(typeWith(FieldKind::Name), "李伟", nullptr, 0.7).doubtful);
  CHECK(readOne(typeWith(FieldKind::Name), "李伟", saying("李纬"), 0.99).accepted());
}

TEST_CASE("outside a closed list only a nearest entry that is alone is offered, and never believed") {
  const std::vector<std::string> nations{"汉", "维吾尔", "土家", "土", "哈尼", "哈萨克"};
  CHECK(readOne(typeWith(FieldKind::Text, "", nations), "土家").accepted());
  const auto near = readOne(typeWith(FieldKind::Text, "", nations), "维吾而");
  CHECK(near.value == "维吾尔");
  CHECK(near.doubtful);
  const auto tie = readOne(typeWith(FieldKind::Text, "", nations), "又");
  CHECK(tie.value == "又");
  CHECK(tie.doubtful);
}

TEST_CASE("a date that both readers give differently is a doubt") {
  CHECK(readOne(typeWith(FieldKind::Date), "2019年4月5日", saying("2019年4月5日"), 0.9).accepted());
  CHECK(readOne(typeWith(FieldKind::Date), "2019年4月5日", saying("2019年4月6日"), 0.9).doubtful);
  CHECK(readOne(typeWith(FieldKind::Date), "2019年4月31日").doubtful);
}

TEST_CASE("where only some characters can stand, a reader's second thought counts") {
  auto type = typeWith(FieldKind::Text);
  type.fields.front().alphabet = "零壹贰叁佰拾万元整";
  auto line = sureLineAt(100, 100, "标签 参佰万元整");
  line[2].confidence = 0.55;
  line[2].rival = "叁";
  line[2].rivalConfidence = 0.44;
  const auto likely = extractFields(type, {rowsOf({line}), 4000, 1200, true, {}}, nullptr).front();
  CHECK(likely.value == "叁佰万元整");
  CHECK(likely.accepted());
  line[2].rivalConfidence = 0.1;  // the rest went to others
  CHECK(extractFields(type, {rowsOf({line}), 4000, 1200, true, {}}, nullptr).front().doubtful);
  line[2].rival = "三";
  const auto outside = extractFields(type, {rowsOf({line}), 4000, 1200, true, {}}, nullptr).front();
  CHECK(outside.value == "参佰万元整");
  CHECK(outside.doubtful);
}

TEST_CASE("noise at the end of a word goes, and is asked about unless another reader agrees") {
  const auto type = typeWith(FieldKind::Name);
  auto line = sureLineAt(100, 100, "标签 鸡徐志强");
  line[2].confidence = 0.14;
  const PageText page{rowsOf({line}), 4000, 1200, true, {}};
  const auto agreed = extractFields(type, page, saying("徐志强")).front();
  CHECK(agreed.value == "徐志强");
  CHECK(agreed.accepted());
  const auto alone = extractFields(type, page, saying("徐忘强")).front();
  CHECK(alone.value == "徐志强");
  CHECK(alone.doubtful);
}

TEST_CASE("ruled lines are no ink, letters are") {
  Bytes pixels(60 * 60, 255);
  for (int y = 0; y < 60; ++y) {
    pixels[static_cast<std::size_t>(y * 60 + 10)] = pixels[static_cast<std::size_t>(y * 60 + 11)] = 0;
  }
  const auto ruled = Image::of(60, 60, PixelFormat::Grey8, pixels, 300);
  CHECK(inkIn(ruled, {0, 0, 60, 60}) == Approx(0));
  for (int y = 20; y < 40; ++y) {
    for (int x = 30; x < 50; x += 2) {
      pixels[static_cast<std::size_t>(y * 60 + x)] = 0;
    }
  }
  const auto written = Image::of(60, 60, PixelFormat::Grey8, pixels, 300);
  CHECK(inkIn(written, {20, 10, 40, 40}) == Approx(200.0 / 1600));
  CHECK(inkIn(written, {100, 100, 40, 40}) == Approx(0));
  CHECK(inkIn(written, {-20, -20, 25, 25}) == Approx(0));
}
