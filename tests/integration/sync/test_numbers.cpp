// The numbers of a kiosk whose disk was replaced or restored: no case is lost, doubled or held by them.
#include "SyncFixture.h"

namespace xiaowu::sync::test {

using namespace std::chrono_literals;
using State = outbox::SubmissionState;

TEST_CASE("A disk that was replaced begins with used numbers: each case gets a free one, none is lost") {
  ScriptedPlatform server(kioskKey().publicKey());
  for (std::int64_t seq = 1; seq <= 5; ++seq) {
    server.sequence[seq] = Uuid::makeV7(WallTime{}).text();
  }
  Kiosk kiosk(server);
  std::vector<Uuid> ids;
  for (int n = 0; n < 3; ++n) {  // without the line: nobody could tell it a number
    ids.push_back(kiosk.enqueue());
  }
  kiosk.service->start();
  std::int64_t number = 5;
  for (const auto& id : ids) {
    REQUIRE(kiosk.settle(id));
    checkAccepted(kiosk, id, 3);
    CHECK(need(kiosk.box->submissions().stateOf(id)).seq == ++number);
    CHECK(server.sequence.at(number) == id.text());
    CHECK(server.count("PUT", id.text()) == 3);  // no part twice
  }
  CHECK(server.receipts.size() == 3);
  const auto next = kiosk.enqueue();
  REQUIRE(kiosk.settle(next));
  CHECK(server.count("POST", next.text()) == 1);
}

TEST_CASE("The first answer to a heartbeat gives the highest number back") {
  ScriptedPlatform server(kioskKey().publicKey());
  server.sequence[41] = Uuid::makeV7(WallTime{}).text();
  Kiosk kiosk(server);
  kiosk.heartbeats = true;
  kiosk.boot();
  kiosk.service->start();
  REQUIRE(spinUntil([&] { return server.heartbeats == 1 && kiosk.service->idle() && !kiosk.links.empty(); }));
  const auto id = kiosk.enqueue();
  REQUIRE(kiosk.settle(id));
  CHECK(need(kiosk.box->submissions().stateOf(id)).seq == 42);
  CHECK(server.count("POST", id.text()) == 1);
}

TEST_CASE("A number given anew and forgotten with the database: the receipt of the same content counts") {
  ScriptedPlatform server(kioskKey().publicKey());
  server.sequence[1] = Uuid::makeV7(WallTime{}).text();
  Kiosk kiosk(server);
  const auto id = kiosk.enqueue();
  TempFolder before;
  std::filesystem::copy(kiosk.folder.path(), before.path() / "box", std::filesystem::copy_options::recursive);
  kiosk.service->start();
  REQUIRE(kiosk.settle(id));
  kiosk.service.reset();
  kiosk.client.reset();
  kiosk.box.reset();
  for (const auto& entry : std::filesystem::directory_iterator(kiosk.folder.path())) {
    std::filesystem::remove_all(entry);
  }
  std::filesystem::copy(before.path() / "box", kiosk.folder.path(), std::filesystem::copy_options::recursive);
  kiosk.boot();
  kiosk.service->start();
  REQUIRE(kiosk.settle(id));
  CHECK(kiosk.stateOf(id) == State::Accepted);
  CHECK(server.receipts.size() == 1);
}

}  // namespace xiaowu::sync::test
