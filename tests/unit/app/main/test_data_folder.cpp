// The kiosk's data folder with something missing: the start stops, says how to put it right, and makes
// nothing.
#include "app/main/DataFolder.h"
#include "app/outbox/Outbox.h"
#include "tests/support/Results.h"
#include "tests/support/TempFolder.h"

#include <fstream>

using namespace xiaowu;
namespace fs = std::filesystem;

namespace {

struct Made {
  test::TempFolder folder;
  const SystemClock clock;

  Made() {
    const auto seed = crypto::Signer::generate().secretSeed();
    std::ofstream(folder.path() / "kiosk.key", std::ios::binary)
        .write(reinterpret_cast<const char*>(seed.data()), static_cast<std::streamsize>(seed.size()));
    test::need(outbox::Outbox::open(folder.path() / "outbox", clock, {})).reset();
  }
};

std::size_t entriesIn(const fs::path& folder) {
  return static_cast<std::size_t>(
      std::distance(fs::recursive_directory_iterator(folder), fs::recursive_directory_iterator()));
}

}  // namespace

TEST_CASE("A whole data folder opens, once at a time") {
  const Made made;
  {
    const auto first = test::need(openDataFolder(made.folder.path()));
    const auto second = openDataFolder(made.folder.path());
    REQUIRE_FALSE(second);
    CHECK(second.error().code == errors::kDataFolder);
    CHECK(second.error().detail.find("another process") != std::string::npos);
  }
  CHECK(openDataFolder(made.folder.path()));
}

TEST_CASE("A folder that is not there stops the start, and is not made") {
  const Made made;
  const auto typo = made.folder.path() / "typo";
  const auto refused = openDataFolder(typo);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().detail.find("kiosk-key") != std::string::npos);
  CHECK_FALSE(fs::exists(typo));
}

TEST_CASE("Whatever is missing stops the start, and nothing is made") {
  const Made made;
  std::string named;
  SECTION("the key") {
    fs::remove(made.folder.path() / "kiosk.key");
    named = "kiosk.key";
  }
  SECTION("the key is cut off") {
    fs::resize_file(made.folder.path() / "kiosk.key", 5);
    named = "kiosk.key";
  }
  SECTION("the outbox") {
    fs::remove_all(made.folder.path() / "outbox");
    named = "outbox init";
  }
  SECTION("all of the outbox but its folder") {
    fs::remove_all(made.folder.path() / "outbox");
    fs::create_directory(made.folder.path() / "outbox");
    named = "outbox init";
  }
  fs::remove(made.folder.path() / "lock");
  const auto before = entriesIn(made.folder.path());
  const auto refused = openDataFolder(made.folder.path());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().detail.find(named) != std::string::npos);
  fs::remove(made.folder.path() / "lock");
  CHECK(entriesIn(made.folder.path()) == before);
}

TEST_CASE("A database that is missing where parts or marks are does not stop the start: it is recovered") {
  const Made made;
  fs::remove(made.folder.path() / "outbox" / "outbox.db");
  CHECK(openDataFolder(made.folder.path()));
}
