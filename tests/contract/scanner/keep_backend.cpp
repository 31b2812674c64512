// For sanitizers alone: see CMakeLists.txt.
#include <dlfcn.h>

namespace {

[[maybe_unused]] void* const kKept = dlopen(XIAOWU_SANE_TEST_BACKEND, RTLD_LAZY | RTLD_NODELETE);

}  // namespace
