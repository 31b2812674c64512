#include "core/crypto/Sealing.h"

#include <sodium.h>

#include <algorithm>
#include <cstdlib>

namespace xiaowu::crypto {
namespace {

static_assert(sizeof(Key32) == crypto_secretstream_xchacha20poly1305_KEYBYTES);
static_assert(sizeof(Key32) == crypto_box_PUBLICKEYBYTES);
constexpr std::size_t kHeader = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr std::size_t kTagged = crypto_secretstream_xchacha20poly1305_ABYTES;

// libsodium must be initialised before its generator is used; a machine without randomness must not seal.
[[maybe_unused]] const bool kReady = [] {
  if (sodium_init() < 0) {
    std::abort();
  }
  return true;
}();

// Bound to every part, so that parts cannot be swapped between submissions or positions.
std::array<std::uint8_t, 20> associatedData(const Uuid& id, std::uint32_t index) {
  std::array<std::uint8_t, 20> data{};
  std::copy(id.bytes().begin(), id.bytes().end(), data.begin());
  for (std::size_t i = 0; i < 4; ++i) {
    data[16 + i] = static_cast<std::uint8_t>(index >> (24 - 8 * i));
  }
  return data;
}

}  // namespace

SealingKeyPair makeSealingKeyPair() {
  SealingKeyPair pair;
  crypto_box_keypair(pair.publicKey.data(), pair.secretKey.data());
  return pair;
}

ContentKey ContentKey::random() {
  ContentKey key;
  crypto_secretstream_xchacha20poly1305_keygen(key.m_key.data());
  return key;
}

ContentKey ContentKey::derive(ByteView material, std::string_view purpose) {
  ContentKey key;
  crypto_generichash(key.m_key.data(), key.m_key.size(), material.data(), material.size(),
                     reinterpret_cast<const unsigned char*>(purpose.data()),
                     std::min<std::size_t>(purpose.size(), crypto_generichash_KEYBYTES_MAX));
  return key;
}

ContentKey::ContentKey(ContentKey&& other) noexcept : m_key(other.m_key) {
  sodium_memzero(other.m_key.data(), other.m_key.size());
}

ContentKey::~ContentKey() {
  sodium_memzero(m_key.data(), m_key.size());
}

Bytes ContentKey::sealTo(const Key32& platformPublicKey) const {
  Bytes sealed(m_key.size() + crypto_box_SEALBYTES);
  crypto_box_seal(sealed.data(), m_key.data(), m_key.size(), platformPublicKey.data());
  return sealed;
}

Result<ContentKey> ContentKey::open(ByteView sealed, const SealingKeyPair& platform) {
  ContentKey key;
  if (sealed.size() != key.m_key.size() + crypto_box_SEALBYTES ||
      crypto_box_seal_open(key.m_key.data(), sealed.data(), sealed.size(), platform.publicKey.data(),
                           platform.secretKey.data()) != 0) {
    return fail(errors::kCannotOpen, Fault::ServiceUnavailable, "sealed key");
  }
  return key;
}

Bytes ContentKey::sealPart(const Uuid& id, std::uint32_t index, ByteView plain) const {
  crypto_secretstream_xchacha20poly1305_state state;
  Bytes sealed(kHeader + plain.size() + kTagged);
  crypto_secretstream_xchacha20poly1305_init_push(&state, sealed.data(), m_key.data());
  const auto data = associatedData(id, index);
  crypto_secretstream_xchacha20poly1305_push(&state, sealed.data() + kHeader, nullptr, plain.data(),
                                             plain.size(), data.data(), data.size(),
                                             crypto_secretstream_xchacha20poly1305_TAG_FINAL);
  sodium_memzero(&state, sizeof state);
  return sealed;
}

Result<Bytes> ContentKey::openPart(const Uuid& id, std::uint32_t index, ByteView sealed) const {
  const auto broken = [] { return fail(errors::kCannotOpen, Fault::ServiceUnavailable, "sealed part"); };
  if (sealed.size() < kHeader + kTagged) {
    return broken();
  }
  crypto_secretstream_xchacha20poly1305_state state;
  if (crypto_secretstream_xchacha20poly1305_init_pull(&state, sealed.data(), m_key.data()) != 0) {
    return broken();
  }
  Bytes plain(sealed.size() - kHeader - kTagged);
  const auto data = associatedData(id, index);
  unsigned char tag = 0;
  const int status =
      crypto_secretstream_xchacha20poly1305_pull(&state, plain.data(), nullptr, &tag, sealed.data() + kHeader,
                                                 sealed.size() - kHeader, data.data(), data.size());
  sodium_memzero(&state, sizeof state);
  if (status != 0 || tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL) {
    return broken();
  }
  return plain;
}

namespace {

crypto_hash_sha256_state* stateIn(std::array<unsigned char, 128>& bytes) {
  static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(bytes));
  static_assert(alignof(crypto_hash_sha256_state) <= 64);
  return reinterpret_cast<crypto_hash_sha256_state*>(bytes.data());
}

}  // namespace

Sha256::Sha256() {
  crypto_hash_sha256_init(stateIn(m_state));
}

void Sha256::add(ByteView bytes) {
  crypto_hash_sha256_update(stateIn(m_state), bytes.data(), bytes.size());
}

Bytes Sha256::digest() {
  Bytes digest(crypto_hash_sha256_BYTES);
  crypto_hash_sha256_final(stateIn(m_state), digest.data());
  return digest;
}

Bytes sha256(ByteView bytes) {
  Bytes digest(crypto_hash_sha256_BYTES);
  crypto_hash_sha256(digest.data(), bytes.data(), bytes.size());
  return digest;
}

void wipe(Bytes& bytes) {
  sodium_memzero(bytes.data(), bytes.size());
  bytes.clear();
}

void wipe(std::string& text) {
  sodium_memzero(text.data(), text.size());
  text.clear();
}

}  // namespace xiaowu::crypto
