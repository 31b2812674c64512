#pragma once
// The fields of an answer, taken one by one as the contract says them.

#include "core/base/Result.h"
#include "core/base/Time.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace xiaowu::sync::wire {

inline constexpr std::size_t kTextMax = 4096;
inline constexpr std::size_t kListMax = 4096;

[[nodiscard]] tl::unexpected<Error> badAnswer(std::string_view what);

/// Reads fields of one object and remembers the first that is not what the contract says; its name goes to
/// the error, never its value.
class Fields {
 public:
  explicit Fields(const nlohmann::json& object);
  std::string text(const char* name, std::size_t max = kTextMax);
  std::string optionalText(const char* name);
  std::int64_t integer(const char* name, std::int64_t min, std::int64_t max);
  bool boolean(const char* name);
  WallTime time(const char* name);
  const nlohmann::json& list(const char* name);
  const nlohmann::json* find(const char* name) const;
  void bad(std::string_view name);
  [[nodiscard]] bool good() const { return m_bad.empty(); }
  [[nodiscard]] tl::unexpected<Error> failure() const { return badAnswer("field: " + m_bad); }

 private:
  const nlohmann::json& m_object;
  std::string m_bad;
};

}  // namespace xiaowu::sync::wire
