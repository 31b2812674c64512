#include "core/storage/PartialFiles.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>

namespace xiaowu::storage {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kIdLength = 36;
constexpr std::size_t kSha256Digits = 64;

std::uint64_t sizeOf(const fs::path& file) {
  std::error_code code;
  const auto size = fs::file_size(file, code);
  return code ? 0 : size;
}

fs::file_time_type timeOf(const fs::path& file) {
  std::error_code code;
  const auto time = fs::last_write_time(file, code);
  return code ? fs::file_time_type::max() : time;  // gone: it is nobody's oldest
}

std::vector<fs::path> filesBelow(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code code;
  for (fs::directory_iterator it(folder, code), end; !code && it != end; it.increment(code)) {
    files.push_back(it->path());
  }
  return files;
}

/// "<id>-<index>-<sha256>".
std::optional<PartialFiles::Held> heldIn(const fs::path& file, const std::string& id) {
  const auto name = file.filename().string();
  const auto hashAt = name.rfind('-');
  if (name.size() < kIdLength + 1 || name.compare(0, kIdLength, id) != 0 || hashAt <= kIdLength ||
      name.size() - hashAt - 1 != kSha256Digits) {
    return std::nullopt;
  }
  PartialFiles::Held held;
  const auto* const begin = name.data() + kIdLength + 1;
  const auto* const end = name.data() + hashAt;
  if (const auto [at, problem] = std::from_chars(begin, end, held.index);
      problem != std::errc{} || at != end) {
    return std::nullopt;
  }
  held.sha256 = name.substr(hashAt + 1);
  held.bytes = sizeOf(file);
  return held;
}

}  // namespace

fs::path PartialFiles::fileOf(const PartialName& name) const {
  return m_folder / name.owner / (name.id.text() + "-" + std::to_string(name.index) + "-" + name.sha256);
}

std::mutex& PartialFiles::mutexOf(const std::string& owner) {
  return m_mutexes.at(std::hash<std::string>{}(owner) % m_mutexes.size());
}

std::vector<PartialFiles::Held> PartialFiles::of(const std::string& owner, const Uuid& id) const {
  std::vector<Held> all;
  const auto text = id.text();
  for (const auto& file : filesBelow(m_folder / owner)) {
    if (auto held = heldIn(file, text)) {
      all.push_back(std::move(*held));
    }
  }
  std::sort(all.begin(), all.end(), [](const Held& a, const Held& b) { return a.index < b.index; });
  return all;
}

void PartialFiles::makeRoom(const std::string& owner) const {
  auto files = filesBelow(m_folder / owner);
  while (files.size() >= m_perOwnerMax) {
    const auto oldest = std::min_element(files.begin(), files.end(),
                                         [](const auto& a, const auto& b) { return timeOf(a) < timeOf(b); });
    std::error_code ignored;
    fs::remove(*oldest, ignored);
    files.erase(oldest);
  }
}

Result<PartialFiles::Appended> PartialFiles::append(const PartialName& name, std::uint64_t offset,
                                                    ArrivingFile& piece) {
  const auto file = fileOf(name);
  const std::lock_guard lock(mutexOf(name.owner));
  const auto before = sizeOf(file);
  if (offset != before) {
    return Appended{false, before};
  }
  const auto size = piece.size();
  if (before == 0) {
    makeRoom(name.owner);
  }
  const auto done = before == 0 ? piece.placeAs(file) : piece.appendTo(file);
  if (!done) {
    return fail(done.error());
  }
  return Appended{true, before + size};
}

void PartialFiles::remove(const PartialName& name) {
  const std::lock_guard lock(mutexOf(name.owner));
  std::error_code ignored;
  fs::remove(fileOf(name), ignored);
}

int PartialFiles::removeOlder(std::chrono::seconds age) {
  int removed = 0;
  for (const auto& owner : filesBelow(m_folder)) {
    const std::lock_guard lock(mutexOf(owner.filename().string()));
    for (const auto& file : filesBelow(owner)) {
      std::error_code code;
      const auto written = fs::last_write_time(file, code);
      if (!code && fs::file_time_type::clock::now() - written >= age && fs::remove(file, code)) {
        ++removed;
      }
    }
    std::error_code ignored;
    fs::remove(owner, ignored);  // only when it is empty
  }
  return removed;
}

}  // namespace xiaowu::storage
