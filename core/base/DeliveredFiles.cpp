#include "core/base/DeliveredFiles.h"

// The only file that is compiled with paths of the machine: see CMakeLists.txt.

namespace xiaowu {
namespace {

std::filesystem::path programFolder() {
  std::error_code ignored;
  return std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
}

/// Empty in a developer's build.
const std::filesystem::path& installedFolder() {
  static const std::filesystem::path kFolder = [] {
    std::error_code ignored;
    const auto folder = programFolder().parent_path() / "share/xiaowu";
    return std::filesystem::is_directory(folder, ignored) ? folder : std::filesystem::path();
  }();
  return kFolder;
}

std::filesystem::path installedOr(std::string_view name, const std::filesystem::path& ofTheBuild) {
  return installedFolder().empty() ? ofTheBuild : installedFolder() / name;
}

}  // namespace

std::filesystem::path delivered(std::string_view name) {
  return installedOr(name, std::filesystem::path(XIAOWU_SOURCE_DIR) / name);
}

std::filesystem::path fetchedModels() {
  return installedOr("models", XIAOWU_MODELS_DIR);
}

std::filesystem::path fetchedFaces() {
  return installedOr("faces", XIAOWU_FACES_DIR);
}

std::filesystem::path programBeside(std::string_view name) {
  return programFolder() / name;
}

}  // namespace xiaowu
