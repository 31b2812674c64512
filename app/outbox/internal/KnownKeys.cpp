#include "app/outbox/internal/KnownKeys.h"

#include "app/outbox/internal/Codes.h"
#include "core/base/Log.h"
#include "core/storage/DurableFile.h"

#include <algorithm>
#include <sstream>

namespace xiaowu::outbox {

namespace {

constexpr std::uint64_t kFileBytesMax = 1 << 20;

}  // namespace

KnownKeys::KnownKeys(const std::filesystem::path& folder) : m_file(folder / "keys.known") {}

Result<void> KnownKeys::load(ByteView today) {
  m_keys.clear();
  crypto::Key32 key{};
  if (today.size() != key.size()) {
    return {};
  }
  std::copy(today.begin(), today.end(), key.begin());
  m_keys.push_back(key);
  std::string text;
  std::error_code code;
  if (std::filesystem::status(m_file, code).type() != std::filesystem::file_type::not_found) {
    const auto content = storage::readWhole(m_file, kFileBytesMax, kStorageCodes);
    if (!content) {
      // It may be readable tomorrow: written anew, what earlier keys signed would be nobody's for ever.
      qCWarning(logOutbox, "earlier keys cannot be read: %s", describe(content.error()).c_str());
      return {};
    }
    text = textOf(*content);
  }
  std::istringstream lines(text);
  bool listed = false;
  for (std::string line; std::getline(lines, line);) {
    const auto known = crypto::keyFromBase64(line);
    if (!known) {
      continue;
    }
    if (*known == key) {
      listed = true;
    } else {
      m_keys.push_back(*known);
    }
  }
  if (listed) {
    return {};
  }
  return storage::writeDurably(m_file, viewOf(text + toBase64(key) + "\n"), kStorageCodes);
}

bool KnownKeys::isOurs(std::string_view text, ByteView signature) const {
  return std::any_of(m_keys.begin(), m_keys.end(),
                     [&](const auto& key) { return crypto::verify(text, signature, key); });
}

bool KnownKeys::isTodays(std::string_view text, ByteView signature) const {
  return !m_keys.empty() && crypto::verify(text, signature, m_keys.front());
}

}  // namespace xiaowu::outbox
