#include "recognition/documents/MaterialCheck.h"

#include "tests/support/Catch.h"

#include <algorithm>
#include <chrono>

using namespace xiaowu::documents;

namespace {

FieldReading fieldOf(const std::string& name, const std::string& role, const std::string& value,
                     bool doubtful = false) {
  FieldReading reading;
  reading.name = name;
  reading.role = role;
  reading.value = value;
  reading.doubtful = doubtful;
  reading.confidence = doubtful ? 0.4 : 0.95;
  return reading;
}

DocumentReading marriage() {
  DocumentReading reading;
  reading.type = reading.bestGuess = "marriage";
  reading.fields = {
      fieldOf("name_a", "person-name", "李伟"), fieldOf("id_a", "person-number", "430624199308150019"),
      fieldOf("name_b", "person-name", "王芳"), fieldOf("id_b", "person-number", "430624199502200024")};
  reading.seals = {{{100, 100}, 20, 0.98, SealFinding::Present}};
  return reading;
}

const MaterialRequirement kRequirement{"marriage", "marriageCertificate", true};
const FormFacts kFacts{"李伟", "430624199308150019", "王芳", "430624199502200024"};

bool has(const MaterialVerdict& verdict, std::string_view reason) {
  return std::find(verdict.reasons.begin(), verdict.reasons.end(), reason) != verdict.reasons.end();
}

}  // namespace

TEST_CASE("the right paper of the right couple is good") {
  const auto verdict = checkMaterial(kRequirement, marriage(), kFacts);
  CHECK(verdict.outcome == MaterialOutcome::Good);
  CHECK(verdict.reasons.empty());
}

TEST_CASE("bad pages are told by what to do about them") {
  auto reading = marriage();
  reading.findings = {PageFinding::Blank};
  CHECK(checkMaterial(kRequirement, reading, kFacts).reasons.front() == reasons::kBlank);
  reading.findings = {PageFinding::Blurred};
  CHECK(checkMaterial(kRequirement, reading, kFacts).reasons.front() == reasons::kBlurred);
  reading.findings = {PageFinding::CutOff};
  const auto verdict = checkMaterial(kRequirement, reading, kFacts);
  CHECK(verdict.outcome == MaterialOutcome::Unreadable);
  CHECK(verdict.reasons.front() == reasons::kCutOff);
}

TEST_CASE("another paper is named, an unknown one is not") {
  auto reading = marriage();
  reading.type = "medical-bill";
  const auto wrong = checkMaterial(kRequirement, reading, kFacts);
  CHECK(wrong.outcome == MaterialOutcome::WrongPaper);
  CHECK(wrong.seemsToBe == "medical-bill");
  reading.type = "unknown";
  const auto unknown = checkMaterial(kRequirement, reading, kFacts);
  CHECK(unknown.outcome == MaterialOutcome::Doubtful);
  CHECK(unknown.seemsToBe.empty());
}

TEST_CASE("a missing seal, a copied seal, and a paper that needs none") {
  auto reading = marriage();
  reading.seals.clear();
  CHECK(checkMaterial(kRequirement, reading, kFacts).outcome == MaterialOutcome::NoSeal);
  reading.seals = {{{100, 100}, 20, 0.9, SealFinding::GreyCopy}};
  CHECK(has(checkMaterial(kRequirement, reading, kFacts), reasons::kSealCopied));
  CHECK(checkMaterial({"marriage", "m", false}, reading, kFacts).outcome == MaterialOutcome::Good);
}

TEST_CASE(
    "where an organ's seal is expected, another's and one that cannot be read are for a person to look at") {
  auto requirement = kRequirement;
  requirement.sealIssuers = {"*民政局婚姻登记专用章"};
  auto reading = marriage();
  auto& seal = reading.seals.front();
  seal.confidence = 0.95;
  seal.text = "湘阴县民政局婚姻登记专用章";
  CHECK(checkMaterial(requirement, reading, kFacts).outcome == MaterialOutcome::Good);
  seal.text = "湘阴县绿野商贸有限公司";
  const auto other = checkMaterial(requirement, reading, kFacts);
  CHECK(other.outcome == MaterialOutcome::Doubtful);
  CHECK(has(other, reasons::kSealOther));
  seal.confidence = 0.7;
  CHECK(has(checkMaterial(requirement, reading, kFacts), reasons::kSealUnreadable));
  // nobody's in particular is expected.
  CHECK(checkMaterial(kRequirement, reading, kFacts).outcome == MaterialOutcome::Good);
}

