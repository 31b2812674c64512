#pragma once
// A file that comes piece by piece and is nobody's yet: it has a temporary name, and goes away with its owner
// unless it was put in its place. One thread at a time.

#include "core/base/Bytes.h"
#include "core/storage/ErrorCodes.h"

#include <filesystem>
#include <memory>

namespace xiaowu::storage {

class ArrivingFile {
 public:
  /// A new empty file in `folder`, which is made if it is missing, on the file system of the place where it
  /// is to go. Mode 0600.
  [[nodiscard]] static Result<std::unique_ptr<ArrivingFile>> begin(const std::filesystem::path& folder,
                                                                   const ErrorCodes& codes);
  ArrivingFile(const ArrivingFile&) = delete;
  ArrivingFile& operator=(const ArrivingFile&) = delete;
  ~ArrivingFile();

  [[nodiscard]] Result<void> append(ByteView bytes);
  [[nodiscard]] std::uint64_t size() const { return m_size; }
  /// Syncs it and gives it this name, in a folder that is made if it is missing; durable when this returns.
  /// What had the name is replaced. Once.
  [[nodiscard]] Result<void> placeAs(const std::filesystem::path& file);
  /// Appends what has come to a file that is there; durable when this returns. After an error that file is as
  /// long as before, as far as the disk lets itself be told.
  [[nodiscard]] Result<void> appendTo(const std::filesystem::path& file) const;

 private:
  ArrivingFile(std::filesystem::path file, int fd, const ErrorCodes& codes);

  std::filesystem::path m_file;  ///< empty: it was put in its place
  int m_fd;
  ErrorCodes m_codes;
  std::uint64_t m_size = 0;
};

}  // namespace xiaowu::storage
