#pragma once
// By which a holder, or what somebody handed in, is found again without being stored.

#include "core/base/Bytes.h"

#include <string>
#include <string_view>

namespace xiaowu::platform {

/// SHA-256 in hexadecimal, keyed with the platform's secret (Keys::pepper): nobody without it can try values.
[[nodiscard]] std::string keyedHash(const Bytes& pepper, std::string_view value);

}  // namespace xiaowu::platform
