#pragma once
// Sealing of submissions (platform/api/README.md): one random key per submission, itself sealed to the
// platform's public key; every part is a libsodium secretstream of its own, bound to the submission's id and
// its index. The sealing side cannot open it again. Drafts are sealed with a key that only the resident's
// card can give back. Thread-safe.

#include "core/base/Bytes.h"
#include "core/base/Uuid.h"

#include <array>
#include <cstdint>

namespace xiaowu::crypto {

namespace errors {
/// Wrong key, or altered, cut or reordered content.
inline constexpr std::string_view kCannotOpen = "sealing.cannot-open";
inline constexpr std::string_view kBadKey = "sealing.bad-key";
}  // namespace errors

using Key32 = std::array<std::uint8_t, 32>;

struct SealingKeyPair {  ///< X25519
  Key32 publicKey{};
  Key32 secretKey{};
};

[[nodiscard]] SealingKeyPair makeSealingKeyPair();

/// A key that exists only while one submission or draft is sealed; its memory is zeroed in the destructor.
class ContentKey {
 public:
  [[nodiscard]] static ContentKey random();
  /// BLAKE2b of the material under a purpose ("draft"), for keys that can be made again: the material must
  /// have at least 128 bits of entropy.
  [[nodiscard]] static ContentKey derive(ByteView material, std::string_view purpose);
  ContentKey(ContentKey&& other) noexcept;
  ContentKey& operator=(ContentKey&&) = delete;
  ContentKey(const ContentKey&) = delete;
  ContentKey& operator=(const ContentKey&) = delete;
  ~ContentKey();

  /// Sealed to the platform (crypto_box_seal), 80 bytes.
  [[nodiscard]] Bytes sealTo(const Key32& platformPublicKey) const;
  /// Opens what sealTo made.
  [[nodiscard]] static Result<ContentKey> open(ByteView sealed, const SealingKeyPair& platform);

  /// Part `index` of submission `id`: header and ciphertext. An empty part is allowed.
  [[nodiscard]] Bytes sealPart(const Uuid& id, std::uint32_t index, ByteView plain) const;
  [[nodiscard]] Result<Bytes> openPart(const Uuid& id, std::uint32_t index, ByteView sealed) const;

 private:
  ContentKey() = default;
  Key32 m_key{};
};

/// SHA-256 of bytes that come piece by piece. One thread at a time.
class Sha256 {
 public:
  Sha256();
  void add(ByteView bytes);
  /// 32 bytes; once, after the last add().
  [[nodiscard]] Bytes digest();

 private:
  alignas(64) std::array<unsigned char, 128> m_state{};
};

/// SHA-256, 32 bytes.
[[nodiscard]] Bytes sha256(ByteView bytes);

/// Overwrites memory in a way that the compiler does not remove.
void wipe(Bytes& bytes);
void wipe(std::string& text);

}  // namespace xiaowu::crypto
