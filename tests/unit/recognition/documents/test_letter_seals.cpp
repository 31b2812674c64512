// A letter beside its seal, and forms whose labels stand otherwise than once: on text alone.
#include "recognition/documents/MaterialCheck.h"
#include "recognition/documents/fields/internal/Divisions.h"
#include "recognition/documents/fields/internal/Fields.h"
#include "recognition/documents/internal/LetterSeals.h"

#include "tests/support/Catch.h"
#include "tests/support/Places.h"
#include "tests/unit/recognition/documents/SpacedLine.h"

#include <algorithm>

using namespace xiaowu;
using namespace xiaowu::documents;

namespace {

const std::vector<DocumentType>& kinds() {
  static const auto kTypes = loadDocumentTypes(places::source() / "kiosk-config" / "documents");
  REQUIRE(kTypes);
  return *kTypes;
}

DocumentReading letterSigned(const std::string& organ, const std::string& seal, double sealConfidence) {
  DocumentReading reading;
  reading.type = kUnknownDocument;
  reading.bestGuess = "letter";
  reading.typeScore = 0.8;
  reading.fields = {{"name", "person-name", "高远", 0.98, false, {}, {}, {}},
                    {"org", "organ", organ, organ.empty() ? 0 : 0.98, organ.empty(), {}, {}, {}}};
  if (!seal.empty()) {
    Seal found;
    found.text = seal;
    found.confidence = sealConfidence;
    reading.seals.push_back(found);
  }
  return reading;
}

void settle(DocumentReading& reading) {
  settleLetter(*findType(kinds(), "letter"), reading);
}

std::string valueOf(const std::string& type, const std::vector<TextLine>& lines, const std::string& name) {
  const PageText page{rowsOf(lines), 2600, 1800, false, {}};
  const auto fields = extractFields(*findType(kinds(), type), page, nullptr);
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const FieldReading& field) { return field.name == name; });
  REQUIRE(found != fields.end());
  return found->value;
}

TextLine at(int x, int y, const std::string& text) {
  return spacedLine(x, y, text, 0.98);
}

}  // namespace

TEST_CASE("a page that may be a letter goes to people when person, organ and seal are there") {
  auto reading = letterSigned("湘阴县清溪镇人民政府", "湘阴县清溪镇人民政府", 0.95);
  settle(reading);
  CHECK(reading.type == "letter");
  CHECK(reading.typeDoubtful);
  const auto verdict = checkMaterial({"letter", "proof"}, reading, {"高远", "", "", ""});
  CHECK(verdict.outcome == MaterialOutcome::Doubtful);
  CHECK(verdict.reasons.front() == reasons::kUnknownPaper);
  // Asked for as another paper it is not said to be the wrong one: nobody knows what it is.
  CHECK(checkMaterial({"marriage", "marriage"}, reading, {"高远", "", "", ""}).outcome ==
        MaterialOutcome::Doubtful);
}

TEST_CASE("without a seal, a person or an organ it stays unknown, and nothing of it is kept") {
  auto unsealed = letterSigned("湘阴县清溪镇人民政府", "", 0);
  settle(unsealed);
  CHECK(unsealed.type == kUnknownDocument);
  CHECK(unsealed.fields.empty());
  auto nobody = letterSigned("湘阴县清溪镇人民政府", "湘阴县清溪镇人民政府", 0.95);
  nobody.fields.front().value.clear();
  settle(nobody);
  CHECK(nobody.type == kUnknownDocument);
}

TEST_CASE("a letter that no organ signed is for people to look at") {
  auto note = letterSigned("", "", 0);
  note.type = "letter";
  note.typeScore = 1.4;
  settle(note);
  CHECK(note.type == "letter");
  CHECK(note.typeDoubtful);
  CHECK(checkMaterial({"letter", "proof"}, note, {"高远", "", "", ""}).outcome == MaterialOutcome::Doubtful);
}

TEST_CASE("the seal names the organ a second time") {
  auto same = letterSigned("湘阴县清溪镇人民政府", "湘阴县清溪镇人民政府", 0.95);
  settle(same);
  CHECK(same.field("org")->accepted());
  auto other = letterSigned("湘阴县清溪镇人民政府", "湘阴县城西镇人民政府", 0.95);
  settle(other);
  CHECK_FALSE(other.field("org")->accepted());
  CHECK(other.field("org")->value == "湘阴县清溪镇人民政府");
  auto forged = letterSigned("湘阴县清溪镇人民政府", "湘阳县清溪镇人民政务办公室", 0.95);
  settle(forged);
  CHECK(forged.field("org")->accepted());
  auto unsure = letterSigned("湘阴县清溪镇人民政府", "湘阴县城西镇人民政府", 0.6);
  settle(unsure);
  CHECK(unsure.field("org")->accepted());
  auto none = letterSigned("", "湘阴县清溪镇人民政府", 0.95);
  settle(none);
  CHECK(none.field("org")->value == "湘阴县清溪镇人民政府");
  CHECK_FALSE(none.field("org")->accepted());
}

