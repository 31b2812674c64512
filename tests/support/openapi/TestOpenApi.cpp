#include "tests/support/openapi/TestOpenApi.h"

#include <cstdlib>
#include <iostream>

namespace xiaowu::testing {

const platform::OpenApi& contract() {
  static const platform::OpenApi loaded = [] {
    auto result = platform::OpenApi::load(platform::contractFile());
    if (!result) {
      std::cerr << describe(result.error()) << '\n';
      std::abort();
    }
    return std::move(*result);
  }();
  return loaded;
}

}  // namespace xiaowu::testing
