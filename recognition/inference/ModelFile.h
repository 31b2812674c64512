#pragma once
// Model files, checked against the bytes that were reviewed and tested (packaging/setup/models.sha256).

#include "core/base/Result.h"

#include <filesystem>
#include <string_view>
#include <vector>

namespace xiaowu::inference {

namespace errors {
/// A text engine, its net or its language data is not installed, or is not the reviewed file.
inline constexpr std::string_view kEngineMissing = "documents.engine-missing";
}  // namespace errors

/// Fails with documents.engine-missing; the detail says whether the file is absent or another one.
[[nodiscard]] Result<std::vector<char>> modelFile(const std::filesystem::path& folder, std::string_view name);

}  // namespace xiaowu::inference
