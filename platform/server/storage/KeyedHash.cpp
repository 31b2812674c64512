#include "platform/server/storage/KeyedHash.h"

#include "core/crypto/Sealing.h"

namespace xiaowu::platform {

std::string keyedHash(const Bytes& pepper, std::string_view value) {
  Bytes keyed = pepper;
  keyed.insert(keyed.end(), value.begin(), value.end());
  auto hash = toHex(crypto::sha256(keyed));
  crypto::wipe(keyed);
  return hash;
}

}  // namespace xiaowu::platform
