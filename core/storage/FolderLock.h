#pragma once
// One process for a data folder. The lock is the system's (flock on <folder>/lock): it ends with the process,
// however that ends. Not for folders on network file systems that have no flock.

#include "core/storage/ErrorCodes.h"

#include <filesystem>
#include <memory>

namespace xiaowu::storage {

class FileDescriptor;

class FolderLock {
 public:
  /// Unavailable, with AttendantNeeded and the other process's number, while another holder is alive. The
  /// folder must be there.
  [[nodiscard]] static Result<FolderLock> take(const std::filesystem::path& folder, const ErrorCodes& codes);
  FolderLock(FolderLock&&) noexcept;
  FolderLock& operator=(FolderLock&&) noexcept;
  ~FolderLock();

 private:
  explicit FolderLock(std::unique_ptr<FileDescriptor> file);

  std::unique_ptr<FileDescriptor> m_file;
};

}  // namespace xiaowu::storage
