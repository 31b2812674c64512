#pragma once
// The code by which anybody can have a proof checked (查验码).

#include "core/base/Bytes.h"

#include <string>
#include <string_view>

namespace xiaowu::platform {

/// 80 random bits in Crockford's base32, "7K3M-ABCD-…".
[[nodiscard]] std::string makeCheckCode(ByteView tenBytes);
/// What a person typed → the canonical form: spaces and hyphens dropped, lower case raised, O→0, I and L→1;
/// empty if it cannot be a code.
[[nodiscard]] std::string canonicalCheckCode(std::string_view typed);

}  // namespace xiaowu::platform
