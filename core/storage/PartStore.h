#pragma once
// Sealed parts of submissions as files. A part is seen under its name only whole and synced, and is read
// back only with the content that was stored. Stateless: safe from several threads.

#include "core/base/Bytes.h"
#include "core/base/Uuid.h"
#include "core/storage/ArrivingFile.h"
#include "core/storage/ErrorCodes.h"

#include <chrono>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace xiaowu::storage {

inline constexpr std::size_t kPartBytesMax = 16U << 20;

/// How files are named. Both are on disks in the field, so neither is ever changed.
enum class PartLayout {
  ByIndex,  ///< <id>/<index>.part: the kiosk, which stores a submission as a whole
  ByHash  ///< <last two digits of id>/<id>/<index>-<sha256>: the platform, where parts come one by one, also
          ///< twice at a time
};

class PartStore {
 public:
  PartStore(std::filesystem::path folder, PartLayout layout, const ErrorCodes& codes)
      : m_folder(std::move(folder)), m_layout(layout), m_codes(codes) {}

  /// Makes the folder.
  [[nodiscard]] Result<void> prepare() const;
  /// One part, durable when this returns. `sha256`: of the content, lower-case hex.
  [[nodiscard]] Result<void> store(const Uuid& id, std::size_t index, std::string_view sha256,
                                   ByteView content) const;
  /// The same for a part that has come as a file (begun in arrivals()).
  [[nodiscard]] Result<void> adopt(const Uuid& id, std::size_t index, std::string_view sha256,
                                   ArrivingFile& arrived) const;
  /// The same for a file on the same disk that is synced and has this content; it is moved.
  [[nodiscard]] Result<void> adopt(const Uuid& id, std::size_t index, std::string_view sha256,
                                   const std::filesystem::path& file) const;
  /// Where parts may come in piece by piece: no submission's folder.
  [[nodiscard]] std::filesystem::path arrivals() const { return m_folder / "arriving"; }
  /// Removes what power cuts left of files half written, here and in every submission's folder, when nobody
  /// has written to it for so long. Returns how many.
  int removeTemporaries(std::chrono::seconds olderThan) const;
  /// All parts of a submission, counted from 0: durable when this returns, or none left behind. What was
  /// there under this id is replaced.
  [[nodiscard]] Result<void> storeAll(const Uuid& id, const std::vector<Bytes>& parts) const;
  /// Damaged: the content is not the one of this hash.
  [[nodiscard]] Result<Bytes> load(const Uuid& id, std::size_t index, std::string_view sha256) const;
  /// All parts of a submission. What cannot be removed now is an orphan.
  void remove(const Uuid& id) const;
  /// One part, and the submission's folder with the last one. What cannot be removed now is stray.
  void removePart(const Uuid& id, std::size_t index, std::string_view sha256) const;

  struct PartFile {
    std::size_t index = 0;
    std::string sha256;
  };
  static constexpr int kGroups = 256;
  /// PartLayout::ByHash: the files of one of the groups (0 to 255) that nobody has written to for so long.
  [[nodiscard]] std::map<Uuid, std::vector<PartFile>> filesIn(int group,
                                                              std::chrono::seconds olderThan) const;
  /// Removes everything that belongs to no known submission. `known`: texts of ids. Returns how many
  /// submissions or stray files.
  int removeOrphans(const std::set<std::string>& known) const;

 private:
  [[nodiscard]] std::filesystem::path folderOf(const Uuid& id) const;
  [[nodiscard]] std::filesystem::path fileOf(const Uuid& id, std::size_t index,
                                             std::string_view sha256) const;

  std::filesystem::path m_folder;
  PartLayout m_layout;
  ErrorCodes m_codes;
};

}  // namespace xiaowu::storage
