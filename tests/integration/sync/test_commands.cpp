// Commands of the platform that travel in the answer to a heartbeat.
#include "SyncFixture.h"

#include <nlohmann/json.hpp>

namespace xiaowu::sync::test {

namespace {

constexpr const char* kCommand = "01900000-0000-7000-8000-0000000000c1";

Trouble refuseManifests(const Seen& seen) {
  Trouble trouble;
  if (seen.method == "POST" && seen.path.starts_with("/v1/submissions/")) {
    trouble = {Trouble::Kind::Status, 422, "submission.invalid", {}, {}};
  }
  return trouble;
}

std::string requeueCommand(const std::string& kind = "requeue", const std::string& item = {}) {
  nlohmann::json command{{"id", kCommand}, {"kind", kind}};
  if (!item.empty()) {
    command["item"] = item;
  }
  return nlohmann::json::array({command}).dump();
}

/// Lets a heartbeat go out and come back.
void beat(Kiosk& kiosk) {
  const auto before = kiosk.server.heartbeats;
  kiosk.clock.advance(40s);
  kiosk.service->kick();
  REQUIRE(spinUntil([&] { return kiosk.server.heartbeats > before && kiosk.service->idle(); }));
}

nlohmann::json toldIn(const ScriptedPlatform& server) {
  return nlohmann::json::parse(server.beats.back()).value("commandsDone", nlohmann::json::array());
}

/// A kiosk whose one case the platform has refused for good.
struct DeadLetter {
  ScriptedPlatform server{kioskKey().publicKey()};
  Kiosk kiosk{server};
  Uuid id;

  DeadLetter() {
    kiosk.heartbeats = true;
    kiosk.boot();
    kiosk.service->start();
    server.script = refuseManifests;
    id = kiosk.enqueue();
    REQUIRE(spinUntil([&] { return kiosk.stateOf(id) == outbox::SubmissionState::Dead; }));
  }
};

}  // namespace

TEST_CASE("A dead letter is tried again by a command, once, and the platform hears what came of it") {
  DeadLetter letter;
  auto& [server, kiosk, id] = letter;

  server.commands = requeueCommand();
  beat(kiosk);
  // The answer to it was lost, or the platform says it again: nothing happens twice.
  REQUIRE(spinUntil([&] { return kiosk.stateOf(id) == outbox::SubmissionState::Dead; }));
  const auto tries = server.count("POST", "/v1/submissions/");
  CHECK(tries == 2);
  beat(kiosk);
  const auto told = toldIn(server);
  REQUIRE(told.size() == 1);
  CHECK(told[0]["id"] == kCommand);
  CHECK(told[0]["outcome"] == "done");
  CHECK(told[0]["items"] == 1);
  beat(kiosk);
  CHECK(toldIn(server).size() == 1);  // said again, told again
  CHECK(server.count("POST", "/v1/submissions/") == tries);
  CHECK(kiosk.stateOf(id) == outbox::SubmissionState::Dead);

  // Also over a restart of the kiosk.
  kiosk.boot();
  kiosk.service->start();
  beat(kiosk);
  beat(kiosk);
  CHECK(server.count("POST", "/v1/submissions/") == tries);
  server.commands = "[]";
  beat(kiosk);
  beat(kiosk);
  CHECK(toldIn(server).empty());
}

TEST_CASE("A command about another item, or of a kind that nobody knows, changes nothing and is told so") {
  DeadLetter letter;
  auto& [server, kiosk, id] = letter;
  const bool known = GENERATE(true, false);
  server.commands = known ? requeueCommand("requeue", "01900000-0000-7000-8000-0000000000ff")
                          : requeueCommand("open-the-door");
  beat(kiosk);
  beat(kiosk);
  const auto told = toldIn(server);
  REQUIRE(told.size() == 1);
  CHECK(told[0]["outcome"] == (known ? "done" : "unknown"));
  CHECK(told[0]["items"] == 0);
  CHECK(kiosk.stateOf(id) == outbox::SubmissionState::Dead);
}

}  // namespace xiaowu::sync::test
