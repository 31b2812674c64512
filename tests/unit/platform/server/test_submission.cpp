// The content of a submission becomes one typed value; text that is none of the contract's names becomes an
// error.
#include "platform/server/cases/Submission.h"

#include "core/domain/ContractCodes.h"
#include "tests/support/openapi/TestOpenApi.h"

#include "tests/support/Applicant.h"
#include "tests/support/Catch.h"

#include <nlohmann/json.hpp>

using namespace xiaowu;
using namespace xiaowu::platform;
using nlohmann::json;

namespace {

json content() {
  const std::string at = "2026-11-21T08:30:00.000Z";
  return {
      {"version", 1},
      {"caseId", "019aa000-0000-7000-8000-000000000001"},
      {"service", "SY-REG-01"},
      {"createdAt", at},
      {"applicant", test::applicant()},
      {"answers",
       {{{"field", "reason"}, {"value", "投靠"}, {"source", "resident"}, {"trust", "D"}, {"doubtful", true}},
        {{"field", "agreed"}, {"value", true}, {"source", "ocr"}, {"trust", "C"}},
        {{"field", "count"}, {"value", 2}, {"source", "card"}, {"trust", "A"}}}},
      {"materials",
       {{{"code", "marriage"},
         {"documentType", "marriage-certificate"},
         {"backType", "marriage-back"},
         {"outcome", "good"},
         {"reasons", json::array()},
         {"trust", "B"},
         {"parts", {2, 3}},
         {"fields",
          {{{"name", "date"},
            {"value", "2020-05-20"},
            {"confidence", 0.98},
            {"doubtful", true},
            {"checks", {"!form"}},
            {"readers", {"a", "b"}},
            {"role", "validity"},
            {"resident", "cannot-tell"}}}}},
        {{"code", "letter"},
         {"documentType", "letter"},
         {"outcome", "promised"},
         {"reasons", json::array()},
         {"trust", "D"},
         {"parts", json::array()},
         {"reusedFrom", "019aa000-0000-7000-8000-000000000002"}}}},
      {"signature", {{"part", 1}, {"contentSha256", std::string(64, 'a')}, {"signedAt", at}}},
      {"identity",
       {{"level", "L2"}, {"way", "staff"}, {"staff", std::string(64, 'b')}, {"reason", "injury"}}},
      {"approval", {{"verdict", "approve"}, {"itemVersion", 3}, {"findings", json::array()}}},
      {"keepForReuse", true}};
}

}  // namespace

TEST_CASE("everything that is judged, filed or offered again is in the value") {
  const auto text = content().dump();
  REQUIRE(testing::contract().checkNamed("Submission", text));
  const auto parsed = parseSubmission(text);
  REQUIRE(parsed);
  const auto& value = *parsed;
  CHECK(value.caseId == "019aa000-0000-7000-8000-000000000001");
  CHECK(value.service == "SY-REG-01");
  CHECK(value.applicant.name == "李伟");
  CHECK(value.applicant.sex == domain::Sex::Male);
  CHECK(value.applicant.cardKind == "resident");
  REQUIRE(value.answers.size() == 3);
  CHECK(std::get<std::string>(value.answers[0].value) == "投靠");
  CHECK(value.answers[0].doubtful);
  CHECK(std::get<bool>(value.answers[1].value));
  CHECK(value.answers[1].source == domain::AnswerSource::Ocr);
  CHECK(std::get<double>(value.answers[2].value) == 2);
  CHECK(value.answers[2].trust == domain::TrustGrade::A);
  REQUIRE(value.materials.size() == 2);
  const auto* marriage = value.material("marriage");
  REQUIRE(marriage != nullptr);
  CHECK(marriage->outcome == domain::MaterialStatus::Good);
  CHECK(marriage->trust == domain::TrustGrade::B);
  CHECK(marriage->backType == "marriage-back");
  CHECK(marriage->parts == std::vector<int>{2, 3});
  CHECK_FALSE(marriage->reusedFrom);
  REQUIRE(marriage->fields.size() == 1);
  CHECK(marriage->fields[0].value == "2020-05-20");
  CHECK(marriage->fields[0].confidence == 0.98);
  CHECK(marriage->fields[0].doubtful);
  CHECK(marriage->fields[0].checks == std::vector<std::string>{"!form"});
  CHECK(marriage->fields[0].readers.size() == 2);
  CHECK(marriage->fields[0].role == "validity");
  CHECK(marriage->fields[0].resident == domain::ResidentWord::CannotTell);
  CHECK(value.materials[1].outcome == domain::MaterialStatus::Promised);
  CHECK(value.materials[1].reusedFrom == "019aa000-0000-7000-8000-000000000002");
  CHECK(value.material("other") == nullptr);
  CHECK(value.level == domain::IdentityLevel::L2);
  CHECK(value.evidence.way == "staff");
  CHECK(value.evidence.reason == "injury");
  CHECK(value.kioskVerdict.approve);
  CHECK(value.kioskVerdict.itemVersion == 3);
  CHECK(value.keepForReuse);
}

TEST_CASE("what may be absent has its plain meaning") {
  auto short_ = content();
  for (const auto* key : {"approval", "keepForReuse"}) {
    short_.erase(key);
  }
  short_["applicant"]["sex"] = "";
  const auto parsed = parseSubmission(short_.dump());
  REQUIRE(parsed);
  CHECK_FALSE(parsed->kioskVerdict.approve);
  CHECK(parsed->kioskVerdict.itemVersion == 0);
  CHECK_FALSE(parsed->keepForReuse);
  CHECK(parsed->applicant.sex == domain::Sex::Unknown);
  CHECK(parsed->materials[1].fields.empty());
}

TEST_CASE("unknown names, other kinds of value and cut texts are refused without a word of the content") {
  const auto refused = [](const char* patch) {
    auto changed = content();
    changed.merge_patch(json::parse(patch));
    const auto parsed = parseSubmission(changed.dump());
    return !parsed && parsed.error().code == domain::contract::kSubmissionInvalid &&
           parsed.error().detail.find("李伟") == std::string::npos;
  };
  CHECK_FALSE(refused("{}"));
  CHECK(refused(R"({"identity":{"level":"L3"}})"));
  CHECK(refused(R"({"identity":null})"));
  CHECK(refused(R"({"applicant":{"name":7}})"));
  CHECK(refused(R"({"answers":[{"field":"a","value":"b","source":"rumour","trust":"D"}]})"));
  CHECK(refused(R"({"answers":[{"field":"a","value":"b","source":"card","trust":"E"}]})"));
  CHECK(refused(
      R"({"materials":[{"code":"a","documentType":"b","outcome":"missing","trust":"C","parts":[]}]})"));
  const auto text = content().dump();
  CHECK_FALSE(parseSubmission(text.substr(0, text.size() / 2)));
  CHECK_FALSE(parseSubmission(""));
}
