#pragma once
// The options of one command. "--name value" for options that take a value, "--name" for switches; "--" ends
// the options, "-" alone is a value.

#include "core/base/Result.h"

#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace xiaowu::cli {

namespace errors {
/// The command line cannot be understood; the detail says where, without repeating values.
inline constexpr std::string_view kUsage = "tool.usage";
}  // namespace errors

struct Arguments {
  std::map<std::string, std::string> options;  ///< with their dashes: "--data"
  std::set<std::string> switches;
  std::vector<std::string> values;

  [[nodiscard]] bool has(const std::string& name) const { return switches.count(name) > 0; }
  [[nodiscard]] std::optional<std::string> option(const std::string& name) const;
};

/// errors::kUsage for an unknown option, a missing value or an option given twice.
[[nodiscard]] Result<Arguments> parseArguments(const std::vector<std::string>& words,
                                               std::initializer_list<const char*> options,
                                               std::initializer_list<const char*> switches);

/// The seconds of `name`, or `otherwise` when it is not there; errors::kUsage unless a whole number within 1
/// … `most`.
[[nodiscard]] Result<int> secondsOf(const Arguments& arguments, const std::string& name, int otherwise,
                                    int most);

[[nodiscard]] tl::unexpected<Error> usageError(std::string detail);

}  // namespace xiaowu::cli