TEST_CASE("a county that was offered stays, whatever a seal reads as") {
  auto offered = letterSigned("西安市鄠邑区甘亭街道办事处", "西安市鄂邑区甘亭街道办事处", 0.95);
  offered.fields.back().confidence = 0.85;
  offered.fields.back().checks = {{"county-offered", true}};
  settle(offered);
  CHECK(offered.field("org")->value == "西安市鄠邑区甘亭街道办事处");
  CHECK_FALSE(offered.field("org")->accepted());
}

TEST_CASE("half an organ's name becomes the seal's, in doubt") {
  auto half = letterSigned("中心卫生院", "湘阴县清溪镇中心卫生院", 0.95);
  settle(half);
  CHECK(half.field("org")->value == "湘阴县清溪镇中心卫生院");
  CHECK_FALSE(half.field("org")->accepted());
}

TEST_CASE("labels on two and three lines, the value beside their middle") {
  CHECK(valueOf("hukou", {at(1000, 200, "户主或与"), at(1400, 226, "长女"), at(1000, 252, "户主关系")},
                "relation") == "长女");
  CHECK(valueOf(
            "hukou",
            {at(1000, 200, "户主或"), at(1000, 250, "与户主"), at(1400, 252, "三子"), at(1000, 300, "关系")},
            "relation") == "三子");
}

TEST_CASE("editions call the same thing by other words") {
  const std::vector<TextLine> lines{at(100, 100, "经营者姓名    高远"),
                                    at(100, 200, "主要经营场所    安徽省肥西县三河镇东街17号"),
                                    at(100, 300, "注册日期    2024年5月6日")};
  CHECK(valueOf("licence", lines, "legal_rep") == "高远");
  CHECK(valueOf("licence", lines, "address") == "安徽省肥西县三河镇东街17号");
  CHECK(valueOf("licence", lines, "founded") == "2024-05-06");
}

TEST_CASE("a value on two lines beside a label at their middle") {
  CHECK(valueOf("licence",
                {at(400, 200, "安徽省肥西县三河镇"), at(100, 232, "住 所"), at(400, 264, "东街17号2栋301室"),
                 at(100, 400, "登记机关")},
                "address") == "安徽省肥西县三河镇东街17号2栋301室");
}

TEST_CASE("two persons, one below the other or side by side") {
  const std::vector<TextLine> below{at(1400, 100, "姓名  高远"), at(1400, 180, "性别  男"),
                                    at(1400, 400, "姓名  马晓燕"), at(1400, 480, "性别  女")};
  const std::vector<TextLine> beside{at(200, 100, "姓名  高远"), at(1400, 100, "姓名  马晓燕"),
                                     at(200, 180, "性别  男"), at(1400, 180, "性别  女")};
  for (const auto& lines : {below, beside}) {
    CHECK(valueOf("marriage", lines, "name_a") == "高远");
    CHECK(valueOf("marriage", lines, "sex_a") == "男");
    CHECK(valueOf("marriage", lines, "name_b") == "马晓燕");
    CHECK(valueOf("marriage", lines, "sex_b") == "女");
  }
}

TEST_CASE("the county next to what was read is offered only where it is one") {
  if (divisionCount() == 0) {
    return;
  }
  CHECK(withNearestCounty("山东省临沂市郏城县马头镇", "").value_or("none") == "山东省临沂市郯城县马头镇");
  CHECK(withNearestCounty("郏城县人民政府", "371322").value_or("none") == "郯城县人民政府");
  CHECK_FALSE(withNearestCounty("郏城县人民政府", ""));
  CHECK_FALSE(withNearestCounty("山东省郯城县马头镇", ""));
  CHECK(withNearestCounty("湖南省激浦县低庄镇", "").value_or("none") == "湖南省溆浦县低庄镇");
  CHECK(withNearestCounty("湖南省浦县低庄镇", "").value_or("none") == "湖南省溆浦县低庄镇");
}
