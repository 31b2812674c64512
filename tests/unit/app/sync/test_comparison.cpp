// The kiosk's half of a face comparison: what is sent, and which yes is believed.
#include "app/sync/FaceComparison.h"
#include "core/base/Time.h"

#include "app/outbox/Manifest.h"
#include "tests/support/openapi/TestOpenApi.h"

#include "tests/support/Catch.h"
#include <nlohmann/json.hpp>

namespace xiaowu::sync {

using Json = nlohmann::json;

namespace {

constexpr const char* kAt = "2026-11-21T08:30:01.000Z";

const crypto::Signer& platformSigner() {
  static const auto key = crypto::Signer::generate();
  return key;
}

const crypto::SealingKeyPair& platformOpening() {
  static const auto pair = crypto::makeSealingKeyPair();
  return pair;
}

SealedComparison question(int number = 1) {
  const auto id = *Uuid::parse("01900000-0000-7000-8000-00000000000" + std::to_string(number));
  return sealComparison(id, *Uuid::parse("01900000-0000-7000-8000-0000000000ff"), Bytes(1024, 7),
                        Bytes(20'000, 9), platformOpening().publicKey, "seal-1");
}

Json answerTo(const SealedComparison& request, bool match, const std::string& kioskId = "kiosk-7",
              const crypto::Signer& signer = platformSigner()) {
  const auto hash = wire::comparisonHash(request, kioskId);
  const auto text = crypto::canonicalText(
      "xiaowu-comparison-1", {kioskId, request.requestId.text(), hash, match ? "match" : "no-match",
                              "fr_feature", "fr_feature-0.450", kAt});
  return Json{{"requestId", request.requestId.text()},
              {"requestSha256", hash},
              {"match", match},
              {"model", "fr_feature"},
              {"thresholdId", "fr_feature-0.450"},
              {"comparedAt", kAt},
              {"keyId", "sign-1"},
              {"signature", toBase64(signer.sign(text))}};
}

Result<ComparisonAnswer> parsed(const Json& json, const SealedComparison& request,
                                std::string_view now = kAt) {
  return wire::parseComparison(json.dump(), request, "kiosk-7", platformSigner().publicKey(),
                               *parseRfc3339(now));
}

}  // namespace

TEST_CASE(
    "a comparison's request is the contract's, and nothing in it can be read without the platform's key") {
  const std::string photo(1024, 'P');
  const std::string face(20'000, 'F');
  const auto id = *Uuid::parse("01900000-0000-7000-8000-000000000001");
  auto request = sealComparison(id, id, viewOf(photo), viewOf(face), platformOpening().publicKey, "seal-1");
  request.modelWish = "fr_feature";
  const auto body = wire::comparisonBody(request);
  CHECK(testing::contract().checkRequest("POST", "/v1/face-comparisons", body));
  auto json = Json::parse(body);
  json["keyId"] = std::string(100'000, 'k');  // long only where no pattern is held against it
  CHECK_FALSE(testing::contract().checkRequest("POST", "/v1/face-comparisons", json.dump()));
  json = Json::parse(body);
  json["photo"] = json["face"];
  CHECK_FALSE(testing::contract().checkRequest("POST", "/v1/face-comparisons", json.dump()));
  json["photo"] = Json::array({std::string(100'000, 'k')});
  CHECK_FALSE(testing::contract().checkRequest("POST", "/v1/face-comparisons", json.dump()));
  CHECK(body.find("PPPPPPPP") == std::string::npos);
  CHECK(body.find(toBase64(viewOf(std::string(30, 'F')))) == std::string::npos);
  const auto key = crypto::ContentKey::open(request.sealedKey, platformOpening());
  REQUIRE(key);
  CHECK(textOf(*key->openPart(id, 0, request.photo)) == photo);
  CHECK(textOf(*key->openPart(id, 1, request.face)) == face);
  CHECK_FALSE(key->openPart(id, 0, request.face));  // the two cannot change places
  CHECK_FALSE(key->openPart(*Uuid::parse("01900000-0000-7000-8000-000000000002"), 0, request.photo));
  CHECK_FALSE(crypto::ContentKey::open(request.sealedKey, crypto::makeSealingKeyPair()));
  auto other = request;
  other.face.back() ^= 1;
  CHECK(wire::comparisonHash(other, "kiosk-7") != wire::comparisonHash(request, "kiosk-7"));
  CHECK(wire::comparisonHash(request, "kiosk-8") != wire::comparisonHash(request, "kiosk-7"));
}

TEST_CASE("a signed yes and a signed no are read; the contract has no place for a similarity") {
  const auto request = question();
  for (const bool match : {true, false}) {
    auto json = answerTo(request, match);
    CHECK(testing::contract().checkResponse("POST", "/v1/face-comparisons", 200, json.dump()));
    const auto answer = parsed(json, request);
    REQUIRE(answer);
    CHECK(answer->match == match);
    CHECK(answer->model == "fr_feature");
    json["similarity"] = 0.7;
    CHECK_FALSE(testing::contract().checkResponse("POST", "/v1/face-comparisons", 200, json.dump()));
  }
}

TEST_CASE("no other yes is believed") {
  const auto request = question();
  auto yes = answerTo(request, true);
  std::string expected(errors::kUntrusted);
  std::string now = kAt;
  SECTION("turned from no to yes") {
    yes = answerTo(request, false);
    yes["match"] = true;
  }
  SECTION("another model or threshold") {
    yes[GENERATE("model", "thresholdId")] = "other";
  }
  SECTION("signed by another platform") {
    yes = answerTo(request, true, "kiosk-7", crypto::Signer::generate());
  }
  SECTION("given to another kiosk") {
    yes = answerTo(request, true, "kiosk-8");
  }
  SECTION("given to another request") {
    yes = answerTo(question(2), true);
  }
  SECTION("given to other pictures under the same id") {
    yes = answerTo(question(1), true);
  }
  SECTION("another request's yes with this request's id") {
    yes = answerTo(question(2), true);
    yes["requestId"] = request.requestId.text();
  }
  SECTION("old") {
    now = "2026-11-21T08:35:02.000Z";
  }
  SECTION("from the future") {
    now = "2026-11-21T08:24:59.000Z";
  }
  SECTION("time moved") {
    yes["comparedAt"] = "2026-11-21T08:30:02.000Z";
  }
  SECTION("signature cut") {
    yes["signature"] = "AAAA";
  }
  SECTION("not the contract's form") {
    expected = errors::kBadAnswer;
    SECTION("match is a text") {
      yes["match"] = "true";
    }
    SECTION("match is a number") {
      yes["match"] = 1;
    }
    SECTION("a field is missing") {
      yes.erase(
          GENERATE("match", "requestId", "requestSha256", "model", "thresholdId", "comparedAt", "signature"));
    }
    SECTION("a line feed in a signed field") {
      yes["model"] = "fr\nfeature";
    }
    SECTION("a list") {
      yes = Json::array({yes});
    }
    SECTION("nothing") {
      yes = nullptr;
    }
  }
  const auto answer = parsed(yes, request, now);
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == expected);
}

}  // namespace xiaowu::sync
