#pragma once
// Model files, checked against the bytes that were reviewed and tested (setup/models.sha256). Internal.

#include "app/base/Result.h"

#include <filesystem>
#include <string_view>
#include <vector>

namespace xiaowu::documents {

/// Fails with documents.engine-missing; the detail says whether the file is absent or another one.
[[nodiscard]] Result<std::vector<char>> modelFile(const std::filesystem::path& folder, std::string_view name);

}  // namespace xiaowu::documents
