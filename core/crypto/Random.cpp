#include "core/crypto/Random.h"

#include <sodium.h>

namespace xiaowu::crypto {

Bytes randomBytes(std::size_t count) {
  Bytes bytes(count);
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

}  // namespace xiaowu::crypto
