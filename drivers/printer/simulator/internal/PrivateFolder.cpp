#include "drivers/printer/simulator/internal/PrivateFolder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <system_error>

namespace xiaowu::simulator {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kFolderPrefix = "xiaowu-printer-";
constexpr std::string_view kUnlockedPrefix = "xiaowu-new-printer-";  // nobody takes it for one that was left

/// The folder's open handle with the lock on it, or -1: somebody else's, or no folder.
int lock(const fs::path& folder) {
  const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (handle >= 0 && ::flock(handle, LOCK_EX | LOCK_NB) != 0) {
    ::close(handle);
    return -1;
  }
  return handle;
}

bool isOurs(int handle) {
  struct stat seen{};
  return ::fstat(handle, &seen) == 0 && seen.st_uid == ::geteuid();
}

void removeLeftIn(const fs::path& temporary) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(temporary, ignored)) {
    if (entry.path().filename().string().rfind(kFolderPrefix, 0) != 0) {
      continue;
    }
    if (const int handle = lock(entry.path()); handle >= 0) {
      if (isOurs(handle)) {
        fs::remove_all(entry.path(), ignored);
      }
      ::close(handle);
    }
  }
}

}  // namespace

PrivateFolder::~PrivateFolder() {
  if (m_lock >= 0) {
    std::error_code ignored;
    fs::remove_all(m_path, ignored);
    ::close(m_lock);
  }
}

Result<void> PrivateFolder::make() {
  std::error_code error;
  const auto temporary = fs::temp_directory_path(error);
  std::string pattern = (temporary / (std::string(kUnlockedPrefix) + "XXXXXX")).string();
  if (error || ::mkdtemp(pattern.data()) == nullptr) {
    return fail(errors::kInternal, Fault::ServiceUnavailable, "simulated printer: no temporary folder");
  }
  m_lock = lock(pattern);
  m_path = temporary / (std::string(kFolderPrefix) + pattern.substr(pattern.size() - 6));
  fs::rename(pattern, m_path, error);
  if (m_lock < 0 || error) {
    return fail(errors::kInternal, Fault::ServiceUnavailable,
                "simulated printer: its folder cannot be locked");
  }
  removeLeftIn(temporary);
  return {};
}

}  // namespace xiaowu::simulator
