#include "core/crypto/Signing.h"

#include <sodium.h>

#include <algorithm>

namespace xiaowu::crypto {

std::string canonicalText(std::string_view kind, std::initializer_list<std::string_view> values) {
  std::string text(kind);
  for (const auto value : values) {
    text += '\n';
    text += value;
    std::replace(text.end() - static_cast<std::ptrdiff_t>(value.size()), text.end(), '\n', '\0');
  }
  return text;
}

Signer Signer::generate() {
  Signer signer;
  crypto_sign_keypair(signer.m_public.data(), signer.m_secret.data());
  return signer;
}

Result<Signer> Signer::fromSeed(ByteView seed) {
  if (seed.size() != crypto_sign_SEEDBYTES) {
    return fail(errors::kBadKey, Fault::ServiceUnavailable, "signing seed must have 32 bytes");
  }
  Signer signer;
  crypto_sign_seed_keypair(signer.m_public.data(), signer.m_secret.data(), seed.data());
  return signer;
}

Bytes Signer::sign(std::string_view text) const {
  Bytes signature(crypto_sign_BYTES);
  crypto_sign_detached(signature.data(), nullptr, reinterpret_cast<const unsigned char*>(text.data()),
                       text.size(), m_secret.data());
  return signature;
}

Bytes Signer::secretSeed() const {
  Bytes seed(crypto_sign_SEEDBYTES);
  crypto_sign_ed25519_sk_to_seed(seed.data(), m_secret.data());
  return seed;
}

bool verify(std::string_view text, ByteView signature, const Key32& publicKey) {
  return signature.size() == crypto_sign_BYTES &&
         crypto_sign_verify_detached(signature.data(), reinterpret_cast<const unsigned char*>(text.data()),
                                     text.size(), publicKey.data()) == 0;
}

Result<Key32> keyFromBase64(std::string_view text) {
  const auto bytes = fromBase64(text);
  Key32 key{};
  if (!bytes || bytes->size() != key.size()) {
    return fail(errors::kBadKey, Fault::ServiceUnavailable, "a key must be 32 bytes in base64");
  }
  std::copy(bytes->begin(), bytes->end(), key.begin());
  return key;
}

}  // namespace xiaowu::crypto
