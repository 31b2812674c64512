#pragma once
// The register that is asked, loaded at start from a JSON file (seed/records.json). Immutable after load; any
// thread. What it holds is invented.

#include "core/base/Result.h"

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace xiaowu::platform {

namespace errors {
inline constexpr std::string_view kRegisterMissing = "register.missing";  ///< no such file, or no register
}  // namespace errors

struct Record {
  std::string name;
  std::vector<std::pair<std::string, std::string>> entries;  ///< label, value
};

struct Register {
  std::string title, issuer, purpose;
  std::map<std::string, Record> byIdNumber;

  [[nodiscard]] static Result<Register> load(const std::filesystem::path& file);
};

}  // namespace xiaowu::platform
