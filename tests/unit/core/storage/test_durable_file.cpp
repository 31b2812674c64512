#include "core/storage/DurableFile.h"

#include "StorageFixture.h"

#include <sys/stat.h>

namespace xiaowu::storage::test {

namespace {

namespace fs = std::filesystem;

std::size_t filesIn(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

unsigned modeOf(const fs::path& path) {
  struct stat info{};
  REQUIRE(::stat(path.c_str(), &info) == 0);
  return info.st_mode & 0777U;
}

}  // namespace

TEST_CASE("A file is written whole, read whole, and its owner's alone") {
  const TempFolder folder;
  const auto file = folder.path() / "deep" / "deeper" / "file";
  need(writeDurably(file, viewOf("first"), kCodes));
  need(writeDurably(file, viewOf("second, and longer"), kCodes));
  need(writeDurably(file, viewOf("third"), kCodes));
  CHECK(textOf(need(readWhole(file, 5, kCodes))) == "third");
  CHECK(modeOf(file) == 0600);
  CHECK(modeOf(file.parent_path()) == 0700);
  CHECK(filesIn(file.parent_path()) == 1);
  need(writeDurably(file, {}, kCodes));
  CHECK(need(readWhole(file, 0, kCodes)).empty());
}

TEST_CASE("What cannot be read or written says so") {
  const TempFolder folder;
  CHECK(codeOf(readWhole(folder.path() / "missing", 10, kCodes)) == kCodes.unavailable);
  CHECK(codeOf(readWhole(folder.path(), 1 << 20, kCodes)) == kCodes.unavailable);
  need(writeDurably(folder.path() / "file", viewOf("sixteen bytes..."), kCodes));
  CHECK(codeOf(readWhole(folder.path() / "file", 15, kCodes)) == kCodes.unavailable);
  CHECK(codeOf(writeDurably("/proc/nowhere/file", viewOf("x"), kCodes)) == kCodes.unavailable);
  CHECK(codeOf(writeDurably(folder.path() / "file" / "below", viewOf("x"), kCodes)) == kCodes.unavailable);
}

TEST_CASE("A full disk leaves the old content and no temporary file") {
  const TempFolder folder;
  const auto file = folder.path() / "file";
  need(writeDurably(file, viewOf("old"), kCodes));
  {
    const FullDisk full(1000);
    CHECK(codeOf(writeDurably(file, Bytes(2000, 1), kCodes)) == kCodes.diskFull);
  }
  CHECK(contentOf(file) == "old");
  CHECK(filesIn(folder.path()) == 1);
}

TEST_CASE("A rename that fails leaves no temporary file") {
  const TempFolder folder;
  fs::create_directories(folder.path() / "taken" / "by a folder");
  CHECK(codeOf(writeDurably(folder.path() / "taken", viewOf("x"), kCodes)) == kCodes.unavailable);
  CHECK(filesIn(folder.path()) == 1);
}

TEST_CASE("A power cut between write and rename leaves the old content; what it left is swept") {
  const TempFolder folder;
  const auto file = folder.path() / "file";
  need(writeDurably(file, viewOf("old"), kCodes));
  std::ofstream(folder.path() / "file.tmp4711-0") << "half of the n";
  std::ofstream(folder.path() / "other.tmp") << "of an earlier version of the program";
  std::ofstream(folder.path() / "notes.tmpl") << "nobody's temporary file";
  CHECK(textOf(need(readWhole(file, 100, kCodes))) == "old");
  CHECK(removeTemporaries(folder.path()) == 2);
  CHECK(removeTemporaries(folder.path()) == 0);
  CHECK(filesIn(folder.path()) == 2);
  CHECK(contentOf(file) == "old");
}

TEST_CASE("Killed in the midst of writing: one content or the other, never a mixture") {
  const TempFolder folder;
  const auto file = folder.path() / "file";
  constexpr std::size_t kSize = 200'000;
  need(writeDurably(file, Bytes(kSize, 'a'), kCodes));
  for (const int rounds : {1, 2, 3, 5, 8}) {
    killDuring(rounds, [&](const std::function<void()>& written) {
      for (std::uint8_t letter = 'a';; letter = letter == 'z' ? 'a' : letter + 1) {
        if (!writeDurably(file, Bytes(kSize, letter), kCodes)) {
          ::_exit(1);
        }
        written();
      }
    });
    const auto content = need(readWhole(file, kSize, kCodes));
    REQUIRE(content.size() == kSize);
    CHECK(content == Bytes(kSize, content.front()));
  }
  removeTemporaries(folder.path());
  CHECK(filesIn(folder.path()) == 1);
}

}  // namespace xiaowu::storage::test
