#pragma once
// The platform's own keys.

#include "core/base/Bytes.h"
#include "core/crypto/Signing.h"

#include <array>
#include <filesystem>
#include <optional>

namespace xiaowu::platform {

/// Files without which there is no platform, below the data folder. The seal's key is not among them: whoever
/// takes that away takes the seal out of service, not the platform.
inline constexpr std::array kKeyFiles{"keys/signing.key", "keys/sealing.key", "keys/pepper.key",
                                      "keys/operator.token"};
/// All of them are there and hold something.
[[nodiscard]] bool areKeysThere(const std::filesystem::path& data);

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

}  // namespace xiaowu::platform
