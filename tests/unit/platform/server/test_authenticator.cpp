// Whose request it is, when the clocks are not as they should be.
#include "platform/server/fleet/Authenticator.h"

#include "core/base/Uuid.h"
#include "core/crypto/Signing.h"
#include "platform/server/fleet/HealthProbe.h"
#include "platform/server/rendering/Text.h"
#include "platform/server/repository/sqlite/SqliteRepository.h"
#include "tests/support/Catch.h"
#include "tests/support/TempFolder.h"

using namespace xiaowu;
using namespace xiaowu::platform;
using namespace std::chrono_literals;

namespace {

/// One that people and time servers set.
class SetClock final : public Clock {
 public:
  [[nodiscard]] SteadyTime steady() const override { return m_steady; }
  [[nodiscard]] WallTime wall() const override { return m_wall; }
  void pass(std::chrono::microseconds by) {
    m_steady += by;
    m_wall += by;
  }
  void set(std::chrono::microseconds by) { m_wall += by; }

 private:
  SteadyTime m_steady{std::chrono::hours{100}};
  WallTime m_wall{std::chrono::microseconds{1'800'000'000'000'000}};
};

struct House {
  House() {
    const KioskRow row{"K1", toBase64(key.publicKey()), "430624", 1};
    REQUIRE(repository->kiosks().enrol(row));
  }
  [[nodiscard]] HttpHead head(WallTime at) {
    const auto time = formatTime(toUnixMicros(at));
    auto nonce = Uuid::makeV7(at).text();
    std::erase(nonce, '-');
    const auto text =
        crypto::canonicalText("xiaowu-request-2", {"GET", "/v1/x", time, nonce, toHex(crypto::sha256({}))});
    HttpHead head{"GET", "/v1/x", {}, std::nullopt};
    head.fields = {{"xiaowu-kiosk", "K1"},
                   {"xiaowu-time", time},
                   {"xiaowu-nonce", nonce},
                   {"xiaowu-signature", toBase64(key.sign(text))}};
    return head;
  }

  xiaowu::test::TempFolder folder;
  SetClock clock;
  crypto::Signer key = crypto::Signer::generate();
  std::unique_ptr<Repository> repository = openSqlite(folder.path() / "p.sqlite").value();
};

}  // namespace

TEST_CASE("a platform clock that is set back keeps nobody out, and one from before the start stays refused") {
  House house;
  Authenticator authenticator(house.clock, house.repository->kiosks(), "token");
  const auto before = house.head(house.clock.wall() - 1s);
  CHECK_FALSE(authenticator.sender(before));
  house.clock.pass(10s);
  CHECK(authenticator.sender(house.head(house.clock.wall())));
  house.clock.set(-8h);
  CHECK(authenticator.sender(house.head(house.clock.wall())));
  CHECK_FALSE(authenticator.sender(house.head(house.clock.wall() - 11s)));
}

TEST_CASE("health tells a clock that was set, and a disk that takes nothing") {
  House house;
  bool canWrite = true;
  bool isReadOnly = false;
  const HealthProbe probe(
      house.clock, house.repository->kiosks(), house.folder.path(),
      {[] { return true; }, [] { return true; }, [&] { return canWrite; }, [&] { return isReadOnly; }});
  house.clock.pass(1h);
  CHECK(probe.look().clock == "ok");
  house.clock.set(-6min);
  CHECK(probe.look().clock == "stepped");
  CHECK(probe.look().database == "ok");
  isReadOnly = true;
  CHECK(probe.look().database == "read-only");
  CHECK(probe.look().status == "down");
  canWrite = false;
  CHECK((probe.look().storage == "unwritable" || probe.look().storage == "full"));
}
