// Cases that a kiosk gives back after a restore: only a receipt that this platform signed for just this
// case is honoured.
#include "tests/integration/platform/Client.h"

#include "tests/support/Catch.h"
#include <nlohmann/json.hpp>

using namespace xiaowu;
using namespace xiaowu::testing;
using Json = nlohmann::json;

namespace {

/// What the platform would have answered to this filing on 20 November 2026.
Json oldReceipt(const Filing& filing, const Kiosk& kiosk) {
  const auto manifest = Json::parse(filing.manifest(kiosk));
  std::string text = crypto::canonicalText(
      "xiaowu-manifest-1", {kiosk.id(), std::to_string(filing.seq), filing.id.text(), filing.service,
                            filing.keyId, filing.sealedKey, manifest["createdAt"].get<std::string>()});
  for (const auto& part : manifest["parts"]) {
    text += "\n" + std::to_string(part["size"].get<int>()) + ":" + part["sha256"].get<std::string>();
  }
  return {{"submissionId", filing.id.text()},
          {"kioskId", kiosk.id()},
          {"seq", filing.seq},
          {"manifestSha256", toHex(crypto::sha256(viewOf(text)))},
          {"state", "accepted"},
          {"caseNumber", "430624-20261120-000042"},
          {"receivedAt", "2026-11-20T08:30:00.000Z"},
          {"keyId", filing.keyId}};
}

Json signedBy(const crypto::Signer& key, Json receipt) {
  const auto text = [&](const char* name) { return receipt[name].get<std::string>(); };
  receipt["signature"] = toBase64(key.sign(crypto::canonicalText(
      "xiaowu-receipt-1", {text("kioskId"), std::to_string(receipt["seq"].get<int>()), text("submissionId"),
                           text("manifestSha256"), text("state"), text("caseNumber"), text("receivedAt")})));
  return receipt;
}

struct Returned {
  TestPlatform platform;
  Filing filing;

  Returned() {
    filing.seq = 7;
    filing.seal(platform.platform().keys().opening.publicKey, platform.platform().keys().keyId);
    for (int index = 0; index < 3; ++index) {
      REQUIRE(filing.put(platform.kiosk, index).status == 201);
    }
  }
  [[nodiscard]] const crypto::Signer& key() { return platform.platform().keys().signer; }
  [[nodiscard]] Reply giveBack(const Json& receipt) const {
    auto manifest = Json::parse(filing.manifest(platform.kiosk));
    manifest["receipt"] = receipt;
    return platform.kiosk.call("POST", "/v1/submissions/" + filing.id.text(), manifest.dump());
  }
  [[nodiscard]] std::size_t filed() const {
    return Json::parse(platform.state())["receiptsGiven"].get<std::size_t>();
  }
};

}  // namespace

TEST_CASE("a case that is given back has the number, state and time of its old receipt, for ever") {
  Returned back;
  const auto receipt = signedBy(back.key(), oldReceipt(back.filing, back.platform.kiosk));
  const auto first = back.giveBack(receipt);
  CHECK(first.status == 201);
  CHECK(Json::parse(first.body) == receipt);
  CHECK(back.giveBack(receipt).body == first.body);
  CHECK(back.filing.file(back.platform.kiosk).body == first.body);
  const auto state =
      Json::parse(back.platform.kiosk.call("GET", "/v1/submissions/" + back.filing.id.text()).body);
  CHECK(state["receipt"] == receipt);
  CHECK(back.filed() == 1);
}

TEST_CASE("a receipt of another key, kiosk, case or content is refused, and the case is not filed anew") {
  Returned back;
  const auto good = oldReceipt(back.filing, back.platform.kiosk);
  const auto refused = [&](const Json& receipt) {
    const auto reply = back.giveBack(receipt);
    CHECK(reply.status == 422);
    CHECK(Json::parse(reply.body)["error"]["code"] == "submission.receipt-unknown");
    CHECK(back.filed() == 0);
  };
  const auto changed = [&](const char* name, const Json& value) {
    auto other = good;
    other[name] = value;
    return signedBy(back.key(), other);
  };
  refused(signedBy(crypto::Signer::generate(), good));
  refused(changed("kioskId", "XY-002"));
  refused(changed("submissionId", Uuid::makeV7(SystemClock().wall()).text()));
  refused(changed("manifestSha256", std::string(64, 'a')));
  refused(changed("seq", 8));
  auto unsignedNumber = signedBy(back.key(), good);
  unsignedNumber["caseNumber"] = "430624-20261120-000043";
  refused(unsignedNumber);
  CHECK(back.giveBack(signedBy(back.key(), good)).status == 201);
}
