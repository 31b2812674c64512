// What others do to the platform while an honest kiosk sends its heartbeats: of these, at least 99 of 100 are
// answered within a second. The numbers are printed; the attacks come from this machine, so that attacker and
// platform share its processors.
#include "tests/integration/platform/Attack.h"

#include "tests/support/Catch.h"

#include <nlohmann/json.hpp>

#include <iostream>

using namespace xiaowu;
using namespace xiaowu::testing;
using namespace std::chrono_literals;

namespace {

constexpr auto kAttackTime = 4s;

void checkServed(const char* attack, const Served& served) {
  std::cout << "heartbeats under attack: " << attack << ": " << served.inTime << " of " << served.sent
            << " within 1 s, the slowest " << served.slowest.count() << " ms\n";
  INFO(attack);
  CHECK(served.sent > 20);
  CHECK(served.inTime * 100 >= served.sent * 99);
}

std::string bigPart(const char* more) {
  return std::string(
             "PUT /v1/submissions/019aa000-0000-7000-8000-000000000001/parts/0 HTTP/1.1\r\nHost: t\r\n") +
         more + "Content-Length: 16777216\r\n\r\n";
}

}  // namespace

TEST_CASE("strangers cannot keep a kiosk's heartbeats out") {
  AttackedPlatform running;
  SECTION("sixteen large bodies announced, unsigned, and held open") {
    const auto served = running.servedDuring(kAttackTime, [&] {
      Crowd crowd(running.port(), "127.0.0.1");
      crowd.hold(16, bigPart(""));
      crowd.hold(
          16,
          bigPart(
              "Xiaowu-Kiosk: XY-001\r\nXiaowu-Time: 2026-11-30T00:00:00.000Z\r\nXiaowu-Signature: AAAA\r\n"));
      Crowd::wait(200ms);
    });
    checkServed("large bodies announced by nobody", served);
  }
  SECTION("six hundred silent connections from the kiosk's own address, renewed") {
    const auto served = running.servedDuring(kAttackTime, [&] {
      Crowd crowd(running.port(), "127.0.0.1");
      crowd.hold(600, "");
      Crowd::wait(500ms);
    });
    checkServed("600 silent connections, same address", served);
  }
  SECTION("silent connections from many addresses, as many as there are places and more") {
    const auto served = running.servedDuring(kAttackTime, [&] {
      std::vector<std::unique_ptr<Crowd>> crowds;
      for (int i = 2; i < 12; ++i) {
        crowds.push_back(std::make_unique<Crowd>(running.port(), "127.0.0." + std::to_string(i)));
        crowds.back()->hold(100, "GET /v1/hea");
      }
      crowds.back()->wait(500ms);
    });
    checkServed("1,000 half heads, ten addresses", served);
  }
  SECTION("connections opened and dropped as fast as they can be") {
    const auto served = running.servedDuring(kAttackTime, [&] {
      Crowd crowd(running.port(), "127.0.0.2");
      crowd.hold(50, "");
    });
    checkServed("connections in a flood", served);
  }
  SECTION("pages asked for and never read") {
    const auto served = running.servedDuring(kAttackTime, [&] {
      Crowd crowd(running.port(), "127.0.0.2");
      std::string many;
      for (int i = 0; i < 200; ++i) {
        many += "GET /verify HTTP/1.1\r\nHost: t\r\n\r\n";
      }
      crowd.hold(100, many);
      Crowd::wait(200ms);
    });
    checkServed("answers that nobody reads", served);
  }
  SECTION("wrong signatures, one after the other") {
    Kiosk liar(running.kiosk().id(), running.port());
    const auto served = running.servedDuring(kAttackTime, [&] {
      Wire wire(running.port());
      for (int i = 0; i < 50; ++i) {
        wire.send(liar.request("GET", "/v1/submissions/019aa000-0000-7000-8000-000000000001", {}));
        (void)wire.reply();
      }
    });
    checkServed("wrong signatures", served);
  }
}

TEST_CASE("who has stolen one kiosk's key cannot keep the others' heartbeats out") {
  AttackedPlatform running;
  Kiosk stolen("XY-666", running.port());
  REQUIRE(running.enrol(stolen));
  SECTION("parts that come a byte at a time, over many connections") {
    const auto served = running.servedDuring(kAttackTime, [&] {
      Crowd crowd(running.port(), "127.0.0.2");
      for (int i = 0; i < 40; ++i) {
        auto request = stolen.request("PUT", "/v1/submissions/019aa000-0000-7000-8000-000000000001/parts/0",
                                      std::string(1 << 20, 'x'));
        request.resize(request.find("\r\n\r\n") + 5);
        crowd.hold(1, request);
      }
      Crowd::wait(300ms);
    });
    checkServed("a thief's parts, dripping", served);
  }
  SECTION("parts without a manifest, as fast as they go") {
    const auto served = running.servedDuring(kAttackTime, [&] {
      Wire wire(running.port());
      const auto id = Uuid::makeV7(SystemClock().wall()).text();
      for (int i = 0; i < 16; ++i) {
        const auto request = stolen.request("PUT", "/v1/submissions/" + id + "/parts/" + std::to_string(i),
                                            std::string(4 << 20, static_cast<char>('a' + i)));
        if (!wire.send(request) || wire.reply().status / 100 != 2) {
          return;
        }
      }
    });
    checkServed("a thief's parts without manifest", served);
  }
  SECTION("questions about persons, as fast as they go") {
    int answered = 0;
    const auto served = running.servedDuring(kAttackTime, [&] {
      Wire wire(running.port());
      for (int i = 0; i < 50; ++i) {
        const nlohmann::json question{{"requestId", "request-" + std::to_string(i)},
                                      {"service", "real-estate-query"},
                                      {"identityLevel", "L2"},
                                      {"holder", {{"name", "李伟"}, {"idNumber", "430624199308150019"}}},
                                      {"evidence", {{"way", "face"}}}};
        wire.send(stolen.request("POST", "/v1/records/query", question.dump()));
        answered += wire.reply().status == 200 ? 1 : 0;
      }
    });
    checkServed("a thief's record queries", served);
    std::cout << "records that a thief was told in " << kAttackTime.count() << " s: " << answered << "\n";
    CHECK(answered <= 45);
  }
}

TEST_CASE("a request that came before is not served again, and its sender's next try is") {
  TestPlatform running;
  const auto path = "/v1/submissions/019aa000-0000-7000-8000-000000000001";
  const auto once = running.kiosk.request("GET", path, {});
  CHECK(sendRaw(running.port(), once).status == 200);
  const auto again = sendRaw(running.port(), once);
  CHECK(again.status == 425);
  CHECK(nlohmann::json::parse(again.body)["error"]["code"] == "auth.replay");
  CHECK_FALSE(again.header("Xiaowu-Signature").empty());
  CHECK(running.kiosk.call("GET", path).status == 200);
  running.restart();  // what was served before the restart is not served after it
  CHECK(sendRaw(running.port(), once).status == 401);
}
