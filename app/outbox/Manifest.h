#pragma once
// What the kiosk signs when it stores a submission (platform/api/README.md, "Submissions"). Pure
// functions.

#include "core/base/Bytes.h"
#include "core/base/Clock.h"
#include "core/base/Uuid.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace xiaowu::outbox {

struct PartInfo {
  std::int64_t size = 0;  ///< bytes of the sealed part
  std::string sha256;     ///< hex, of the sealed part
};

struct Manifest {
  std::string kioskId;
  std::int64_t seq = 0;  ///< rises with each submission of a kiosk, never reused
  Uuid id;
  std::string service;
  std::string keyId;
  Bytes sealedKey;
  WallTime createdAt;  ///< whole milliseconds: finer digits are not sent
  std::vector<PartInfo> parts;
  Bytes signature;  ///< by the kiosk key over canonicalText()
};

/// The text of the contract that is hashed and signed; the signature itself is not part of it.
[[nodiscard]] std::string canonicalText(const Manifest& manifest);
/// Lower-case hex of the SHA-256 of canonicalText().
[[nodiscard]] std::string sha256Of(const Manifest& manifest);

}  // namespace xiaowu::outbox
