#pragma once
// Ed25519 signatures over the canonical texts of platform/api/README.md: a first line with the kind and
// version, then one value per line.

#include "core/crypto/Sealing.h"

#include <initializer_list>
#include <string>
#include <string_view>

namespace xiaowu::crypto {

/// "kind\nvalue\nvalue". A line feed inside a value becomes a NUL: it is never taken for the separator of two
/// values, so a text with a line feed in a value matches no text that is signed elsewhere.
[[nodiscard]] std::string canonicalText(std::string_view kind,
                                        std::initializer_list<std::string_view> values);

class Signer {
 public:
  [[nodiscard]] static Signer generate();
  /// From the 32-byte seed that secretSeed() gave.
  [[nodiscard]] static Result<Signer> fromSeed(ByteView seed);
  [[nodiscard]] Bytes sign(std::string_view text) const;  ///< 64 bytes
  [[nodiscard]] const Key32& publicKey() const { return m_public; }
  [[nodiscard]] Bytes secretSeed() const;

 private:
  Signer() = default;
  Key32 m_public{};
  std::array<std::uint8_t, 64> m_secret{};
};

[[nodiscard]] bool verify(std::string_view text, ByteView signature, const Key32& publicKey);

/// A 32-byte key from base64 text; errors::kBadKey otherwise.
[[nodiscard]] Result<Key32> keyFromBase64(std::string_view text);

}  // namespace xiaowu::crypto
