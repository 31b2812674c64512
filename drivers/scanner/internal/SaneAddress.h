#pragma once
// The configured address of a scanner. Pure functions.

#include "core/base/Result.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace xiaowu::drivers {

struct SaneAddress {
  std::string device;
  /// SANE option name and value, in the order written.
  std::vector<std::pair<std::string, std::string>> options;
};

/// errors::kAddress unless it is "sane:<device>[?name=value[&name=value…]]" with a device, names and whole
/// %XX escapes.
[[nodiscard]] Result<SaneAddress> parseSaneAddress(std::string_view text);

/// "yes", "true", "1", "on" and their opposites.
[[nodiscard]] Result<bool> parseSwitch(std::string_view text);

}  // namespace xiaowu::drivers
