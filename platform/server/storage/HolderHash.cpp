#include "platform/server/storage/HolderHash.h"

#include "core/crypto/Sealing.h"

namespace xiaowu::platform {

std::string holderHashOf(const Bytes& pepper, std::string_view idNumber) {
  Bytes keyed = pepper;
  keyed.insert(keyed.end(), idNumber.begin(), idNumber.end());
  auto hash = toHex(crypto::sha256(keyed));
  crypto::wipe(keyed);
  return hash;
}

}  // namespace xiaowu::platform
