#include "platform/server/http/Http.h"
#include "platform/server/main/Platform.h"
#include "platform/server/http/Router.h"

#include "tests/support/Catch.h"

#include <random>

using namespace xiaowu::platform;

namespace {

const HttpLimits kLimits;

int refusal(const std::string& raw) {
  return checkHead(raw, kLimits).refusal;
}
std::string head(const std::string& line) {
  return "POST /x HTTP/1.1\r\nHost: t\r\n" + line + "\r\n\r\n";
}

}  // namespace

TEST_CASE("a good head is taken apart") {
  const auto check = checkHead(
      "PUT /a?b=c HTTP/1.1\r\nHost: t\r\nCONTENT-Length:  12 \r\nConnection: Close\r\nExpect: "
      "100-Continue\r\nX-Empty:\r\n\r\n",
      kLimits);
  REQUIRE(check.refusal == 0);
  CHECK(check.head.method == "PUT");
  CHECK(check.head.target == "/a?b=c");
  CHECK(check.head.contentLength == 12U);
  CHECK_FALSE(check.head.keepAlive);
  CHECK(check.head.expectsContinue);
  CHECK(check.head.field("content-length") == "12");
  CHECK(check.head.field("x-empty").empty());
  CHECK(check.head.field("absent").empty());
}

TEST_CASE("each way to be ambiguous has its refusal") {
  CHECK(refusal(head("X: a")) == 0);
  CHECK(refusal(head(" folded")) == 400);
  CHECK(refusal(head("\tfolded")) == 400);
  CHECK(refusal(head("X : a")) == 400);
  CHECK(refusal(head(": a")) == 400);
  CHECK(refusal(head("no colon")) == 400);
  CHECK(refusal(head("X: \x80")) == 400);
  CHECK(refusal(head("Host: again")) == 400);
  CHECK(refusal(head("Content-Length: ")) == 400);
  CHECK(refusal(head("Content-Length: 0x10")) == 400);
  CHECK(refusal(head("Content-Length: -1")) == 400);
  CHECK(refusal(head("Content-Length: 99999999999999999999")) == 400);
  CHECK(refusal(head("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked")) == 400);
  CHECK(refusal(head("Transfer-Encoding: identity")) == 501);
  CHECK(refusal(head("Expect: more")) == 417);
  CHECK(refusal("GET  /x HTTP/1.1\r\nHost: t\r\n\r\n") == 400);
  CHECK(refusal("GET /x\r\nHost: t\r\n\r\n") == 400);
  CHECK(refusal("GET x HTTP/1.1\r\nHost: t\r\n\r\n") == 400);
  CHECK(refusal("GET /x#y HTTP/1.1\r\nHost: t\r\n\r\n") == 400);
  CHECK(refusal("GET /x HTTP/1.2\r\nHost: t\r\n\r\n") == 505);
  CHECK(refusal("GET /x http/1.1\r\nHost: t\r\n\r\n") == 400);
  CHECK(refusal("GET /x HTTP/1.1\r\nHost:\r\n\r\n") == 400);
  CHECK(refusal("GET /x HTTP/1.1\r\nHost: t\r\n\r\nmore") == 400);
  CHECK(refusal("GET /x HTTP/1.1\r\nHost: t\r\n") == 400);
  CHECK(refusal("") == 400);
  CHECK(refusal(head("X: " + std::string(kLimits.headMax, 'a'))) == 431);
}

TEST_CASE("any bytes: the scan ends, and what it calls complete is judged without harm") {
  std::mt19937 random(7);  // always the same bytes
  const std::string alphabet("GET /x HTTP/1.1\r\nHost: t\r\n\r\n\0\x7f\n\r:", 33);
  int complete = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes = round % 2 == 0 ? "GET /x HTTP/1.1\r\nHost: t\r\n\r\n" : "";
    for (int i = 0; i < 6; ++i) {
      const auto at = random() % (bytes.size() + 1);
      bytes.insert(at, 1, alphabet[random() % alphabet.size()]);
    }
    const auto scan = scanHead(bytes);
    CHECK(scan.end <= bytes.size());
    if (scan.state != HeadScan::State::Complete) {
      continue;
    }
    ++complete;
    const auto check = checkHead(std::string_view(bytes).substr(0, scan.end), kLimits);
    if (check.refusal == 0) {
      CHECK(check.head.target.front() == '/');
    }
  }
  CHECK(complete > 100);
}

TEST_CASE("paths match whole segments only") {
  CHECK(matchPath("/v1/health", "/v1/health"));
  CHECK_FALSE(matchPath("/v1/health", "/v1/health/"));
  CHECK_FALSE(matchPath("/v1/health", "/v1"));
  CHECK_FALSE(matchPath("/v1/health", "v1/health"));
  CHECK_FALSE(matchPath("/v1/submissions/{}", "/v1/submissions/"));
  CHECK_FALSE(matchPath("/v1/submissions/{}", "/v1/submissions//"));
  CHECK(matchPath("/v1/submissions/{}/parts/{}", "/v1/submissions/a/parts/b") ==
        std::vector<std::string>{"a", "b"});
  CHECK_FALSE(matchPath("/v1/submissions/{}/parts/{}", "/v1/submissions/a/parts/b/c"));
  CHECK(joinMethods({"GET", "POST"}) == "GET, POST");
}
