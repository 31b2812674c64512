#include "core/storage/PartStore.h"

#include "StorageFixture.h"
#include "core/crypto/Sealing.h"

#include <fstream>

namespace xiaowu::storage::test {

namespace {

namespace fs = std::filesystem;

const Uuid kId = Uuid::parse("019aa000-0000-7000-8000-0000000000c1").value();
const Uuid kOther = Uuid::parse("019aa000-0000-7000-8000-0000000000d2").value();

std::string hashOf(const Bytes& bytes) {
  return toHex(crypto::sha256(bytes));
}

}  // namespace

TEST_CASE("The files are where earlier versions of kiosk and platform put them") {
  const TempFolder folder;
  const Bytes bytes{'p', 'a', 'r', 't'};
  SECTION("kiosk") {
    const PartStore store(folder.path(), PartLayout::ByIndex, kCodes);
    need(store.storeAll(kId, {bytes, bytes}));
    CHECK(contentOf(folder.path() / kId.text() / "1.part") == "part");
  }
  SECTION("platform") {
    const PartStore store(folder.path(), PartLayout::ByHash, kCodes);
    need(store.store(kId, 3, hashOf(bytes), bytes));
    CHECK(contentOf(folder.path() / "c1" / kId.text() / ("3-" + hashOf(bytes))) == "part");
    need(store.storeAll(kOther, {bytes}));
    CHECK(need(store.load(kOther, 0, hashOf(bytes))) == bytes);
  }
}

TEST_CASE("A part comes back as it was stored or not at all") {
  for (const auto layout : {PartLayout::ByIndex, PartLayout::ByHash}) {
    const TempFolder folder;
    const PartStore store(folder.path() / "parts", layout, kCodes);
    need(store.prepare());
    const Bytes bytes{'p', 'a', 'r', 't'};
    const auto hash = hashOf(bytes);
    need(store.store(kId, 3, hash, bytes));
    need(store.store(kId, 3, hash, bytes));
    CHECK(need(store.load(kId, 3, hash)) == bytes);
    CHECK(codeOf(store.load(kId, 4, hash)) == kCodes.unavailable);
    std::size_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder.path())) {
      if (!entry.is_regular_file()) {
        continue;
      }
      ++files;
      std::ofstream(entry.path(), std::ios::app) << "x";
    }
    CHECK(files == 1);
    CHECK(codeOf(store.load(kId, 3, hash)) == kCodes.damaged);
    store.remove(kId);
    CHECK_FALSE(store.load(kId, 3, hash));
  }
}

TEST_CASE("All parts of a submission are there or none, and an earlier attempt is replaced") {
  const TempFolder folder;
  const PartStore store(folder.path() / "parts", PartLayout::ByIndex, kCodes);
  need(store.prepare());
  const Bytes small(100, 1), large(5000, 2);
  {
    const FullDisk full(1000);
    CHECK(codeOf(store.storeAll(kId, {small, large})) == kCodes.diskFull);
  }
  CHECK(fs::is_empty(folder.path() / "parts"));
  need(store.storeAll(kId, {small, large, small}));
  need(store.storeAll(kId, {large, small}));
  CHECK(need(store.load(kId, 0, hashOf(large))) == large);
  CHECK_FALSE(fs::exists(folder.path() / "parts" / kId.text() / "2.part"));
}

TEST_CASE("Orphans go, what is known stays") {
  for (const auto layout : {PartLayout::ByIndex, PartLayout::ByHash}) {
    const TempFolder folder;
    const PartStore store(folder.path(), layout, kCodes);
    const Bytes bytes(10, 1);
    need(store.storeAll(kId, {bytes}));
    need(store.storeAll(kOther, {bytes}));
    CHECK(store.removeOrphans({kId.text()}) == 1);
    CHECK(store.removeOrphans({kId.text()}) == 0);
    CHECK(store.load(kId, 0, hashOf(bytes)).has_value());
    CHECK_FALSE(store.load(kOther, 0, hashOf(bytes)));
  }
}

TEST_CASE(
    "A part that comes piece by piece is there only when it is whole, and nothing is left of one that is "
    "not") {
  const TempFolder folder;
  const PartStore store(folder.path(), PartLayout::ByHash, kCodes);
  const Bytes bytes{'h', 'a', 'l', 'f', 'h', 'a', 'l', 'f'};
  {
    const auto lost = need(ArrivingFile::begin(store.arrivals(), kCodes));
    need(lost->append(ByteView(bytes).first(4)));
    CHECK(std::distance(fs::directory_iterator(store.arrivals()), fs::directory_iterator()) == 1);
  }
  const auto arrived = need(ArrivingFile::begin(store.arrivals(), kCodes));
  need(arrived->append(ByteView(bytes).first(4)));
  need(arrived->append(ByteView(bytes).subspan(4)));
  CHECK(arrived->size() == 8);
  CHECK_FALSE(store.load(kId, 0, hashOf(bytes)));
  need(store.adopt(kId, 0, hashOf(bytes), *arrived));
  CHECK(need(store.load(kId, 0, hashOf(bytes))) == bytes);
  CHECK(fs::is_empty(store.arrivals()));
  CHECK(store.removeOrphans({kId.text()}) == 0);
}

TEST_CASE("What a power cut left of half-written parts is swept from every folder, and nothing else") {
  for (const auto layout : {PartLayout::ByIndex, PartLayout::ByHash}) {
    const TempFolder folder;
    const PartStore store(folder.path(), layout, kCodes);
    need(store.storeAll(kId, {Bytes{'x'}}));
    const auto group =
        layout == PartLayout::ByHash ? folder.path() / "c1" / kId.text() : folder.path() / kId.text();
    std::ofstream(group / "1.part.tmp4711-0") << "half";
    fs::create_directories(store.arrivals());
    std::ofstream(store.arrivals() / "arriving.tmp4711-3") << "half";
    CHECK(store.removeTemporaries(std::chrono::hours{1}) == 0);  // somebody may be writing them
    fs::last_write_time(group / "1.part.tmp4711-0", fs::file_time_type::clock::now() - std::chrono::hours{2});
    CHECK(store.removeTemporaries(std::chrono::hours{1}) == 1);
    CHECK(store.removeTemporaries({}) == 1);
    CHECK(need(store.load(kId, 0, hashOf(Bytes{'x'}))) == Bytes{'x'});
  }
}

}  // namespace xiaowu::storage::test
