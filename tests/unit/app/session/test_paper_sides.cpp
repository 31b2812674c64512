// From readings to a material: which reading counts, the two sides of a card, what they say against each
// other; crops of doubtful fields.
#include "app/session/FieldCut.h"
#include "app/session/PaperSides.h"

#include "tests/support/Catch.h"

#include <algorithm>

using namespace xiaowu;
using namespace xiaowu::session;
using documents::DocumentReading;
using documents::MaterialOutcome;
using domain::MaterialStatus;

namespace {

const documents::MaterialVerdict kGood{MaterialOutcome::Good, {}, {}};

catalog::MaterialRequirement cardWanted() {
  catalog::MaterialRequirement wanted;
  wanted.code = "idcard";
  wanted.documentType = "idfront";
  wanted.backType = "idback";
  return wanted;
}

domain::IdCard chip() {
  domain::IdCard card;
  card.name = "李伟";
  card.number = "430624199308150019";
  card.issuer = "湘阴县公安局";
  card.validFrom = std::chrono::year{2019} / 6 / 3;
  card.validTo = std::chrono::year{2039} / 6 / 3;
  return card;
}

documents::FieldReading field(const char* name, const char* role, const char* value, bool doubtful = false) {
  return {name, role, value, doubtful ? 0.6 : 0.99, doubtful, {}, {}, {10, 10, 40, 10}};
}

DocumentReading front(const char* number = "430624199308150019") {
  DocumentReading reading;
  reading.type = "idfront";
  reading.fields = {field("name", "person-name", "李伟"), field("id", "person-number", number)};
  return reading;
}

DocumentReading back(const char* validity = "2019.06.03-2039.06.03", bool doubtful = false) {
  DocumentReading reading;
  reading.type = "idback";
  reading.fields = {field("authority", "organ", "湘阴县公安局"),
                    field("validity", "validity", validity, doubtful)};
  return reading;
}

domain::Material take(const domain::Material& before, domain::PageId page,
                      std::vector<DocumentReading> readings,
                      const documents::MaterialVerdict& verdict = kGood) {
  const auto wanted = cardWanted();
  PaperSides sides(wanted, before, page);
  for (const auto* reading : sides.chosen(readings)) {
    sides.add(*reading, verdict);
  }
  return sides.joined(chip());
}

const domain::ReadField& named(const domain::Material& material, const std::string& name) {
  const auto found = std::find_if(material.fields.begin(), material.fields.end(),
                                  [&](const auto& each) { return each.name == name; });
  REQUIRE(found != material.fields.end());
  return *found;
}

bool has(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace

TEST_CASE("of several papers under the lens the one that is asked for counts") {
  catalog::MaterialRequirement wanted;
  wanted.documentType = "hukou";
  const domain::Material before;
  const PaperSides sides(wanted, before, 1);
  std::vector<DocumentReading> readings(3);
  readings[0].type = "unknown";
  readings[1].type = "marriage";
  readings[2].type = "hukou";
  REQUIRE(sides.chosen(readings).size() == 1);
  CHECK(sides.chosen(readings)[0]->type == "hukou");
  readings.pop_back();
  CHECK(sides.chosen(readings)[0]->type == "marriage");
}

TEST_CASE("front, then back: both fields, both pages, in the card's order whichever came first") {
  const auto first = take({}, 51, {back()});
  CHECK(first.status == MaterialStatus::Good);
  REQUIRE(first.sides.size() == 1);
  const auto both = take(first, 52, {front()});
  REQUIRE(both.sides.size() == 2);
  CHECK(both.sides[0].documentType == "idfront");
  CHECK(both.sides[0].page == 52);
  CHECK(both.sides[1].page == 51);
  CHECK(both.status == MaterialStatus::Good);
  CHECK(named(both, "validity").side == "idback");
  // He was 25 at the first day, for which the law knows ten years; the chip says twenty as well, and the chip
  // is believed.
  CHECK(named(both, "validity").checks == std::vector<std::string>{"!validity-fits-age", "agrees-with-chip"});
  const auto sheet = take({}, 60, {back(), front()});
  REQUIRE(sheet.sides.size() == 2);
  CHECK(sheet.sides[0].page == 60);
  CHECK(sheet.sides[1].page == 60);
}

TEST_CASE("the same side twice is told and takes nothing away") {
  const auto first = take({}, 51, {front()});
  const auto again = take(first, 52, {front()});
  CHECK(again.status == MaterialStatus::WrongPaper);
  CHECK(again.reasons == std::vector<std::string>{std::string(reasons::kSameSide)});
  CHECK(again.seemsType == "idfront");
}

TEST_CASE("with both sides there, a new scan of one replaces that one only") {
  auto both = take(take({}, 51, {front()}), 52, {back("2019.06.03-2039.06.03", true)});
  const auto& kept = both.sides[0];
  const auto again = take(both, 53, {back()});
  CHECK(again.sides[0].page == kept.page);
  CHECK(again.sides[1].page == 53);
  CHECK(std::count_if(again.fields.begin(), again.fields.end(),
                      [](const auto& each) { return each.name == "validity"; }) == 1);
}

TEST_CASE("a back that cannot belong to the front is in doubt, also when the front comes last") {
  for (const bool frontLast : {false, true}) {
    const auto wrong = back("2019.09.03-2029.09.03");
    // Not the holder of the card on the plate: only the age can tell.
    const auto other = front("430624199502200024");
    auto both =
        frontLast ? take(take({}, 51, {wrong}), 52, {other}) : take(take({}, 51, {other}), 52, {wrong});
    CHECK(both.status == MaterialStatus::Good);  // she was 24: ten years fit
    both = frontLast ? take(take({}, 51, {wrong}), 52, {front("430624194403120042")})
                     : take(take({}, 51, {front("430624194403120042")}), 52, {wrong});
    CHECK(both.status == MaterialStatus::Doubtful);  // at 75 it would be 长期
    CHECK(has(both.reasons, std::string(reasons::kSidesDiffer)));
    CHECK(has(named(both, "validity").checks, "!validity-fits-age"));
  }
}

TEST_CASE("for the holder of the card on the plate the chip knows the back") {
  // Fits the age of 26, is not his.
  auto both = take(take({}, 51, {front()}), 52, {back("2020.06.03-2040.06.03")});
  CHECK(both.status == MaterialStatus::Doubtful);
  CHECK(has(named(both, "validity").checks, "!agrees-with-chip"));
  CHECK(named(both, "validity").doubtful);
  both = take(both, 53, {back("2019.06.03-2039.06.03", true)});
  CHECK(both.status == MaterialStatus::Good);
  CHECK_FALSE(named(both, "validity").doubtful);  // the paper says what is proven
  CHECK(has(named(both, "validity").checks, "agrees-with-chip"));
}

TEST_CASE("a stranger's back that fits in age passes: nothing on it says whose it is") {
  // She was 26.
  const auto both = take(take({}, 51, {front("430624199502200024")}), 52, {back("2021.03.11-2041.03.11")});
  CHECK(both.status == MaterialStatus::Good);
  CHECK_FALSE(has(named(both, "validity").checks, "agrees-with-chip"));
}

TEST_CASE("a doubt on one side stays with the material until that side is scanned again") {
  const documents::MaterialVerdict expired{MaterialOutcome::Doubtful, {"material.glare"}, {}};
  auto both = take(take({}, 51, {front()}, expired), 52, {back()});
  CHECK(both.status == MaterialStatus::Doubtful);
  CHECK(has(both.reasons, "material.glare"));
  both = take(both, 53, {front()});
  CHECK(both.status == MaterialStatus::Good);
  CHECK(both.reasons.empty());
}

TEST_CASE(
    "what cannot be used is told as for any paper, and unknown pages stand for the side that was asked for") {
  DocumentReading bill;
  bill.type = "medical-bill";
  const auto first = take({}, 51, {front()});
  const auto wrong =
      take(first, 52, {bill}, {MaterialOutcome::WrongPaper, {"material.wrong-paper"}, "medical-bill"});
  CHECK(wrong.status == MaterialStatus::WrongPaper);
  CHECK(wrong.seemsType == "medical-bill");
  DocumentReading something;
  something.type = "unknown";
  const documents::MaterialVerdict unknown{MaterialOutcome::Doubtful, {"material.unknown-paper"}, {}};
  const auto both = take(first, 52, {something}, unknown);
  CHECK(both.status == MaterialStatus::Doubtful);
  REQUIRE(both.sides.size() == 2);
  CHECK(both.sides[1].documentType == "idback");
  const auto neither = take(take(first, 52, {back()}), 53, {something}, unknown);
  CHECK(neither.status == MaterialStatus::Unreadable);  // both are there: nobody asked for anything unknown
}

TEST_CASE("a crop is the field with room around it, and never leaves the page") {
  const auto page = Image::of(400, 200, PixelFormat::Bgr8, Bytes(400 * 200 * 3, 200));
  const auto middle = cutOut(page, {100, 80, 60, 20});
  CHECK(middle.width() == 60 + 2 * 25);  // an eighth of the page's height is the most
  CHECK(middle.height() == 20 + 2 * 8);
  const auto corner = cutOut(page, {370, 190, 60, 20});
  CHECK(corner.width() == 400 - 345);
  CHECK(corner.height() == 200 - 182);
  CHECK(cutOut(page, {}).isNull());
  CHECK(cutOut({}, {1, 1, 20, 20}).isNull());
  CHECK(cutOut(page, {500, 300, 60, 20}).isNull());
  CHECK(cutOut(page, {-900, -900, 60, 20}).isNull());
}
