// Large parts in pieces, against a platform that loses answers and cuts lines.
#include "SyncFixture.h"

namespace xiaowu::sync::test {

using Kind = Trouble::Kind;

TEST_CASE("A large part goes in pieces: a cut or a lost answer costs one piece, never the part") {
  const auto kind = GENERATE(Kind::CutBody, Kind::DropAnswer, Kind::Never);
  ScriptedPlatform server(kioskKey().publicKey());
  Kiosk kiosk(server);
  kiosk.service->start();
  int puts = 0;
  int cuts = 0;
  server.script = [&](const Seen& seen) {
    if (seen.method != "PUT" || ++puts % 3 != 0) {
      return Trouble{};
    }
    ++cuts;
    return Trouble{kind, 0, {}, {}, {}};
  };
  const auto id = kiosk.enqueue(3, 400'000);
  REQUIRE(kiosk.settle(id));
  checkAccepted(kiosk, id, 3);
  CHECK(cuts >= 2);
  CHECK(server.count("PUT", "/parts/0?offset=0&") == 1);
  CHECK(server.count("PUT", "/parts/0?offset=65536&") == 1);
  // What came is not sent again and again.
  std::map<std::string, int> times;
  for (const auto& seen : server.requests) {
    if (seen.method == "PUT") {
      CHECK(++times[seen.path] <= 2);  // Qt itself sends once more what got no answer
    }
  }
}

TEST_CASE("A platform that has lost what came of a part says where to go on") {
  ScriptedPlatform server(kioskKey().publicKey());
  Kiosk kiosk(server);
  kiosk.service->start();
  bool wasLost = false;
  server.script = [&](const Seen& seen) {
    if (!wasLost && seen.path.find("offset=65536") != std::string::npos) {
      wasLost = true;
      server.pieces.clear();
    }
    return Trouble{};
  };
  const auto id = kiosk.enqueue(2, 400'000);
  REQUIRE(kiosk.settle(id));
  checkAccepted(kiosk, id, 2);
  CHECK(wasLost);
  CHECK(server.count("PUT", "/parts/0?offset=0&") == 2);
}

}  // namespace xiaowu::sync::test
