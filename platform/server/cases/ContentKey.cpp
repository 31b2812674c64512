#include "platform/server/cases/ContentKey.h"

#include "core/domain/ContractCodes.h"

namespace xiaowu::platform {

Result<crypto::ContentKey> openContentKey(const Keys& keys, std::string_view keyId,
                                          std::string_view sealedKey) {
  const auto refused = [] {
    return fail(domain::contract::kSubmissionCannotOpen, Fault::ServiceUnavailable, "key");
  };
  const auto sealed = fromBase64(sealedKey);
  if (!sealed || keyId != keys.keyId) {
    return refused();
  }
  auto key = crypto::ContentKey::open(*sealed, keys.opening);
  if (!key) {
    return refused();
  }
  return key;
}

}  // namespace xiaowu::platform
