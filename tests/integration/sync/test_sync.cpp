// Outbox and sync service against a platform that misbehaves as told. Waits of the back-off pass on a manual
// clock.
#include "SyncFixture.h"

#include "app/sync/SyncHost.h"

#include <QElapsedTimer>

#include <algorithm>

namespace xiaowu::sync::test {

using Kind = Trouble::Kind;
using State = outbox::SubmissionState;

namespace {

/// Trouble for the first `times` requests of a method whose path holds `part`.
auto troubleFor(const std::string& method, const std::string& part, const Trouble& trouble, int times) {
  return [=](const Seen& seen) mutable {
    if (times == 0 || seen.method != method || seen.path.find(part) == std::string::npos) {
      return Trouble{};
    }
    --times;
    return trouble;
  };
}

Trouble status(int code, std::string name, std::string headers = {}) {
  return {Kind::Status, code, std::move(name), std::move(headers), {}};
}
Trouble lie(std::string what) {
  return {Kind::BadReceipt, 0, {}, {}, std::move(what)};
}

}  // namespace

TEST_CASE("A submission and a report go through and are settled by the receipt") {
  ScriptedPlatform server(kioskKey().publicKey());
  Kiosk kiosk(server);
  kiosk.service->start();
  const auto id = kiosk.enqueue();
  const auto report = Uuid::makeV7(kiosk.clock.wall());
  need(kiosk.box->queue().enqueueReport(report, "/v1/ratings", R"({"stars":5})"));
  kiosk.service->kick();
  REQUIRE(spinUntil(
      [&] { return kiosk.settled(id) && server.reports.contains("/v1/ratings") && kiosk.service->idle(); }));
  checkAccepted(kiosk, id, 3);
  CHECK(kiosk.states[id] == std::vector<State>{State::Sending, State::Uploaded, State::Accepted});
  CHECK(kiosk.points ==
        std::vector<std::string>{"part.sent", "part.sent", "part.sent", "manifest.sent", "report.sent"});
  CHECK(need(kiosk.box->queue().statistics()).pendingReports == 0);
  CHECK(server.reports["/v1/ratings"] == R"({"stars":5})");
}

TEST_CASE("Whatever is lost, late, doubled or false, the submission is accepted exactly once") {
  struct Case {
    const char* name;
    const char* method;
    const char* path;
    Trouble trouble;
  };
  const std::vector<Case> cases{
      {"state lost", "GET", "/submissions/", {Kind::DropAnswer, 0, {}, {}, {}}},
      {"part answer lost", "PUT", "/parts/1", {Kind::DropAnswer, 0, {}, {}, {}}},
      {"part cut", "PUT", "/parts/1", {Kind::CutBody, 0, {}, {}, {}}},
      {"receipt lost", "POST", "/submissions/", {Kind::DropAnswer, 0, {}, {}, {}}},
      {"receipt cut", "POST", "/submissions/", {Kind::CutAnswer, 0, {}, {}, {}}},
      {"receipt too late", "POST", "/submissions/", {Kind::Never, 0, {}, {}, {}}},
      {"part never answered", "PUT", "/parts/0", {Kind::Never, 0, {}, {}, {}}},
      {"manifest doubled", "POST", "/submissions/", {Kind::Twice, 0, {}, {}, {}}},
      {"part doubled", "PUT", "/parts/", {Kind::Twice, 0, {}, {}, {}}},
      {"500", "PUT", "/parts/2", status(500, "internal")},
      {"502 without body", "POST", "/submissions/", status(502, "")},
      {"503", "POST", "/submissions/", status(503, "busy", "Retry-After: 7\r\n")},
      {"408", "PUT", "/parts/0", status(408, "request.timeout")},
      {"425", "GET", "/submissions/", status(425, "early")},
      {"429", "PUT", "/parts/0", status(429, "rate", "Retry-After: 30\r\n")},
      {"captive portal", "POST", "/submissions/", {Kind::Garbage, 0, {}, {}, {}}},
      {"portal on state", "GET", "/submissions/", {Kind::Garbage, 0, {}, {}, {}}},
      {"endless answer", "POST", "/submissions/", {Kind::Huge, 0, {}, {}, {}}},
      {"redirect", "POST", "/submissions/", {Kind::Status, 302, "", "Location: http://127.0.0.1:1/\r\n", {}}},
      {"receipt signed by another", "POST", "/submissions/", lie("signature")},
      {"receipt of another submission", "POST", "/submissions/", lie("id")},
      {"receipt of another number", "POST", "/submissions/", lie("seq")},
      {"receipt of another manifest", "POST", "/submissions/", lie("manifest")},
  };
  for (const auto& each : cases) {
    DYNAMIC_SECTION(each.name) {
      ScriptedPlatform server(kioskKey().publicKey());
      Kiosk kiosk(server);
      server.script = troubleFor(each.method, each.path, each.trouble, 3);
      kiosk.service->start();
      const auto id = kiosk.enqueue();
      REQUIRE(kiosk.settle(id));
      checkAccepted(kiosk, id, 3);
      CHECK(server.receipts.size() == 1);
      CHECK(server.sequence.size() == 1);
    }
  }
}

TEST_CASE("A false receipt is never stored and nobody is told") {
  ScriptedPlatform server(kioskKey().publicKey());
  Kiosk kiosk(server);
  int states = 0;
  server.script = [&](const Seen& seen) { return seen.method == "POST" ? lie("signature") : Trouble{}; };
  // The stored receipt must not come through the state either.
  server.answer = [&](const Seen& seen, std::string& json) {
    if (seen.method != "GET") {
      return false;
    }
    ++states;
    json = R"({"id":")" + seen.path.substr(16) + R"(","state":"receiving","parts":[]})";
    return true;
  };
  kiosk.service->start();
  const auto id = kiosk.enqueue();
  for (int round = 0; round < 5; ++round) {
    REQUIRE(spinUntil([&] {
      return kiosk.service->idle() && need(kiosk.box->submissions().stateOf(id)).attempts == round + 1;
    }));
    CHECK(kiosk.stateOf(id) == State::Stored);
    CHECK(need(kiosk.box->submissions().stateOf(id)).lastError == errors::kUntrusted);
    kiosk.clock.advance(10min);
    kiosk.service->kick();
  }
  CHECK(std::count(kiosk.states[id].begin(), kiosk.states[id].end(), State::Accepted) == 0);
}

TEST_CASE("Only the platform's final word about an item ends it, and the others go on") {
  const auto [code, name] =
      GENERATE(table<int, std::string>({{422, "submission.invalid"}, {400, "request.malformed"}}));
  ScriptedPlatform server(kioskKey().publicKey());
  Kiosk kiosk(server);
  kiosk.clock.advance(1ms);
  const auto bad = Uuid::makeV7(kiosk.clock.wall());
  server.script = [&, code = code, name = name](const Seen& seen) {
    const bool hit = seen.path.find(bad.text()) != std::string::npos && seen.method == "POST";
    return hit ? status(code, name) : Trouble{};
  };
  need(kiosk.box->submissions().enqueue(submission(bad, kiosk.clock.wall())));
  kiosk.service->start();
  const auto good = kiosk.enqueue();
  REQUIRE(spinUntil([&] { return kiosk.settled(good) && kiosk.settled(bad); }));
  CHECK(kiosk.stateOf(bad) == State::Dead);
  CHECK(need(kiosk.box->submissions().stateOf(bad)).lastError == name);
  CHECK(kiosk.states[bad].back() == State::Dead);
  checkAccepted(kiosk, good, 3);
  CHECK(server.receipts.size() == 1);
  // The staff had the cause removed.
  server.script = nullptr;
  need(kiosk.box->queue().requeue(bad));
  REQUIRE(kiosk.settle(bad));
  checkAccepted(kiosk, bad, 3);
}

TEST_CASE("A lease that could not be ended ends by itself when nothing is under way") {
  ScriptedPlatform server(kioskKey().publicKey());
  Kiosk kiosk(server);
  const auto id = kiosk.enqueue();
  need(kiosk.box->queue().leaseSubmission(id));
  kiosk.service->start();
  REQUIRE(spinUntil([&] { return kiosk.settled(id); }));
  checkAccepted(kiosk, id, 3);
}

TEST_CASE("A part that is damaged or gone holds its case, is told, and goes when it is put back") {
  ScriptedPlatform server(kioskKey().publicKey());
  Kiosk kiosk(server);
  const auto id = kiosk.enqueue();
  const auto part = kiosk.folder.path() / "parts" / id.text() / "1.part";
  const auto away = kiosk.folder.path() / "1.part.away";
  std::filesystem::rename(part, away);
  kiosk.service->start();
  const auto good = kiosk.enqueue();
  REQUIRE(spinUntil(
      [&] { return kiosk.settled(good) && need(kiosk.box->submissions().stateOf(id)).attempts == 1; }));
  checkAccepted(kiosk, good, 3);
  CHECK(kiosk.stateOf(id) == State::Stored);
  CHECK(need(kiosk.box->submissions().stateOf(id)).lastError == outbox::errors::kPartDamaged);
  CHECK(server.count("POST", id.text()) == 0);
  CHECK(need(kiosk.box->queue().statistics()).held == 1);
  std::filesystem::rename(away, part);
  need(kiosk.box->queue().requeue(id));
  REQUIRE(kiosk.settle(id));
  checkAccepted(kiosk, id, 3);
  CHECK(need(kiosk.box->queue().statistics()).held == 0);
}

TEST_CASE("A database that was lost between receipt and note: the platform gives the same receipt") {
  // The row's commit, the note of the receipt beside the parts, and neither of them.
  const bool noted = GENERATE(true, false);
  ScriptedPlatform server(kioskKey().publicKey());
  Kiosk kiosk(server);
  kiosk.service->start();
  const auto id = kiosk.enqueue();
  REQUIRE(kiosk.settle(id));
  const auto number = need(kiosk.box->submissions().stateOf(id)).caseNumber;
  kiosk.service.reset();
  kiosk.client.reset();
  kiosk.box.reset();
  if (!noted) {
    std::filesystem::remove(kiosk.folder.path() / "parts" / id.text() / "receipt.json");
  }
  std::filesystem::remove(kiosk.folder.path() / "outbox.db");
  server.requests.clear();
  kiosk.boot();
  kiosk.service->start();
  REQUIRE(kiosk.settle(id));
  CHECK(need(kiosk.box->submissions().stateOf(id)).caseNumber == number);
  CHECK(server.count("PUT", "/parts/") == 0);
  CHECK(server.count("GET", "/submissions/") == (noted ? 0 : 1));
  CHECK(server.receipts.size() == 1);
}

TEST_CASE("What the platform refuses, but not for good, is held and goes when the cause is gone") {
  const auto [code, name, path] =
      GENERATE(table<int, std::string, std::string>({{409, "submission.conflict", "/parts/1"},
                                                     {409, "submission.conflict", "POST"},
                                                     {422, "submission.cannot-open", "POST"},
                                                     {401, "auth.signature", "GET"},
                                                     {403, "", "PUT"},
                                                     {404, "request.unknown", "PUT"},
                                                     {405, "", "POST"},
                                                     {413, "request.too-large", "/parts/0"}}));
  ScriptedPlatform server(kioskKey().publicKey());
  Kiosk kiosk(server);
  kiosk.clock.advance(1ms);
  const auto held = Uuid::makeV7(kiosk.clock.wall());
  server.script = [&, code = code, name = name, path = path](const Seen& seen) {
    const bool hit = seen.path.find(held.text()) != std::string::npos &&
                     (seen.method == path || seen.path.find(path) != std::string::npos);
    return hit ? status(code, name) : Trouble{};
  };
  need(kiosk.box->submissions().enqueue(submission(held, kiosk.clock.wall())));
  kiosk.service->start();
  const auto good = kiosk.enqueue();
  REQUIRE(spinUntil(
      [&] { return kiosk.service->idle() && need(kiosk.box->submissions().stateOf(held)).attempts == 1; }));
  CHECK(kiosk.stateOf(held) == State::Stored);
  CHECK(kiosk.states[held].back() == State::Stored);
  REQUIRE(kiosk.settle(good));  // auth.signature holds the whole kiosk for ten minutes
  CHECK_FALSE(kiosk.settled(held));
  server.script = nullptr;
  REQUIRE(kiosk.settle(held));
  checkAccepted(kiosk, held, 3);
  checkAccepted(kiosk, good, 3);
  CHECK(server.receipts.size() == 2);
}

TEST_CASE("Retry-After is obeyed, in seconds and as a date") {
  ScriptedPlatform server(kioskKey().publicKey());
  Kiosk kiosk(server);
  const bool asDate = GENERATE(false, true);
  // The manual clock starts at 1 800 000 000 s = 2027-01-15 08:00:00 UTC.
  const std::string header =
      asDate ? "Retry-After: Fri, 15 Jan 2027 08:01:30 GMT\r\n" : "Retry-After: 90\r\n";
  server.script = troubleFor("PUT", "/parts/0", status(429, "rate", header), 1);
  kiosk.service->start();
  const auto first = kiosk.enqueue(), second = kiosk.enqueue();
  REQUIRE(spinUntil(
      [&] { return kiosk.service->idle() && need(kiosk.box->submissions().stateOf(first)).attempts == 1; }));
  const auto seen = server.requests.size();
  kiosk.clock.advance(85s);
  kiosk.service->kick();
  // 429 is meant for the whole kiosk.
  CHECK_FALSE(spinUntil([&] { return server.requests.size() > seen; }, 60ms));
  kiosk.clock.advance(8s);
  kiosk.service->kick();
  REQUIRE(spinUntil([&] { return kiosk.settled(first) && kiosk.settled(second); }));
  checkAccepted(kiosk, first, 3);
  checkAccepted(kiosk, second, 3);
}

TEST_CASE("Parts that are there are not sent again, parts that were lost are") {
  ScriptedPlatform server(kioskKey().publicKey());
  Kiosk kiosk(server);
  // Qt itself sends once more when a kept connection breaks.
  server.script = troubleFor("PUT", "/parts/2", {Kind::CutBody, 0, {}, {}, {}}, -1);
  kiosk.service->start();
  const auto id = kiosk.enqueue(5);
  REQUIRE(spinUntil(
      [&] { return kiosk.service->idle() && need(kiosk.box->submissions().stateOf(id)).attempts == 1; }));
  kiosk.boot();  // and a restart in between
  kiosk.service->start();
  kiosk.clock.advance(10min);
  int lost = 0;
  server.script = [&](const Seen& seen) {
    if (seen.method == "POST" && lost++ == 0) {
      server.parts[id.text()].erase(3);  // the platform lost one before the manifest came
    }
    return Trouble{};
  };
  REQUIRE(kiosk.settle(id));
  checkAccepted(kiosk, id, 5);
  for (const auto* part : {"/parts/0", "/parts/1", "/parts/2", "/parts/4"}) {
    CHECK(server.count("PUT", part) == 1);
  }
  CHECK(server.count("PUT", "/parts/3") == 2);
}

TEST_CASE("The link: damped, told once, and what waited goes when it is back") {
  ScriptedPlatform server(kioskKey().publicKey());
  Kiosk kiosk(server);
  kiosk.heartbeats = true;
  kiosk.boot();
  kiosk.service->start();
  REQUIRE(spinUntil([&] { return server.heartbeats == 1 && kiosk.service->idle(); }));
  CHECK(kiosk.links == std::vector<bool>{true});
  server.goAway();
  const auto id = kiosk.enqueue();
  REQUIRE(spinUntil(
      [&] { return kiosk.service->idle() && need(kiosk.box->submissions().stateOf(id)).attempts == 1; }));
  CHECK(kiosk.links.size() == 1);  // one failure is not offline
  kiosk.clock.advance(40s);
  kiosk.service->kick();
  REQUIRE(spinUntil([&] { return kiosk.links.size() == 2 && kiosk.service->idle(); }));
  CHECK_FALSE(kiosk.links.back());
  for (int n = 0; n < 3; ++n) {  // still away: nothing new is told
    kiosk.clock.advance(40s);
    kiosk.service->kick();
    spinUntil([] { return false; }, 30ms);
    REQUIRE(spinUntil([&] { return kiosk.service->idle(); }));
  }
  CHECK(kiosk.links.size() == 2);
  server.comeBack();
  kiosk.service->networkReturned();  // no clock moves: the waits of the back-off are cut short
  REQUIRE(spinUntil([&] { return kiosk.settled(id); }));
  CHECK(kiosk.links == std::vector<bool>{true, false, true});
  checkAccepted(kiosk, id, 3);
  const int before = server.heartbeats;
  kiosk.clock.advance(33s);
  kiosk.service->kick();
  REQUIRE(spinUntil([&] { return server.heartbeats > before; }));
}

TEST_CASE("Stopping in the middle gives the lease back at once and loses nothing") {
  ScriptedPlatform server(kioskKey().publicKey());
  Kiosk kiosk(server);
  const auto hang = GENERATE(as<std::string>{}, "GET", "PUT", "POST");
  server.script = [&](const Seen& seen) {
    return seen.method == hang ? Trouble{Kind::Never, 0, {}, {}, {}} : Trouble{};
  };
  kiosk.service->start();
  const auto id = kiosk.enqueue();
  REQUIRE(spinUntil([&] { return server.count(hang, id.text()) == 1; }));
  QElapsedTimer timer;
  timer.start();
  kiosk.service->stop();
  kiosk.service.reset();
  kiosk.client.reset();
  CHECK(timer.elapsed() < 200);
  CHECK(kiosk.stateOf(id) == State::Stored);
  CHECK(need(kiosk.box->submissions().stateOf(id)).attempts == 0);
  server.script = nullptr;
  kiosk.boot();
  kiosk.service->start();
  REQUIRE(kiosk.settle(id));
  checkAccepted(kiosk, id, 3);
}

TEST_CASE("The host does what was handed in, then ends within 200 ms though the platform hangs") {
  ScriptedPlatform server(kioskKey().publicKey());
  server.script = [](const Seen&) { return Trouble{Kind::Never, 0, {}, {}, {}}; };
  TempFolder folder;
  const SystemClock clock;
  SyncSetup setup;
  setup.folder = folder.path();
  setup.platform = platformOptions(server.url(), server.key().publicKey());
  setup.platform.timeout = 60s;
  std::vector<Uuid> ids;
  auto host = std::make_unique<SyncHost>(setup, kioskKey(), clock);
  CHECK(finished(host->opened()).has_value());
  QFuture<Result<outbox::Enqueued>> last;
  for (int n = 0; n < 3; ++n) {
    ids.push_back(Uuid::makeV7(clock.wall()));
    last = host->submit(submission(ids.back(), clock.wall()));
  }
  REQUIRE(finished(last).has_value());
  REQUIRE(spinUntil([&] { return !server.requests.empty(); }));
  ids.push_back(Uuid::makeV7(clock.wall()));
  const auto late = host->submit(submission(ids.back(), clock.wall()));
  RecordRequest asked;
  asked.requestId = ids[0];
  asked.service = "s";
  asked.holder = {"n", "i"};
  const auto query = host->platform().queryRecord(asked);
  QElapsedTimer timer;
  timer.start();
  host.reset();
  CHECK(timer.elapsed() < 200);
  CHECK(late.isFinished());
  CHECK(late.result().has_value());
  CHECK(query.isFinished());
  const auto box = need(outbox::Outbox::open(folder.path(), clock, outbox::test::options()));
  for (const auto& id : ids) {
    CHECK(need(box->submissions().stateOf(id)).state == State::Stored);
  }
  CHECK(box->openReport().releasedLeases == 0);
}

}  // namespace xiaowu::sync::test
