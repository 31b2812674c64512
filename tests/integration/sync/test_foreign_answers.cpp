// Answers of somebody else than the platform: proxies, captive portals, firewalls, wrong servers. Whatever
// they say, with whatever status, nothing is lost, doubled, ended or delayed by them, and the line counts as
// wrong.
#include "SyncFixture.h"
#include "core/base/Time.h"

#include "core/crypto/SignedAnswer.h"

#include <array>

namespace xiaowu::sync::test {

using Kind = Trouble::Kind;
using State = outbox::SubmissionState;

namespace {

const std::array<std::string, 5> kBodies{
    "", "<html><body>Please log in to the network.</body></html>", "{}",
    R"({"error":{"code":"submission.invalid","message":"of a gateway that copies the form"}})",
    R"({"error":{"code":"auth.clock","message":"of a gateway that copies the form"}})"};

Trouble foreign(int status, std::string body) {
  return {Kind::Foreign,
          status,
          std::move(body),
          "Retry-After: 86400\r\nDate: Sat, 21 Nov 2020 08:30:00 GMT\r\nLocation: http://127.0.0.1:1/\r\n",
          {}};
}

/// Where in a kiosk's talk with the platform somebody else answers.
struct Place {
  const char* method;
  const char* part;
};
constexpr std::array kPlaces{Place{"GET", "/submissions/"}, Place{"PUT", "/parts/1"},
                             Place{"POST", "/submissions/"}, Place{"POST", "/ratings"}};

bool isAt(const Place& place, const Seen& seen) {
  return seen.method == place.method && seen.path.find(place.part) != std::string::npos;
}

}  // namespace

TEST_CASE("No answer of somebody else ends, loses, doubles or delays a case or a report") {
  int tried = 0;
  for (const auto& place : kPlaces) {
    for (const int status : kForeignStatuses) {
      const auto& body = kBodies[static_cast<std::size_t>(tried) % kBodies.size()];
      INFO(place.method << " " << place.part << " " << status << " " << body);
      ++tried;
      ScriptedPlatform server(kioskKey().publicKey());
      Kiosk kiosk(server);
      server.script = [&](const Seen& seen) { return isAt(place, seen) ? foreign(status, body) : Trouble{}; };
      kiosk.service->start();
      const auto id = kiosk.enqueue();
      const auto report = Uuid::makeV7(kiosk.clock.wall());
      need(kiosk.box->queue().enqueueReport(report, "/v1/ratings", R"({"stars":5})"));
      kiosk.service->kick();
      const auto isMet = [&] {
        return std::any_of(server.requests.begin(), server.requests.end(),
                           [&](const Seen& seen) { return isAt(place, seen); });
      };
      REQUIRE(spinUntil([&] { return isMet() && kiosk.service->idle(); }));
      const auto numbers = need(kiosk.box->queue().statistics());
      CHECK(numbers.deadLetters == 0);
      CHECK(server.reports.size() + static_cast<std::size_t>(numbers.pendingReports) == 1);

      // The line is right again: within ten minutes all is there, once.
      server.script = nullptr;
      kiosk.clock.advance(10min);
      kiosk.service->networkReturned();
      REQUIRE(kiosk.settle(id));
      REQUIRE(spinUntil([&] { return server.reports.contains("/v1/ratings") && kiosk.service->idle(); }));
      CHECK(kiosk.stateOf(id) == State::Accepted);
      CHECK(server.receipts.size() == 1);
      CHECK(server.count("POST", "/ratings") <= 2);
      const auto off = kiosk.client->channel().clock().wall() - *parseRfc3339(server.time);
      CHECK(std::chrono::abs(off) < 10ms);  // the platform's time, and nobody else's
    }
  }
  CHECK(tried == static_cast<int>(kPlaces.size() * kForeignStatuses.size()));
}

TEST_CASE("An answer without end is somebody else's: the line counts as down") {
  ScriptedPlatform server(kioskKey().publicKey());
  Kiosk kiosk(server);
  server.script = [](const Seen&) { return Trouble{Kind::Huge, 0, {}, {}, {}}; };
  kiosk.service->start();
  const auto id = kiosk.enqueue();
  REQUIRE(spinUntil(
      [&] { return kiosk.service->idle() && need(kiosk.box->submissions().stateOf(id)).attempts == 1; }));
  CHECK(need(kiosk.box->submissions().stateOf(id)).lastError == errors::kForeignAnswer);
  kiosk.clock.advance(11s);
  kiosk.service->kick();
  REQUIRE(spinUntil([&] { return !kiosk.links.empty(); }));
  CHECK_FALSE(kiosk.links.back());
}

TEST_CASE("An answer to another request, over another body or by another key is not the platform's") {
  const auto lie = GENERATE(as<std::string>{}, "replayed", "body", "key", "status", "time");
  ScriptedPlatform server(kioskKey().publicKey());
  Kiosk kiosk(server);
  const auto other = crypto::Signer::generate();
  std::string first;  // the signature of the first request that came
  server.script = [&](const Seen& seen) {
    const auto& asked = seen.headers.at("xiaowu-signature");
    if (first.empty()) {
      first = asked;
    }
    if (seen.method != "POST") {
      return Trouble{};
    }
    const std::string body = R"({"error":{"code":"submission.invalid","message":""}})";
    const auto& key = lie == "key" ? other : server.key();
    const auto signature =
        crypto::signAnswer(key, {lie == "status" ? 200 : 422, server.time, lie == "replayed" ? first : asked,
                                 lie == "body" ? "{}" : body});
    const std::string time = lie == "time" ? "2027-01-15T09:00:00.000Z" : server.time;
    return Trouble{
        Kind::Foreign, 422, body, "Xiaowu-Time: " + time + "\r\nXiaowu-Signature: " + signature + "\r\n", {}};
  };
  kiosk.service->start();
  const auto id = kiosk.enqueue();
  REQUIRE(spinUntil(
      [&] { return kiosk.service->idle() && need(kiosk.box->submissions().stateOf(id)).attempts == 1; }));
  CHECK(kiosk.stateOf(id) == State::Stored);
  CHECK(need(kiosk.box->submissions().stateOf(id)).lastError == errors::kForeignAnswer);
  server.script = nullptr;
  REQUIRE(kiosk.settle(id));
  CHECK(server.receipts.size() == 1);
}

TEST_CASE("The same words, signed by the platform to this request, do end the item") {
  // Without this, the case above would pass also if no answer ever counted.
  ScriptedPlatform server(kioskKey().publicKey());
  Kiosk kiosk(server);
  server.script = [](const Seen& seen) {
    return seen.method == "POST" ? Trouble{Kind::Status, 422, "submission.invalid", {}, {}} : Trouble{};
  };
  kiosk.service->start();
  const auto id = kiosk.enqueue();
  REQUIRE(spinUntil([&] { return kiosk.settled(id); }));
  CHECK(kiosk.stateOf(id) == State::Dead);
}

TEST_CASE(
    "The word about the line is right within ten seconds of the first wrong and the first right answer") {
  ScriptedPlatform server(kioskKey().publicKey());
  Kiosk kiosk(server);
  kiosk.heartbeats = true;
  kiosk.boot();
  kiosk.service->start();
  REQUIRE(spinUntil([&] { return kiosk.links.size() == 1 && kiosk.service->idle(); }));
  const auto trouble = GENERATE(0, 1, 2, 3);
  server.script = [&](const Seen&) {
    switch (trouble) {
      case 0: return foreign(403, "<html>portal</html>");
      case 1: return foreign(200, "{}");
      case 2: return Trouble{Kind::DropAnswer, 0, {}, {}, {}};
      default: return Trouble{Kind::Huge, 0, {}, {}, {}};
    }
  };
  const auto secondsUntil = [&](std::size_t words) {
    int seconds = 0;
    for (; kiosk.links.size() < words && seconds < 60; ++seconds) {
      kiosk.clock.advance(1s);
      kiosk.service->kick();
      spinUntil([&] { return kiosk.links.size() >= words; }, 60ms);
      REQUIRE(spinUntil([&] { return kiosk.service->idle(); }));
    }
    return seconds;
  };
  kiosk.clock.advance(40s);  // the next heartbeat is due: the first wrong answer comes at once
  CHECK(secondsUntil(2) <= 10);
  CHECK_FALSE(kiosk.links.back());
  server.script = nullptr;
  CHECK(secondsUntil(3) <= 10);
  CHECK(kiosk.links == std::vector<bool>{true, false, true});
}

TEST_CASE("While somebody else answers, the line is not called good") {
  ScriptedPlatform server(kioskKey().publicKey());
  Kiosk kiosk(server);
  kiosk.heartbeats = true;
  kiosk.boot();
  kiosk.service->start();
  REQUIRE(spinUntil([&] { return server.heartbeats == 1 && kiosk.service->idle(); }));
  CHECK(kiosk.links == std::vector<bool>{true});
  const int status = GENERATE(200, 302, 403, 404, 502);
  server.script = [&](const Seen&) { return foreign(status, "<html>portal</html>"); };
  for (int beat = 0; beat < 3; ++beat) {
    kiosk.clock.advance(40s);
    kiosk.service->kick();
    REQUIRE(spinUntil([&] { return kiosk.service->idle(); }));
    spinUntil([] { return false; }, 20ms);
    REQUIRE(spinUntil([&] { return kiosk.service->idle(); }));
  }
  CHECK(kiosk.links == std::vector<bool>{true, false});
  server.script = nullptr;
  kiosk.service->networkReturned();
  REQUIRE(spinUntil([&] { return kiosk.links.size() == 3; }));
  CHECK(kiosk.links.back());
}

}  // namespace xiaowu::sync::test
