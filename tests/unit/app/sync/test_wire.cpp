#include "app/sync/Wire.h"
#include "core/base/Time.h"
#include "core/domain/ContractCodes.h"

#include "tests/support/Catch.h"
#include <nlohmann/json.hpp>

namespace xiaowu::sync {

using Json = nlohmann::json;
using Code = std::string_view;

namespace {

const crypto::Signer& platformKey() {
  static const auto key = crypto::Signer::generate();
  return key;
}

outbox::Manifest manifest() {
  outbox::Manifest made;
  made.kioskId = "kiosk-7";
  made.seq = 5;
  made.id = *Uuid::parse("01900000-0000-7000-8000-00000000000a");
  made.service = "elderly-allowance";
  made.keyId = "seal-1";
  made.sealedKey = Bytes(80, 3);
  made.createdAt = *parseRfc3339("2026-11-21T08:30:00.000Z");
  made.parts = {{100, std::string(64, 'a')}, {200, std::string(64, 'b')}};
  made.signature = Bytes(64, 9);
  return made;
}

Json receipt() {
  const auto m = manifest();
  Json json{{"submissionId", m.id.text()},
            {"kioskId", "kiosk-7"},
            {"seq", 5},
            {"manifestSha256", outbox::sha256Of(m)},
            {"state", "accepted"},
            {"caseNumber", "530102-20261121-000001"},
            {"receivedAt", "2026-11-21T08:30:01.000Z"},
            {"keyId", "sign-1"}};
  return json;
}

std::string sign(Json json) {
  const auto text = [&](const char* name) { return json[name].get<std::string>(); };
  const auto canonical = crypto::canonicalText(
      "xiaowu-receipt-1", {text("kioskId"), std::to_string(json["seq"].get<int>()), text("submissionId"),
                           text("manifestSha256"), text("state"), text("caseNumber"), text("receivedAt")});
  json["signature"] = toBase64(platformKey().sign(canonical));
  return json.dump();
}

RecordRequest request() {
  RecordRequest made;
  made.requestId = *Uuid::parse("01900000-0000-7000-8000-00000000000b");
  made.service = "property-none";
  made.holder = {"\xE5\xBC\xA0\xE4\xB8\x89", "530102199001011234"};
  return made;
}

Json proof(const RecordRequest& asked, const Bytes& pdf) {
  return {{"proofId", "0190-p"},
          {"requestId", asked.requestId.text()},
          {"checkCode", "7K3M-AAAA-BBBB-CCCC"},
          {"verifyUrl", "https://p.example/verify?code=7"},
          {"sheets", 1},
          {"media", "iso_a4_210x297mm"},
          {"pdf", toBase64(pdf)},
          {"pdfSha256", toHex(crypto::sha256(pdf))},
          {"holderHash", wire::holderHash(asked.holder)},
          {"issuedAt", "2026-11-21T08:30:01.000Z"}};
}

std::string signProof(Json json) {
  const auto text = [&](const char* name) { return json[name].get<std::string>(); };
  json["signature"] = toBase64(platformKey().sign(crypto::canonicalText(
      "xiaowu-proof-1", {text("proofId"), text("requestId"), text("checkCode"), text("pdfSha256"),
                         text("holderHash"), std::to_string(json["sheets"].get<int>()), text("issuedAt")})));
  return json.dump();
}

std::string receiptCode(const std::string& body) {
  const auto parsed = wire::parseReceipt(body, manifest(), platformKey().publicKey());
  return parsed ? "success" : parsed.error().code;
}

std::string proofCode(const std::string& body) {
  const auto parsed = wire::parseProof(body, request(), platformKey().publicKey());
  return parsed ? "success" : parsed.error().code;
}

}  // namespace

TEST_CASE("A receipt is taken only for this submission, signed by the platform") {
  CHECK(receiptCode(sign(receipt())) == "success");
  const auto with = [](const char* field, const Json& value) {
    auto json = receipt();
    json[field] = value;
    return receiptCode(sign(json));
  };
  CHECK(with("submissionId", "01900000-0000-7000-8000-00000000000c") == errors::kUntrusted);
  CHECK(with("kioskId", "kiosk-8") == errors::kUntrusted);
  // The platform's own word that it holds something else under this id: nothing that a repetition mends.
  CHECK(with("seq", 6) == domain::contract::kSubmissionConflict);
  CHECK(with("manifestSha256", std::string(64, '0')) == domain::contract::kSubmissionConflict);
  CHECK(with("state", "perhaps") == errors::kBadAnswer);
  CHECK(with("caseNumber", "") == errors::kBadAnswer);
  CHECK(with("receivedAt", "yesterday") == errors::kBadAnswer);
  // A line feed would move the lines of the signed text.
  CHECK(with("caseNumber", "530102\n1") == errors::kBadAnswer);
  auto altered = Json::parse(sign(receipt()));
  altered["caseNumber"] = "530102-20261121-000002";
  CHECK(receiptCode(altered.dump()) == errors::kUntrusted);
  altered.erase("signature");
  CHECK(receiptCode(altered.dump()) == errors::kBadAnswer);
  altered["signature"] = "AAAA";
  CHECK(receiptCode(altered.dump()) == errors::kUntrusted);
  for (const auto* bad : {"", "null", "[]", "{", "{}", "\"text\"", "{\"seq\":\"5\"}"}) {
    CHECK(receiptCode(bad) == errors::kBadAnswer);
  }
  CHECK(receiptCode(sign(receipt()) + "x") == errors::kBadAnswer);
}

TEST_CASE("A proof is taken only for this request and holder, with the signed PDF") {
  const Bytes pdf{'%', 'P', 'D', 'F'};
  const auto good = proof(request(), pdf);
  CHECK(proofCode(signProof(good)) == "success");
  const auto with = [&](const char* field, const Json& value) {
    auto json = good;
    json[field] = value;
    return proofCode(signProof(json));
  };
  CHECK(with("requestId", "01900000-0000-7000-8000-00000000000c") == errors::kUntrusted);
  CHECK(with("holderHash", wire::holderHash({"other", "530102199001011234"})) == errors::kUntrusted);
  CHECK(with("pdf", toBase64(Bytes{'x'})) == errors::kUntrusted);
  CHECK(with("sheets", 0) == errors::kBadAnswer);
  CHECK(with("pdf", "***") == errors::kBadAnswer);
  CHECK(with("proofId", "../../etc") == errors::kBadAnswer);
  CHECK(with("verifyUrl", "javascript:1") == errors::kBadAnswer);
  auto altered = Json::parse(signProof(good));
  altered["sheets"] = 2;
  CHECK(proofCode(altered.dump()) == errors::kUntrusted);
}

TEST_CASE("Papers from before are taken only as the answer to this question, and only whole") {
  const PaperQuery query{request().requestId, request().service, request().holder, request().evidence};
  const Json paper{{"paperId", "01900000-0000-7000-8000-00000000000d"},
                   {"documentType", "idfront"},
                   {"backType", "idback"},
                   {"caseNumber", "530102-20261121-000001"},
                   {"receivedAt", "2026-11-21T08:30:01.000Z"},
                   {"trust", "B"},
                   {"fields",
                    {{{"name", "validity"},
                      {"value", "2019.06.03-2039.06.03"},
                      {"confidence", 0.98},
                      {"doubtful", false},
                      {"role", "validity"}}}}};
  const auto parsed = [&](const Json& one, const Uuid& id = request().requestId) {
    return wire::parsePapers(Json{{"requestId", id.text()}, {"papers", {one}}}.dump(), query);
  };
  const auto good = parsed(paper);
  REQUIRE(good);
  REQUIRE(good->size() == 1);
  CHECK(good->front().backType == "idback");
  CHECK(good->front().trust == 'B');
  REQUIRE(good->front().fields.size() == 1);
  CHECK(good->front().fields[0].role == "validity");
  CHECK_FALSE(good->front().fields[0].doubtful);
  CHECK(parsed(paper, manifest().id).error().code == errors::kUntrusted);
  const std::pair<const char*, Json> wrong[] = {
      {"trust", "D"},
      {"paperId", "7"},
      {"receivedAt", "today"},
      {"fields", {{{"name", "x"}, {"value", "y"}, {"confidence", 1}}}},
      {"documentType", nullptr},
      {"backType", 7}};
  for (const auto& [name, value] : wrong) {
    auto damaged = paper;
    damaged[name] = value;
    INFO(name);
    const auto refused = parsed(damaged);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == errors::kBadAnswer);
  }
  CHECK(wire::parsePapers("{}", query).error().code == errors::kBadAnswer);
  CHECK(wire::parsePapers("<html>", query).error().code == errors::kBadAnswer);
}

