#pragma once
// Papers of proofs at rest: sealed with a key that is made from one of the platform's own (docs/adr/0021),
// each bound to its proof. Immutable; any thread.

#include "core/base/Bytes.h"
#include "core/crypto/Sealing.h"

#include <string>
#include <string_view>

namespace xiaowu::platform {

class ProofArchive {
 public:
  /// `secret`: that of the platform's sealing key (Keys::opening). Without it nothing can be opened any more.
  explicit ProofArchive(ByteView secret);

  /// `proofId`: a UUID's text.
  [[nodiscard]] Bytes seal(const std::string& proofId, std::string_view paper) const;
  /// crypto::errors::kCannotOpen: altered, of another proof, or sealed with another key.
  [[nodiscard]] Result<std::string> open(const std::string& proofId, ByteView sealed) const;

 private:
  const crypto::ContentKey m_key;
};

}  // namespace xiaowu::platform
