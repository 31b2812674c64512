#include "core/storage/PartStore.h"

#include "core/crypto/Sealing.h"
#include "core/storage/DurableFile.h"

#include <array>
#include <charconv>
#include <cstdio>
#include <optional>

namespace xiaowu::storage {

namespace fs = std::filesystem;

namespace {

std::vector<fs::path> entriesOf(const fs::path& folder) {
  std::vector<fs::path> entries;
  std::error_code code;
  for (fs::directory_iterator it(folder, code), end; !code && it != end; it.increment(code)) {
    entries.push_back(it->path());
  }
  return entries;
}

constexpr std::size_t kHashDigits = 64;

/// "<index>-<sha256>"; nothing for any other name.
std::optional<PartStore::PartFile> partFileNamed(const std::string& name) {
  const auto dash = name.find('-');
  PartStore::PartFile file;
  const auto [end, problem] = std::from_chars(name.data(), name.data() + name.size(), file.index);
  if (dash == std::string::npos || problem != std::errc{} || end != name.data() + dash ||
      name.size() - dash - 1 != kHashDigits) {
    return std::nullopt;
  }
  file.sha256 = name.substr(dash + 1);
  return file;
}

bool isQuietFor(const fs::path& file, std::chrono::seconds age) {
  std::error_code code;
  const auto written = fs::last_write_time(file, code);
  return !code && fs::file_time_type::clock::now() - written >= age;
}

}  // namespace

fs::path PartStore::folderOf(const Uuid& id) const {
  const auto text = id.text();
  if (m_layout == PartLayout::ByIndex) {
    return m_folder / text;
  }
  return m_folder / text.substr(text.size() - 2) / text;
}

fs::path PartStore::fileOf(const Uuid& id, std::size_t index, std::string_view sha256) const {
  const auto number = std::to_string(index);
  if (m_layout == PartLayout::ByIndex) {
    return folderOf(id) / (number + ".part");
  }
  return folderOf(id) / (number + "-" + std::string(sha256));
}

Result<void> PartStore::prepare() const {
  return makeFolders(m_folder, m_codes);
}

Result<void> PartStore::store(const Uuid& id, std::size_t index, std::string_view sha256,
                              ByteView content) const {
  return writeDurably(fileOf(id, index, sha256), content, m_codes);
}

Result<void> PartStore::adopt(const Uuid& id, std::size_t index, std::string_view sha256,
                              ArrivingFile& arrived) const {
  return arrived.placeAs(fileOf(id, index, sha256));
}

Result<void> PartStore::adopt(const Uuid& id, std::size_t index, std::string_view sha256,
                              const fs::path& file) const {
  const auto place = fileOf(id, index, sha256);
  if (auto made = makeFolders(place.parent_path(), m_codes); !made) {
    return made;
  }
  std::error_code problem;
  fs::rename(file, place, problem);
  if (problem) {
    return failFor(m_codes, causeOfErrno(problem.value()), "rename: " + problem.message());
  }
  return syncFolder(place.parent_path(), m_codes);
}

int PartStore::removeTemporaries(std::chrono::seconds olderThan) const {
  int removed = storage::removeTemporaries(m_folder, olderThan);
  for (const auto& entry : entriesOf(m_folder)) {
    removed += storage::removeTemporaries(entry, olderThan);
    if (m_layout == PartLayout::ByHash) {
      for (const auto& submission : entriesOf(entry)) {
        removed += storage::removeTemporaries(submission, olderThan);
      }
    }
  }
  return removed;
}

Result<void> PartStore::storeAll(const Uuid& id, const std::vector<Bytes>& parts) const {
  remove(id);  // what an attempt that failed half-way may have left
  const auto folder = folderOf(id);
  auto stored = makeFolders(folder, m_codes);
  for (std::size_t index = 0; stored && index < parts.size(); ++index) {
    const bool named = m_layout == PartLayout::ByHash;
    const auto hash = named ? toHex(crypto::sha256(parts[index])) : std::string();
    stored = replaceFile(fileOf(id, index, hash), parts[index], m_codes);
  }
  if (stored) {
    stored = syncFolder(folder, m_codes);
  }
  if (!stored) {
    remove(id);
  }
  return stored;
}

Result<Bytes> PartStore::load(const Uuid& id, std::size_t index, std::string_view sha256) const {
  auto content = readWhole(fileOf(id, index, sha256), kPartBytesMax, m_codes);
  if (content && toHex(crypto::sha256(*content)) != sha256) {
    return failFor(m_codes, Cause::Damaged, "the hash of a part's file differs");
  }
  return content;
}

void PartStore::remove(const Uuid& id) const {
  std::error_code ignored;
  fs::remove_all(folderOf(id), ignored);
}

void PartStore::removePart(const Uuid& id, std::size_t index, std::string_view sha256) const {
  std::error_code ignored;
  fs::remove(fileOf(id, index, sha256), ignored);
  fs::remove(folderOf(id), ignored);  // only when it is empty
}

std::map<Uuid, std::vector<PartStore::PartFile>> PartStore::filesIn(int group,
                                                                    std::chrono::seconds olderThan) const {
  std::array<char, 3> name{};
  std::snprintf(name.data(), name.size(), "%02x", static_cast<unsigned>(group) & 0xffU);
  std::map<Uuid, std::vector<PartFile>> found;
  for (const auto& folder : entriesOf(m_folder / name.data())) {
    const auto id = Uuid::parse(folder.filename().string());
    if (!id) {
      continue;
    }
    for (const auto& entry : entriesOf(folder)) {
      auto file = partFileNamed(entry.filename().string());
      if (file && isQuietFor(entry, olderThan)) {
        found[*id].push_back(std::move(*file));
      }
    }
  }
  return found;
}

int PartStore::removeOrphans(const std::set<std::string>& known) const {
  std::vector<fs::path> submissions;
  if (m_layout == PartLayout::ByIndex) {
    submissions = entriesOf(m_folder);
  } else {
    for (const auto& group : entriesOf(m_folder)) {
      if (group == arrivals()) {
        continue;
      }
      const auto inside = entriesOf(group);
      submissions.insert(submissions.end(), inside.begin(), inside.end());
    }
  }
  std::erase(submissions, arrivals());
  std::erase_if(submissions, [&](const fs::path& path) { return known.contains(path.filename().string()); });
  for (const auto& orphan : submissions) {
    std::error_code ignored;
    fs::remove_all(orphan, ignored);
  }
  return static_cast<int>(submissions.size());
}

}  // namespace xiaowu::storage
