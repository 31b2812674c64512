#pragma once
// The kiosk's own public keys, today's and earlier ones, in a file beside the database: a manifest that was
// signed before the kiosk was enrolled anew is still known as its own.

#include "core/crypto/Signing.h"

#include <filesystem>
#include <vector>

namespace xiaowu::outbox {

class KnownKeys {
 public:
  explicit KnownKeys(const std::filesystem::path& folder);

  /// Reads the file and adds today's key when it is not there. Without a key (32 bytes) nothing is known.
  [[nodiscard]] Result<void> load(ByteView today);
  [[nodiscard]] bool isOurs(std::string_view text, ByteView signature) const;
  /// Signed with today's key.
  [[nodiscard]] bool isTodays(std::string_view text, ByteView signature) const;

 private:
  std::filesystem::path m_file;
  std::vector<crypto::Key32> m_keys;  ///< today's first
};

}  // namespace xiaowu::outbox
