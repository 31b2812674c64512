#pragma once
// The folders in which stored submissions lie: parts/<id>/ with the sealed parts, manifest.json and, after
// the platform's answer, receipt.json. GUARANTEED: a folder has its name only when all of it is written and
// synced (it is made in parts.new/ and then renamed); a folder under its name is removed by remove() alone.

#include "app/outbox/internal/ManifestFile.h"
#include "core/storage/PartStore.h"

namespace xiaowu::outbox {

class CaseFolders {
 public:
  explicit CaseFolders(const std::filesystem::path& folder);

  [[nodiscard]] Result<void> prepare() const;
  /// Writes the parts where nobody looks for them yet.
  [[nodiscard]] Result<void> stage(const Uuid& id, const std::vector<Bytes>& parts) const;
  /// Adds the manifest and gives the folder its name. What no row explained under that name is kept beside
  /// it.
  [[nodiscard]] Result<void> publish(const Manifest& manifest) const;
  /// Takes back what stage() and publish() made: nobody was told of it.
  void discard(const Uuid& id) const;
  void remove(const Uuid& id) const { m_parts.remove(id); }
  /// What a run that ended before publish() left behind. Returns how many submissions.
  [[nodiscard]] int removeStaged() const { return m_staged.removeOrphans({}); }

  [[nodiscard]] Result<void> writeManifest(const Manifest& manifest) const;
  [[nodiscard]] std::optional<Manifest> manifest(const Uuid& id) const;
  [[nodiscard]] Result<void> writeReceipt(const Uuid& id, const Acknowledgement& acknowledgement) const;
  [[nodiscard]] std::optional<Acknowledgement> receipt(const Uuid& id) const;

  /// outbox.part-damaged: it is gone or has another content. outbox.storage: it could not be read now.
  [[nodiscard]] Result<Bytes> part(const Uuid& id, std::size_t index, const std::string& sha256) const;
  [[nodiscard]] bool holds(const Uuid& id) const;
  /// The ids that have a folder.
  [[nodiscard]] std::vector<Uuid> ids() const;
  /// How much else lies there.
  [[nodiscard]] int strangers() const;

 private:
  [[nodiscard]] std::filesystem::path folderOf(const Uuid& id) const { return m_named / id.text(); }

  std::filesystem::path m_named, m_new;
  storage::PartStore m_parts, m_staged;
};

}  // namespace xiaowu::outbox
