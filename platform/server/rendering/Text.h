#pragma once
// Small pure functions: times, names, codes and addresses as text.

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
/// The value of `name` in a query string, decoded ('+' and %XX); empty if absent or malformed.
[[nodiscard]] std::string queryValue(std::string_view query, std::string_view name);

/// 80 random bits in Crockford's base32, "7K3M-ABCD-…".
[[nodiscard]] std::string makeCheckCode(ByteView tenBytes);
/// What a person typed → the canonical form: spaces and hyphens dropped, lower case raised, O→0, I and L→1;
/// empty if it cannot be a code.
[[nodiscard]] std::string canonicalCheckCode(std::string_view typed);

/// Bytes from the system's generator.
[[nodiscard]] Bytes randomBytes(std::size_t count);

}  // namespace xiaowu::platform
