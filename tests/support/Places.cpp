#include "tests/support/Places.h"

namespace xiaowu::places {

const std::filesystem::path& source() {
  static const std::filesystem::path folder = XIAOWU_SOURCE_DIR;
  return folder;
}

const std::filesystem::path& build() {
  static const std::filesystem::path folder = XIAOWU_BINARY_DIR;
  return folder;
}

const std::filesystem::path& models() {
  static const std::filesystem::path folder = XIAOWU_MODELS_DIR;
  return folder;
}

const std::filesystem::path& faces() {
  static const std::filesystem::path folder = XIAOWU_FACES_DIR;
  return folder;
}

std::filesystem::path program(std::string_view name) {
  return build() / "bin" / name;
}

}  // namespace xiaowu::places
