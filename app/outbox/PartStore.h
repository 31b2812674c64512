#pragma once
// Sealed parts as files: parts/<submission id>/<index>.part. A part is visible under its name only whole and
// synced; private to this folder.

#include "core/base/Bytes.h"
#include "core/base/Uuid.h"

#include <filesystem>
#include <set>
#include <vector>

namespace xiaowu::outbox {

/// tmp, fdatasync, rename; the caller syncs the folder.
[[nodiscard]] Result<void> writeFileSynced(const std::filesystem::path& file, ByteView content);
[[nodiscard]] Result<void> syncFolder(const std::filesystem::path& folder);
[[nodiscard]] Result<Bytes> readWholeFile(const std::filesystem::path& file);

class PartStore {
 public:
  explicit PartStore(std::filesystem::path folder) : m_folder(std::move(folder)) {}
  /// Makes the folder.
  [[nodiscard]] Result<void> prepare() const;
  /// All parts durable, or none left behind.
  [[nodiscard]] Result<void> write(const Uuid& id, const std::vector<Bytes>& parts) const;
  [[nodiscard]] Result<Bytes> read(const Uuid& id, std::size_t index) const;
  void remove(const Uuid& id) const;
  /// Removes every folder whose name is not a known id. Returns how many.
  [[nodiscard]] int removeOrphans(const std::set<std::string>& known) const;

 private:
  std::filesystem::path m_folder;
};

}  // namespace xiaowu::outbox
