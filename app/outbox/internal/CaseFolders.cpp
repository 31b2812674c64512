#include "app/outbox/internal/CaseFolders.h"

#include "app/outbox/internal/Codes.h"
#include "core/storage/DurableFile.h"

#include <algorithm>

namespace xiaowu::outbox {

namespace fs = std::filesystem;

namespace {

constexpr const char* kManifestName = "manifest.json";
constexpr const char* kReceiptName = "receipt.json";
constexpr std::uint64_t kNoteBytesMax = 1 << 20;

std::vector<std::string> namesIn(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code code;
  for (fs::directory_iterator it(folder, code), end; !code && it != end; it.increment(code)) {
    names.push_back(it->path().filename().string());
  }
  return names;
}

Result<void> renameFolder(const fs::path& from, const fs::path& to) {
  std::error_code code;
  fs::rename(from, to, code);
  if (code) {
    return fail(errors::kStorage, Fault::ServiceUnavailable, "rename a folder of parts: " + code.message());
  }
  return {};
}

template <typename T>
std::optional<T> readNote(const fs::path& file, std::optional<T> (*read)(std::string_view)) {
  const auto content = storage::readWhole(file, kNoteBytesMax, kStorageCodes);
  return content ? read(textOf(*content)) : std::nullopt;
}

}  // namespace

CaseFolders::CaseFolders(const fs::path& folder)
    : m_named(folder / "parts"),
      m_new(folder / "parts.new"),
      m_parts(m_named, storage::PartLayout::ByIndex, kStorageCodes),
      m_staged(m_new, storage::PartLayout::ByIndex, kStorageCodes) {}

Result<void> CaseFolders::prepare() const {
  auto made = m_parts.prepare();
  return made ? m_staged.prepare() : made;
}

Result<void> CaseFolders::stage(const Uuid& id, const std::vector<Bytes>& parts) const {
  return m_staged.storeAll(id, parts);
}

Result<void> CaseFolders::publish(const Manifest& manifest) const {
  const auto from = m_new / manifest.id.text();
  const auto to = folderOf(manifest.id);
  auto done = storage::writeDurably(from / kManifestName, viewOf(manifestText(manifest)), kStorageCodes);
  std::error_code code;
  for (int n = 1; done && fs::exists(to, code); ++n) {
    const fs::path aside = to.string() + ".kept-" + std::to_string(n);
    if (!fs::exists(aside, code)) {
      done = renameFolder(to, aside);
    }
  }
  if (done) {
    done = renameFolder(from, to);
  }
  if (done) {
    done = storage::syncFolder(m_named, kStorageCodes);
  }
  return done;
}

void CaseFolders::discard(const Uuid& id) const {
  std::error_code code;
  const bool published = !fs::exists(m_new / id.text(), code) && holds(id);
  // In one step, as it came: a folder that is half gone would be met again as a case that nobody can send.
  if (published && renameFolder(folderOf(id), m_new / id.text())) {
    (void)storage::syncFolder(m_named, kStorageCodes);
  }
  m_staged.remove(id);
}

Result<void> CaseFolders::writeManifest(const Manifest& manifest) const {
  return storage::writeDurably(folderOf(manifest.id) / kManifestName, viewOf(manifestText(manifest)),
                               kStorageCodes);
}

std::optional<Manifest> CaseFolders::manifest(const Uuid& id) const {
  auto found = readNote(folderOf(id) / kManifestName, &readManifest);
  return found && found->id == id ? found : std::nullopt;
}

Result<void> CaseFolders::writeReceipt(const Uuid& id, const Acknowledgement& acknowledgement) const {
  if (!holds(id)) {
    return {};  // nothing there that could be sent again
  }
  return storage::writeDurably(folderOf(id) / kReceiptName, viewOf(receiptText(acknowledgement)),
                               kStorageCodes);
}

std::optional<Acknowledgement> CaseFolders::receipt(const Uuid& id) const {
  return readNote(folderOf(id) / kReceiptName, &readReceipt);
}

Result<Bytes> CaseFolders::part(const Uuid& id, std::size_t index, const std::string& sha256) const {
  auto content = m_parts.load(id, index, sha256);
  if (content) {
    return content;
  }
  std::error_code code;
  const auto file = folderOf(id) / (std::to_string(index) + ".part");
  const bool gone = fs::status(file, code).type() == fs::file_type::not_found;
  // No handle left, no right to read, a disk that stumbles: the part may be as good as ever.
  if (gone || content.error().code == errors::kDamaged) {
    return fail(errors::kPartDamaged, Fault::AttendantNeeded, content.error().detail);
  }
  return content;
}

bool CaseFolders::holds(const Uuid& id) const {
  std::error_code code;
  return fs::is_directory(folderOf(id), code);
}

std::vector<Uuid> CaseFolders::ids() const {
  std::vector<Uuid> ids;
  for (const auto& name : namesIn(m_named)) {
    if (const auto id = Uuid::parse(name)) {
      ids.push_back(*id);
    }
  }
  return ids;
}

int CaseFolders::strangers() const {
  const auto names = namesIn(m_named);
  return static_cast<int>(
      std::count_if(names.begin(), names.end(), [](const auto& name) { return !Uuid::parse(name); }));
}

}  // namespace xiaowu::outbox