TEST_CASE("a paper that is over or too old, and one under a reflection, are for a person to look at") {
  using namespace std::chrono_literals;
  auto requirement = kRequirement;
  requirement.today = 2026y / 11 / 22;
  requirement.notOlderDays = 30;
  auto reading = marriage();
  reading.fields.push_back(fieldOf("validity", "validity", "2006-11-22/2026-11-22"));
  reading.fields.push_back(fieldOf("date", "date", "2026-10-23"));
  // The last day counts, on both sides.
  CHECK(checkMaterial(requirement, reading, kFacts).outcome == MaterialOutcome::Good);
  requirement.today = 2026y / 11 / 23;
  const auto over = checkMaterial(requirement, reading, kFacts);
  CHECK(over.outcome == MaterialOutcome::Doubtful);
  CHECK(has(over, reasons::kExpired));
  CHECK(has(over, reasons::kTooOld));
  for (auto& late : reading.fields) {
    late.doubtful = late.doubtful || late.role == "validity" || late.role == "date";
  }
  // What is not certain says nothing about the calendar.
  CHECK_FALSE(has(checkMaterial(requirement, reading, kFacts), reasons::kExpired));
  reading = marriage();
  reading.findings = {PageFinding::Glare};
  CHECK(has(checkMaterial(kRequirement, reading, kFacts), reasons::kGlare));
}

TEST_CASE("a black-and-white copy of a paper without a seal is for a person to look at") {
  auto reading = marriage();
  reading.seals.clear();
  auto requirement = kRequirement;
  requirement.sealRequired = false;
  reading.findings = {PageFinding::Colourless};
  const auto verdict = checkMaterial(requirement, reading, kFacts);
  CHECK(verdict.outcome == MaterialOutcome::Doubtful);
  CHECK(verdict.reasons.front() == reasons::kCopied);
}

TEST_CASE("somebody else's paper is never good") {
  auto facts = kFacts;
  facts.applicantNumber = "430624194403120042";
  CHECK(has(checkMaterial(kRequirement, marriage(), facts), reasons::kPersonDiffers));
  CHECK(checkMaterial(kRequirement, marriage(), facts).outcome == MaterialOutcome::Doubtful);
  facts = kFacts;
  facts.spouseNumber = "430624194403120042";
  CHECK(has(checkMaterial(kRequirement, marriage(), facts), reasons::kSpouseDiffers));
}

TEST_CASE("an unread number is a doubt, an unread name beside the right number another") {
  auto reading = marriage();
  reading.fields[1] = fieldOf("id_a", "person-number", "43062419930815", true);
  CHECK(has(checkMaterial(kRequirement, reading, kFacts), reasons::kNumberUnsure));
  reading = marriage();
  reading.fields[0] = fieldOf("name_a", "person-name", "季伟");
  CHECK(has(checkMaterial(kRequirement, reading, kFacts), reasons::kNameUnsure));
}

TEST_CASE("reasons carry no personal data") {
  auto facts = kFacts;
  facts.applicantNumber = "430624194403120042";
  for (const auto& reason : checkMaterial(kRequirement, marriage(), facts).reasons) {
    CHECK(reason.rfind("material.", 0) == 0);
  }
}

TEST_CASE("a paper that has to be young says for certain how old it is") {
  using namespace std::chrono_literals;
  MaterialRequirement requirement;
  requirement.documentType = "letter";
  requirement.notOlderDays = 30;
  requirement.today = 2026y / 11 / 22;
  DocumentReading letter;
  letter.type = letter.bestGuess = "letter";
  const auto judged = [&](const FieldReading& date) {
    letter.fields = {date};
    return checkMaterial(requirement, letter, {});
  };
  CHECK(judged(fieldOf("date", "date", "2026-10-23")).outcome == MaterialOutcome::Good);
  CHECK(has(judged(fieldOf("date", "date", "2026-10-22")), reasons::kTooOld));
  for (const auto& unsure : {fieldOf("date", "date", "2026-11-01", true), fieldOf("date", "date", "", true),
                             fieldOf("date", "date", "2026-13-01")}) {
    const auto verdict = judged(unsure);
    CHECK(verdict.outcome == MaterialOutcome::Doubtful);
    CHECK(has(verdict, reasons::kDateUnsure));
  }
  requirement.notOlderDays = 0;
  CHECK(judged(fieldOf("date", "date", "2026-11-01", true)).outcome == MaterialOutcome::Good);
}

TEST_CASE("a validity that is over is told, one that is not is no matter") {
  using namespace std::chrono_literals;
  MaterialRequirement requirement;
  requirement.documentType = "idback";
  requirement.today = 2026y / 11 / 22;
  DocumentReading back;
  back.type = back.bestGuess = "idback";
  const auto judged = [&](const char* validity) {
    back.fields = {fieldOf("validity", "validity", validity)};
    return checkMaterial(requirement, back, {});
  };
  CHECK(judged("2016.11.22-2026.11.22").outcome == MaterialOutcome::Good);
  CHECK(has(judged("2016.11.21-2026.11.21"), reasons::kExpired));
  CHECK(judged("2016.11.21-长期").outcome == MaterialOutcome::Good);
}
