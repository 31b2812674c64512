#include "core/crypto/Random.h"
#include "core/domain/ContractCodes.h"
#include "platform/api/OpenApi.h"
#include "platform/server/cases/CasePage.h"
#include "platform/server/http/Query.h"
#include "platform/server/records/CheckCode.h"
#include "platform/server/rendering/ProofSheet.h"
#include "platform/server/rendering/Text.h"
#include "tests/support/openapi/TestOpenApi.h"

#include "tests/support/Catch.h"

#include <set>

using namespace xiaowu;
using namespace xiaowu::platform;

namespace {

ProofContent sample(std::size_t entries) {
  ProofContent content{"不动产登记信息查询结果证明",
                       "李伟",
                       "430624199308150019",
                       "本人了解名下不动产登记情况",
                       entries > 0,
                       {},
                       "2026年11月21日 16:30",
                       "2026年11月21日 16:30",
                       "2026年11月21日",
                       "湘阴县不动产登记中心",
                       "019aa000-0000-7000-8000-000000000001",
                       "7K3M-7K3M-7K3M-7K3M",
                       "https://gov.example.cn/verify?code=7K3M-7K3M-7K3M-7K3M",
                       "https://gov.example.cn/verify",
                       "1234-5678-9ABC-DEF0-1234"};
  for (std::size_t i = 0; i < entries; ++i) {
    content.entries.emplace_back("坐落", "湖南省湘阴县清溪镇东风路18号2栋301室");
  }
  return content;
}

}  // namespace

TEST_CASE("times go out and come back, and only real ones come in") {
  CHECK(formatTime(1'795'249'800'123'000) == "2026-11-21T08:30:00.123Z");
  CHECK(parseTime("2026-11-21T08:30:00.123Z").value() == 1'795'249'800'123'000);
  for (const auto* bad : {"2026-02-29T08:30:00.000Z", "2026-13-01T08:30:00.000Z", "2026-11-21T24:30:00.000Z",
                          "2026-11-21T08:30:00Z", "2026-11-21 08:30:00.000Z", "2026-11-21T08:30:00.000+", "",
                          "1969-12-31T00:00:00.000Z"}) {
    CHECK_FALSE(parseTime(bad));
  }
}

TEST_CASE("check codes: 80 bits, no look-alikes, forgiving when typed") {
  std::set<std::string> codes;
  for (int i = 0; i < 1000; ++i) {
    codes.insert(makeCheckCode(crypto::randomBytes(10)));
  }
  CHECK(codes.size() == 1000);
  for (const auto& code : codes) {
    REQUIRE(code.size() == 19);
    CHECK(code.find_first_of("ILOU") == std::string::npos);
    CHECK(canonicalCheckCode(code) == code);
  }
  CHECK(makeCheckCode(Bytes(10, 0xff)) == "ZZZZ-ZZZZ-ZZZZ-ZZZZ");
  CHECK(makeCheckCode(Bytes(10, 0)) == "0000-0000-0000-0000");
  CHECK(canonicalCheckCode(" 7k3m 7k3mOil1-7k3m ") == "7K3M-7K3M-0111-7K3M");
  for (const auto* bad : {"", "7K3M", "7K3M-7K3M-7K3M-7K3M-7", "7K3M-7K3M-7K3M-7K3U", "证"}) {
    CHECK(canonicalCheckCode(bad).empty());
  }
}

TEST_CASE("text is escaped, queries are decoded") {
  CHECK(escapeHtml("<a href=\"x\">'&") == "&lt;a href=&quot;x&quot;&gt;&#39;&amp;");
  CHECK(queryValue("x=1&code=7K3M%2d7+a", "code") == "7K3M-7 a");
  CHECK(queryValue("codes=1", "code").empty());
  CHECK(queryValue("code=%4", "code").empty());
  CHECK(queryValue("code=%zz", "code").empty());
  CHECK(queryValue("", "code").empty());
}

TEST_CASE("the seal's ink stays inside its circle and fills it") {
  for (const double diameter : {60.0, 119.0, 400.0}) {
    const auto ink = measureSeal(diameter);
    const double slack = diameter * 0.01 + 1;
    CHECK(ink.left == Approx(-diameter / 2).margin(slack));
    CHECK(ink.right == Approx(diameter / 2).margin(slack));
    CHECK(ink.top == Approx(-diameter / 2).margin(slack));
    CHECK(ink.bottom == Approx(diameter / 2).margin(slack));
  }
}

TEST_CASE("a proof is one sheet, or says that one is not enough") {
  for (const std::size_t entries : {0U, 1U, 11U}) {
    const auto pdf = drawProof(sample(entries));
    REQUIRE(pdf);
    const std::string text(textOf(*pdf));
    CHECK(text.substr(0, 5) == "%PDF-");
    CHECK(text.find("/Count 1\n") != std::string::npos);
  }
  const auto tooMany = drawProof(sample(60));
  REQUIRE_FALSE(tooMany);
  CHECK(tooMany.error().code == platform::errors::kProofTooLong);
}

TEST_CASE("the reasons of returned cases have words") {
  CHECK(reasonInWords(domain::contract::kMaterialUnreadable) != reasonInWords("something.new"));
  CHECK_FALSE(reasonInWords("something.new").empty());
}

TEST_CASE("the contract: unknown operations, parameters and bodies") {
  const auto& contract = testing::contract();
  CHECK(contract.checkRequest("GET", "/v1/health", ""));
  CHECK_FALSE(contract.checkRequest("GET", "/v1/health", "{}"));
  CHECK(contract.checkRequest("POST", "/v1/health", "").error().code == platform::errors::kContractUnknown);
  CHECK(contract.checkResponse("GET", "/v1/health", 200,
                               R"({"status":"ok","time":"2026-11-21T08:30:00.000Z"})"));
  CHECK(contract.checkResponse("GET", "/v1/health", 503,
                               R"({"error":{"code":"platform.busy","message":"busy"}})"));
  CHECK_FALSE(contract.checkResponse("GET", "/v1/health", 201, "{}"));
  CHECK_FALSE(contract.checkResponse("GET", "/v1/health", 200,
                                     R"({"status":"ok","time":"2026-11-21T08:30:00.000Z","more":1})"));
  CHECK_FALSE(contract.checkNamed("Nothing", "{}"));
  CHECK_FALSE(OpenApi::load("/nonexistent.json"));
  std::string deep = R"({"ratingId":)";
  CHECK_FALSE(contract.checkRequest("POST", "/v1/ratings",
                                    deep + std::string(5000, '[') + std::string(5000, ']') + "}"));
}
