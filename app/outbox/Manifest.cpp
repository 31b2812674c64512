#include "app/outbox/Manifest.h"

#include "core/base/Time.h"
#include "app/outbox/Errors.h"
#include "core/crypto/Signing.h"

namespace xiaowu::outbox {

std::string canonicalText(const Manifest& manifest) {
  std::string text =
      crypto::canonicalText("xiaowu-manifest-1", {manifest.kioskId, std::to_string(manifest.seq),
                                                  manifest.id.text(), manifest.service, manifest.keyId,
                                                  toBase64(manifest.sealedKey), rfc3339(manifest.createdAt)});
  for (const auto& part : manifest.parts) {
    text += '\n' + std::to_string(part.size) + ':' + part.sha256;
  }
  return text;
}

std::string sha256Of(const Manifest& manifest) {
  return toHex(crypto::sha256(viewOf(canonicalText(manifest))));
}

}  // namespace xiaowu::outbox
