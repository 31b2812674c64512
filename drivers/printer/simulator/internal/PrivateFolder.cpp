#include "drivers/printer/simulator/internal/PrivateFolder.h"

#include <cstdlib>
#include <string>
#include <system_error>

namespace xiaowu::simulator {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kFolderPrefix = "xiaowu-printer-";

}  // namespace

PrivateFolder::~PrivateFolder() {
  if (m_path.filename().string().starts_with(kFolderPrefix)) {
    std::error_code ignored;
    fs::remove_all(m_path, ignored);
  }
}

Result<void> PrivateFolder::make() {
  std::error_code error;
  std::string pattern = (fs::temp_directory_path(error) / (std::string(kFolderPrefix) + "XXXXXX")).string();
  if (error || ::mkdtemp(pattern.data()) == nullptr) {
    return fail(errors::kInternal, Fault::ServiceUnavailable, "simulated printer: no temporary folder");
  }
  m_path = pattern;
  return {};
}

}  // namespace xiaowu::simulator
