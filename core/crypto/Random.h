#pragma once
// Random bytes for keys, tokens and codes.

#include "core/base/Bytes.h"

#include <cstddef>

namespace xiaowu::crypto {

/// From the system's generator. Any thread.
[[nodiscard]] Bytes randomBytes(std::size_t count);

}  // namespace xiaowu::crypto
