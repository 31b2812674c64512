// In a developer's build; that an installed program finds the same is what integration_install is for.
#include "core/base/DeliveredFiles.h"

#include "tests/support/Catch.h"

using namespace xiaowu;

TEST_CASE("what a program reads while it runs has one place, named as in the source tree") {
  CHECK(std::filesystem::is_directory(delivered("kiosk-config/services")));
  CHECK(std::filesystem::is_regular_file(delivered("platform/api/openapi.json")));
  CHECK_FALSE(std::filesystem::exists(delivered("kiosk-config/nothing-here")));
}

TEST_CASE("a program finds those that were built with it beside itself") {
  CHECK(std::filesystem::is_regular_file(programBeside("unit_base")));
}
