#pragma once
// A face comparison on the platform as values: sealed before it comes near the network, believed only when
// the platform has signed exactly this request.

#include "core/crypto/Signing.h"
#include "app/sync/Messages.h"

namespace xiaowu::sync {

/// Two pictures that only the platform can open. Copying it copies ciphertext.
struct SealedComparison {
  Uuid requestId;  ///< of this try; the same request twice gets the same answer
  Uuid sessionId;  ///< of the resident's session: the platform compares three times for one
  std::string keyId;
  Bytes sealedKey;
  Bytes photo;
  Bytes face;
  std::string modelWish;  ///< empty: the platform's choice. It may use another one and says which
};

/// The platform's verified word. It does not say how near it was: a kiosk that knows could be made to tell.
struct ComparisonAnswer {
  bool match = false;
  std::string model;
  std::string thresholdId;
  WallTime comparedAt;
};

/// Seals the chip's photo item (as coded on the card) and the face (JPEG) with one random key, that key to
/// the platform; part 0 and 1 of `requestId`.
[[nodiscard]] SealedComparison sealComparison(const Uuid& requestId, const Uuid& sessionId,
                                              ByteView encodedPhoto, ByteView faceJpeg,
                                              const crypto::Key32& platformKey, std::string keyId);

namespace wire {
[[nodiscard]] std::string comparisonBody(const SealedComparison& request);
/// Hex SHA-256 over kiosk, ids, sealed key, both sealed pictures and the wish: what the platform's signature
/// is bound to.
[[nodiscard]] std::string comparisonHash(const SealedComparison& request, const std::string& kioskId);
/// platform.untrusted unless the signature holds for this request of this kiosk and the time is within five
/// minutes of `platformNow`.
[[nodiscard]] Result<ComparisonAnswer> parseComparison(std::string_view body, const SealedComparison& request,
                                                       const std::string& kioskId,
                                                       const crypto::Key32& platformKey,
                                                       WallTime platformNow);
}  // namespace wire

}  // namespace xiaowu::sync
