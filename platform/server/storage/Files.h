#pragma once
// Files that must survive a power cut, and the platform's keys among them.

#include "core/base/Bytes.h"
#include "core/base/Uuid.h"
#include "core/crypto/Signing.h"

#include <filesystem>
#include <optional>

namespace xiaowu::platform {

namespace errors {
inline constexpr std::string_view kStorage = "platform.storage";  ///< disk full, unreadable or damaged
}  // namespace errors

/// Written whole or not at all: temporary file, fdatasync, rename, fsync of the folder. Mode 0600.
[[nodiscard]] Result<void> writeDurably(const std::filesystem::path& file, ByteView bytes);
[[nodiscard]] Result<Bytes> readWhole(const std::filesystem::path& file, std::uint64_t sizeMax);

/// What the platform signs, opens and seals with. Files in <data>/keys, mode 0600, made at first start.
struct Keys {
  crypto::Signer signer;           ///< receipts and proofs
  crypto::SealingKeyPair opening;  ///< submissions are sealed to it
  std::string
      keyId;  ///< names `opening` and `signer` together: first 16 hex digits of the hash of both public keys
  Bytes pepper;               ///< keeps stored hashes of id numbers from being guessed
  std::string operatorToken;  ///< for the monitoring wall: GET /v1/kiosks

  [[nodiscard]] static Result<Keys> openOrMake(const std::filesystem::path& data);
};

/// The seal's own key, read anew for each proof: taking the file away takes the seal out of service at once.
/// Empty if it is missing.
[[nodiscard]] std::optional<crypto::Signer> sealKey(const std::filesystem::path& data);

/// Sealed parts as files, named by submission, index and hash, so that two writers never disturb each other.
class PartStore {
 public:
  explicit PartStore(std::filesystem::path folder) : m_folder(std::move(folder)) {}
  [[nodiscard]] Result<void> store(const Uuid& id, int index, std::string_view sha256, ByteView bytes) const;
  [[nodiscard]] Result<Bytes> load(const Uuid& id, int index, std::string_view sha256) const;
  void remove(const Uuid& id, int index, std::string_view sha256) const;

 private:
  [[nodiscard]] std::filesystem::path file(const Uuid& id, int index, std::string_view sha256) const;
  std::filesystem::path m_folder;
};

}  // namespace xiaowu::platform