TEST_CASE("Bodies follow the contract and refuse what cannot be sent") {
  const auto json = Json::parse(*wire::recordBody(request()));
  CHECK(json["identityLevel"] == "L2");
  CHECK(json["holder"]["idNumber"] == "530102199001011234");
  CHECK_FALSE(json["evidence"].contains("score"));
  auto vouched = request();
  vouched.evidence = {"staff", {}, {}, std::string(64, 'a'), "injury"};
  const auto staff = Json::parse(*wire::recordBody(vouched))["evidence"];
  CHECK(staff == Json{{"way", "staff"}, {"staff", std::string(64, 'a')}, {"reason", "injury"}});
  StaffCheck check{
      *Uuid::parse("01900000-0000-7000-8000-00000000000c"), "s", std::string(64, 'a'), "injury", true, {}};
  CHECK(Json::parse(*wire::staffCheckBody(check))["confirmed"] == true);
  check.staff.clear();
  CHECK(wire::staffCheckBody(check).error().code == errors::kBadRequest);
  auto bad = request();
  bad.holder.name = "a\nb";
  CHECK(wire::recordBody(bad).error().code == errors::kBadRequest);
  bad.holder.name = "\xff\xfe";
  CHECK(wire::recordBody(bad).error().code == errors::kBadRequest);
  const auto m = Json::parse(wire::manifestBody(manifest()));
  CHECK(m["parts"][1]["size"] == 200);
  CHECK(m["createdAt"] == "2026-11-21T08:30:00.000Z");
  Rating rating{*Uuid::parse("01900000-0000-7000-8000-00000000000c"), "s", {}, 6, {}};
  CHECK(wire::ratingBody(rating).error().code == errors::kBadRequest);
}

