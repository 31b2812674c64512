#include "platform/server/main/DataFolder.h"

#include "core/storage/DurableFile.h"
#include "platform/server/storage/Keys.h"
#include "platform/server/storage/StorageErrors.h"

#include <vector>

namespace xiaowu::platform {

namespace fs = std::filesystem;

namespace {

constexpr const char* kDatabase = "platform.sqlite";
constexpr const char* kBegun = "init.begun";  // an init that a power cut ended may be done again

std::vector<const char*> needed() {
  std::vector<const char*> names(kKeyFiles.begin(), kKeyFiles.end());
  names.push_back(kDatabase);
  return names;
}

bool hasContent(const fs::path& file) {
  std::error_code code;
  return fs::file_size(file, code) > 0 && !code;
}

tl::unexpected<Error> refuse(const std::string& detail) {
  return fail(errors::kDataFolder, Fault::AttendantNeeded, detail);
}

}  // namespace

Result<void> beginDataFolder(const fs::path& data) {
  std::error_code code;
  if (fs::exists(data / kBegun, code)) {
    return {};
  }
  for (const auto* name : needed()) {
    if (fs::exists(data / name, code)) {
      return refuse((data / name).string() + " is there: this is a platform already, or what is left of one");
    }
  }
  return storage::writeDurably(data / kBegun, {}, kFileCodes);
}

Result<void> finishDataFolder(const fs::path& data) {
  std::error_code code;
  fs::remove(data / kBegun, code);
  return storage::syncFolder(data, kFileCodes);
}

Result<void> checkDataFolder(const fs::path& data) {
  std::error_code code;
  if (!fs::is_directory(data, code)) {
    return refuse(data.string() +
                  " is not there. A new platform is made by: xiaowu-platform init --data DIR");
  }
  if (fs::exists(data / kBegun, code)) {
    return refuse("making this platform was cut off: repeat xiaowu-platform init --data " + data.string());
  }
  for (const auto* name : needed()) {
    if (!hasContent(data / name)) {
      return refuse(
          (data / name).string() +
          " is missing or empty. Put it back from the backup: what would be made anew could not open "
          "what waits, and nobody would believe it. (A new platform is made in an empty folder by: "
          "xiaowu-platform init --data DIR)");
    }
  }
  return {};
}

}  // namespace xiaowu::platform
