#pragma once
// Files that survive a power cut. A file is seen under its name only whole and synced: temporary file beside
// it, fdatasync, rename, fsync of the folder. Files have mode 0600, folders that are made here 0700. Safe
// from several threads and processes, also for the same name: the last rename wins.

#include "core/base/Bytes.h"
#include "core/storage/ErrorCodes.h"

#include <chrono>
#include <filesystem>

namespace xiaowu::storage {

/// Writes or replaces the file and makes its folders. An error leaves the old content and no temporary file.
[[nodiscard]] Result<void> writeDurably(const std::filesystem::path& file, ByteView content,
                                        const ErrorCodes& codes);
/// The same in a folder that is there, without its fsync: the name is durable only after syncFolder(). For
/// many files in one folder.
[[nodiscard]] Result<void> replaceFile(const std::filesystem::path& file, ByteView content,
                                       const ErrorCodes& codes);
[[nodiscard]] Result<void> syncFolder(const std::filesystem::path& folder, const ErrorCodes& codes);
/// Makes what is missing of the path, each folder durable before the next.
[[nodiscard]] Result<void> makeFolders(const std::filesystem::path& folder, const ErrorCodes& codes);
/// Unavailable: not there, not readable, or larger than `sizeMax` bytes.
[[nodiscard]] Result<Bytes> readWhole(const std::filesystem::path& file, std::uint64_t sizeMax,
                                      const ErrorCodes& codes);
/// Removes the temporary files that power cuts left in this folder, not below it, and that nobody has written
/// to for so long: with zero, only while nobody writes there. Returns how many.
int removeTemporaries(const std::filesystem::path& folder, std::chrono::seconds olderThan = {});

}  // namespace xiaowu::storage