TEST_CASE("Errors of the platform are read, whatever else is sent is not") {
  const auto parsed =
      wire::parseError(R"({"error":{"code":"submission.parts-missing","message":"","missing":[0,2]}})");
  CHECK(parsed.code == "submission.parts-missing");
  CHECK(parsed.missing == std::vector<int>{0, 2});
  CHECK(wire::parseError(R"({"error":{"code":"x.y"},"missing":[1]})").missing == std::vector<int>{1});
  for (const auto* bad : {"", "<html>", "{}", R"({"error":"x"})", R"({"error":{"code":7}})",
                          R"({"error":{"code":"Bad Code"}})"}) {
    CHECK(wire::parseError(bad).code.empty());
  }
  CHECK(wire::parseError(R"({"error":{"code":"x.y","missing":["a"]}})").missing.empty());
  CHECK(wire::parseError(R"({"error":{"code":"x.y","message":"","lastSeq":17}})").lastSeq == 17);
  CHECK(wire::parseError(R"({"error":{"code":"x.y","message":"","lastSeq":-1}})").code.empty());
}

TEST_CASE("A remote state must be that of the submission") {
  const auto code = [](const std::string& body) {
    const auto parsed = wire::parseState(body, manifest(), platformKey().publicKey());
    return parsed ? "success" : parsed.error().code;
  };
  const auto id = manifest().id.text();
  CHECK(code(R"({"id":")" + id + R"(","state":"receiving","parts":[0]})") == "success");
  CHECK(code(R"({"id":")" + id + R"(","state":"accepted","parts":[0,1],"receipt":)" + sign(receipt()) +
             "}") == "success");
  CHECK(code(R"({"id":"other","state":"receiving","parts":[0]})") == errors::kUntrusted);
  CHECK(code(R"({"id":")" + id + R"(","state":"receiving","parts":[-1]})") == errors::kBadAnswer);
  CHECK(code(R"({"id":")" + id + R"(","state":"receiving"})") == errors::kBadAnswer);
}

}  // namespace xiaowu::sync
