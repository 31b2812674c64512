#pragma once
// Small pure functions: times, names and markup as text.

#include "core/base/Bytes.h"
#include "core/base/Clock.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace xiaowu::platform {

/// A stored moment in the contract's form (core/base/Time.h), "2026-11-21T08:30:00.000Z", and back.
[[nodiscard]] std::string formatTime(std::int64_t unixMicros);
/// Exactly the form above, a real date of the years 1970…9999; error "request.malformed" otherwise.
[[nodiscard]] Result<std::int64_t> parseTime(std::string_view text);

/// Safe between tags and inside quoted attributes.
[[nodiscard]] std::string escapeHtml(std::string_view text);

}  // namespace xiaowu::platform
