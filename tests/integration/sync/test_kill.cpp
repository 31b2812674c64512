// kill -9 at every commit point of one submission's way, then a second run: stored once, sent whole, accepted
// once.
#include "SyncFixture.h"
#include "tests/support/Places.h"

#include <QProcess>

namespace xiaowu::sync::test {

namespace {

struct Run {
  bool killed = false;
  int exitCode = -1;
  bool stored = false;
};

Run run(ScriptedPlatform& server, const std::filesystem::path& folder, const Uuid& id,
        const std::string& point) {
  QProcess child;
  child.setProcessChannelMode(QProcess::SeparateChannels);
  child.start(QString::fromStdString(places::program("sync_child")),
              {QString::fromStdString(folder.string()), QString::fromStdString(server.url()),
               QString::fromStdString(toBase64(server.key().publicKey())),
               QString::fromStdString(toBase64(kioskKey().secretSeed())), QString::fromStdString(id.text()),
               QString::fromStdString(point)});
  if (!spinUntil([&] { return child.state() == QProcess::NotRunning; }, 30s)) {
    FAIL("the child does not end");
  }
  return {child.exitStatus() == QProcess::CrashExit, child.exitCode(),
          child.readAllStandardOutput().contains("stored")};
}

}  // namespace

TEST_CASE("Killed at each commit point on the way to the platform") {
  const auto point = GENERATE(as<std::string>{}, "submission.parts-written", "submission.enqueued",
                              "item.leased", "part.sent", "manifest.sent", "receipt.stored");
  INFO(point);
  ScriptedPlatform server(kioskKey().publicKey());
  TempFolder folder;
  const SystemClock clock;
  const auto id = Uuid::makeV7(clock.wall());
  const auto first = run(server, folder.path(), id, point);
  REQUIRE(first.killed);
  {
    const auto box = need(outbox::Outbox::open(folder.path(), clock, outbox::test::options()));
    if (first.stored) {
      CHECK(box->submissions().stateOf(id).has_value());
    }
    CHECK(box->openReport().setAside.empty());
  }
  // Half a submission is never accepted: the platform knows a receipt only after the manifest.
  CHECK(server.receipts.size() == (point == "manifest.sent" || point == "receipt.stored" ? 1U : 0U));
  const auto second = run(server, folder.path(), id, "none");
  CHECK_FALSE(second.killed);
  CHECK(second.exitCode == 0);
  CHECK(server.receipts.size() == 1);
  CHECK(server.sequence.size() == 1);
  CHECK(server.sequence.begin()->first == 1);
  CHECK(server.parts[id.text()].size() == 4);
  if (point == "part.sent") {
    CHECK(server.count("PUT", "/parts/0") == 1);  // resumed, not begun again
  }
  const auto box = need(outbox::Outbox::open(folder.path(), clock, outbox::test::options()));
  CHECK(need(box->submissions().stateOf(id)).state == outbox::SubmissionState::Accepted);
  CHECK(need(box->queue().statistics()).lastSeq == 1);
}

}  // namespace xiaowu::sync::test
