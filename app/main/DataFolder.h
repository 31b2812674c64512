#pragma once
// The kiosk's data folder at its start. GUARANTEED: nothing that is missing is made anew in silence; one
// process works in it.

#include "core/crypto/Signing.h"
#include "core/storage/FolderLock.h"

#include <filesystem>

namespace xiaowu {

namespace errors {
inline constexpr std::string_view kDataFolder = "kiosk.data-folder";  ///< not there, not whole, or in use
}  // namespace errors

struct DataFolder {
  storage::FolderLock lock;
  crypto::Signer key;
};

/// The detail of an error says what is missing and how to put it right.
[[nodiscard]] Result<DataFolder> openDataFolder(const std::filesystem::path& folder);

}  // namespace xiaowu
