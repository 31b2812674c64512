#pragma once
// A kiosk's outbox and sync service beside a scripted platform, on one thread, with a manual clock.

#include "ScriptedPlatform.h"
#include "tests/unit/app/outbox/OutboxFixture.h"

#include "app/sync/SyncService.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QEventLoop>

#include <algorithm>

namespace xiaowu::sync::test {

using outbox::test::codeOf;
using outbox::test::kioskKey;
using outbox::test::need;
using outbox::test::submission;
using outbox::test::TempFolder;
using namespace std::chrono_literals;

/// Handles events until the condition holds; false when it does not within the time.
inline bool spinUntil(const std::function<bool()>& condition, std::chrono::milliseconds atMost = 10s) {
  const QDeadlineTimer deadline(atMost);
  while (!condition()) {
    if (deadline.hasExpired()) {
      return false;
    }
    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 20);
  }
  return true;
}

template <typename T>
T finished(QFuture<T> future) {
  if (!spinUntil([&] { return future.isFinished(); })) {
    FAIL("the future does not end");
  }
  if (future.resultCount() == 0) {
    FAIL("the future ended cancelled");
  }
  return future.result();
}

inline PlatformOptions platformOptions(const std::string& url, const crypto::Key32& platformKey) {
  PlatformOptions made;
  made.channel.baseUrl = url;
  made.channel.kioskId = "kiosk-7";
  made.platformKey = platformKey;
  made.timeout = 300ms;
  made.transferTimeout = 300ms;
  return made;
}

struct Kiosk {
  explicit Kiosk(ScriptedPlatform& platform) : server(platform) { boot(); }

  void boot() {
    service.reset();
    client.reset();
    box.reset();
    box = need(outbox::Outbox::open(folder.path(), clock, outbox::test::options()));
    client = std::make_unique<PlatformClient>(platformOptions(server.url(), server.key().publicKey()),
                                              kioskKey(), clock);
    SyncOptions options;
    options.random = [] { return 0.5; };
    options.commitPoint = [this](std::string_view point) { points.emplace_back(point); };
    if (heartbeats) {
      options.devices = [] { return DeviceReport{"0.1.0", 5s, {{"printer", "ready", "", WallTime{}, 1s}}}; };
    }
    service = std::make_unique<SyncService>(
        OutboxParts{box->queue(), box->submissions(), box->copies(), box->settings()}, *client, clock,
        options);
    QObject::connect(service.get(), &SyncService::submissionStateChanged, service.get(),
                     [this](const Uuid& id, outbox::SubmissionState state, const QString& caseNumber) {
                       states[id].push_back(state);
                       caseNumbers[id] = caseNumber.toStdString();
                     });
    QObject::connect(service.get(), &SyncService::linkStateChanged, service.get(),
                     [this](bool online) { links.push_back(online); });
  }

  Uuid enqueue(std::size_t parts = 3, std::size_t bytes = 5000) {
    clock.advance(1ms);
    const auto id = Uuid::makeV7(clock.wall());
    need(box->submissions().enqueue(submission(id, clock.wall(), parts, bytes)));
    service->kick();
    return id;
  }
  [[nodiscard]] outbox::SubmissionState stateOf(const Uuid& id) const {
    return need(box->submissions().stateOf(id)).state;
  }
  [[nodiscard]] bool settled(const Uuid& id) const {
    const auto state = stateOf(id);
    return state != outbox::SubmissionState::Stored && state != outbox::SubmissionState::Sending;
  }
  /// Lets attempts end and moves the clock over the waits in between; false when it is not settled after 50
  /// attempts.
  bool settle(const Uuid& id) {
    for (int round = 0; round < 50; ++round) {
      service->kick();
      if (!spinUntil([&] {
            return settled(id) || (service->idle() && need(box->queue().due(clock.wall())).empty()) || held();
          })) {
        return false;
      }
      if (settled(id)) {
        return true;
      }
      clock.advance(5min);
    }
    return false;
  }
  /// The service waits although something is due (the link's or a 429's hold).
  [[nodiscard]] bool held() {
    if (!service->idle()) {
      return false;
    }
    QCoreApplication::processEvents();
    return service->idle();
  }

  ScriptedPlatform& server;
  TempFolder folder;
  ManualClock clock;
  bool heartbeats = false;
  std::unique_ptr<outbox::Outbox> box;
  std::unique_ptr<PlatformClient> client;
  std::unique_ptr<SyncService> service;
  std::map<Uuid, std::vector<outbox::SubmissionState>> states;
  std::map<Uuid, std::string> caseNumbers;
  std::vector<bool> links;
  std::vector<std::string> points;
};

/// Everything is there once and whole.
inline void checkAccepted(Kiosk& kiosk, const Uuid& id, std::size_t parts) {
  CHECK(kiosk.stateOf(id) == outbox::SubmissionState::Accepted);
  REQUIRE(kiosk.server.receipts.contains(id.text()));
  CHECK(kiosk.caseNumbers[id] == need(kiosk.box->submissions().stateOf(id)).caseNumber);
  CHECK_FALSE(kiosk.caseNumbers[id].empty());
  CHECK(std::count(kiosk.states[id].begin(), kiosk.states[id].end(), outbox::SubmissionState::Accepted) == 1);
  REQUIRE(kiosk.server.parts[id.text()].size() == parts);
  for (std::size_t n = 0; n < parts; ++n) {
    CHECK(kiosk.server.parts[id.text()][static_cast<int>(n)] ==
          std::string(textOf(need(kiosk.box->submissions().readPart(id, n)))));
  }
  CHECK(kiosk.server.badSignatures == 0);
}

}  // namespace xiaowu::sync::test
