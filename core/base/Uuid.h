#pragma once
// UUID version 7 (RFC 9562): 48 bits of Unix milliseconds, then random bits. The id of a case and its
// idempotency key.

#include "core/base/Clock.h"
#include "core/base/Result.h"

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace xiaowu {

class Uuid {
 public:
  Uuid() = default;  ///< all zero: "no id"
  explicit Uuid(const std::array<std::uint8_t, 16>& bytes) : m_bytes(bytes) {}

  /// A new version-7 id for `now`. Ids made in one process are strictly increasing. Their last 62 bits are
  /// new from the system's generator each time, also within one millisecond and after the clock was set back:
  /// who knows one id can guess no other (a case's public page is found by its id alone).
  [[nodiscard]] static Uuid makeV7(WallTime now);
  /// Accepts the canonical 8-4-4-4-12 form only.
  [[nodiscard]] static Result<Uuid> parse(std::string_view text);

  [[nodiscard]] std::string text() const;
  [[nodiscard]] const std::array<std::uint8_t, 16>& bytes() const { return m_bytes; }
  [[nodiscard]] bool isNull() const { return *this == Uuid{}; }
  auto operator<=>(const Uuid&) const = default;

 private:
  std::array<std::uint8_t, 16> m_bytes{};
};

}  // namespace xiaowu
