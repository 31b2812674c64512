#pragma once
// The platform's data folder at the start of the program. GUARANTEED: only begin() makes a platform where
// there was none; what is missing of one is never made anew in silence.

#include "core/base/Result.h"

#include <filesystem>

namespace xiaowu::platform {

namespace errors {
inline constexpr std::string_view kDataFolder = "platform.data-folder";  ///< not there, not whole, or in use
}  // namespace errors

/// For "init", before keys and database are made: fails where a platform is, or parts of one are.
[[nodiscard]] Result<void> beginDataFolder(const std::filesystem::path& data);
/// After they were made.
[[nodiscard]] Result<void> finishDataFolder(const std::filesystem::path& data);
/// Every key and the database are there. The detail of an error names what is missing and says how to
/// restore.
[[nodiscard]] Result<void> checkDataFolder(const std::filesystem::path& data);

}  // namespace xiaowu::platform
