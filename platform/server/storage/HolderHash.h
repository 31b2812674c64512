#pragma once
// By which a holder is found again without the number being stored.

#include "core/base/Bytes.h"

#include <string>
#include <string_view>

namespace xiaowu::platform {

/// SHA-256 in hexadecimal, keyed with the platform's secret (Keys::pepper).
[[nodiscard]] std::string holderHashOf(const Bytes& pepper, std::string_view idNumber);

}  // namespace xiaowu::platform
