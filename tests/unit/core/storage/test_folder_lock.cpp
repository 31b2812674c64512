#include "core/storage/FolderLock.h"
#include "tests/support/Results.h"
#include "tests/support/TempFolder.h"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

namespace xiaowu::storage {

namespace {

constexpr ErrorCodes kCodes{"test.unavailable", "test.full", "test.damaged", "test.new"};

}  // namespace

TEST_CASE("A folder has one holder, who is named; the lock ends with him, also when he is killed") {
  const test::TempFolder folder;
  int ready[2];
  REQUIRE(::pipe(ready) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    const auto lock = FolderLock::take(folder.path(), kCodes);
    (void)!::write(ready[1], lock ? "y" : "n", 1);
    ::pause();
    ::_exit(0);
  }
  char said = 0;
  REQUIRE(::read(ready[0], &said, 1) == 1);
  REQUIRE(said == 'y');
  const auto refused = FolderLock::take(folder.path(), kCodes);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "test.unavailable");
  CHECK(refused.error().fault == Fault::AttendantNeeded);
  CHECK(refused.error().detail.find("process " + std::to_string(child)) != std::string::npos);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  auto taken = test::need(FolderLock::take(folder.path(), kCodes));
  const auto moved = std::move(taken);
  CHECK_FALSE(FolderLock::take(folder.path(), kCodes));
  ::close(ready[0]);
  ::close(ready[1]);
}

TEST_CASE("A folder that is not there is not made") {
  const test::TempFolder folder;
  CHECK_FALSE(FolderLock::take(folder.path() / "typo", kCodes));
  CHECK_FALSE(std::filesystem::exists(folder.path() / "typo"));
}

}  // namespace xiaowu::storage
