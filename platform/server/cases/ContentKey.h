#pragma once
// The key of one submission's parts, as its manifest carries it.

#include "core/crypto/Sealing.h"
#include "platform/server/storage/Keys.h"

#include <string_view>

namespace xiaowu::platform {

/// Opens a sealed key (base64). domain::contract::kSubmissionCannotOpen when it was sealed to another key
/// than ours, or is damaged.
[[nodiscard]] Result<crypto::ContentKey> openContentKey(const Keys& keys, std::string_view keyId,
                                                        std::string_view sealedKey);

}  // namespace xiaowu::platform
