#include "drivers/printer/simulator/internal/PrivateFolder.h"
#include "tests/support/Catch.h"
#include "tests/support/TempFolder.h"

#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

using namespace xiaowu;
namespace fs = std::filesystem;

TEST_CASE("the folder of a killed printer simulator goes with the next one, that of a living one stays") {
  const test::TempFolder temporary;
  const auto before = std::string(fs::temp_directory_path());
  ::setenv("TMPDIR", temporary.path().c_str(), 1);
  const pid_t killed = ::fork();
  if (killed == 0) {
    simulator::PrivateFolder folder;
    if (folder.make()) {
      std::ofstream(folder.path() / "sheet.pdf") << "a name";
    }
    ::_exit(0);  // as SIGKILL: nothing is cleared away
  }
  int status = 0;
  REQUIRE(::waitpid(killed, &status, 0) == killed);
  REQUIRE(std::distance(fs::directory_iterator(temporary.path()), {}) == 1);
  fs::create_directory(temporary.path() / "somebody-else");
  {
    simulator::PrivateFolder living;
    REQUIRE(living.make());
    simulator::PrivateFolder next;
    REQUIRE(next.make());
    CHECK(fs::exists(living.path()));
    CHECK(fs::exists(next.path()));
    CHECK(std::distance(fs::directory_iterator(temporary.path()), {}) == 3);
  }
  CHECK(std::distance(fs::directory_iterator(temporary.path()), {}) == 1);
  ::setenv("TMPDIR", before.c_str(), 1);
}
