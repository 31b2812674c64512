#pragma once
// What a kiosk says of a whole submission: its parts with their hashes, signed (platform/api/README.md,
// Submissions, 3).

#include "core/base/Bytes.h"
#include "core/base/Clock.h"
#include "core/base/Uuid.h"
#include "core/crypto/Sealing.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace xiaowu::platform {

struct ManifestPart {
  std::int64_t size = 0;  ///< bytes, sealed
  std::string sha256;
};

struct Manifest {
  Uuid id;
  std::string kioskId, service, keyId, sealedKey, createdAt, signature;
  std::int64_t seq = 0;
  std::vector<ManifestPart> parts;
  std::string text;    ///< what was signed
  std::string sha256;  ///< of `text`

  /// What `sha256` would be under another number.
  [[nodiscard]] std::string sha256As(std::int64_t otherSeq) const;
  [[nodiscard]] bool isSignedBy(const crypto::Key32& publicKey) const;
};

/// `body` fits the contract (schema Manifest).
[[nodiscard]] Manifest readManifest(const Uuid& id, std::string_view body);

/// The day in China on which the resident handed it in: the line may have been down for days since. Never
/// later than today: only a wrong clock says that.
[[nodiscard]] std::chrono::year_month_day filingDay(const Manifest& manifest, WallTime now);

}  // namespace xiaowu::platform
