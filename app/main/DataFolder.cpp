#include "app/main/DataFolder.h"

#include "app/outbox/Outbox.h"

#include <fstream>

namespace xiaowu {

namespace fs = std::filesystem;

namespace {

constexpr storage::ErrorCodes kCodes{errors::kDataFolder, errors::kDataFolder, errors::kDataFolder,
                                     errors::kDataFolder};

tl::unexpected<Error> missing(const fs::path& what, const std::string& advice) {
  return fail(errors::kDataFolder, Fault::AttendantNeeded, what.string() + " is missing. " + advice);
}

Result<crypto::Signer> readKey(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  Bytes seed{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  auto signer = crypto::Signer::fromSeed(seed);
  crypto::wipe(seed);
  return signer
             ? signer
             : fail(withContext(signer.error(), file.string() + " is no kiosk key: put the right one back"));
}

}  // namespace

Result<DataFolder> openDataFolder(const fs::path& folder) {
  std::error_code code;
  if (!fs::is_directory(folder, code)) {
    return missing(
        folder,
        "A new kiosk's is made by: xiaowu-tool kiosk-key --data DIR. Otherwise correct folders.data "
        "in site.toml, or mount the disk");
  }
  const auto keyFile = folder / "kiosk.key";
  if (!fs::exists(keyFile, code)) {
    return missing(
        keyFile,
        "Put it back, or make a new one with xiaowu-tool kiosk-key and enrol the kiosk again; what "
        "waits in the outbox is then signed anew");
  }
  if (!outbox::Outbox::isIn(folder / "outbox")) {
    return missing(
        folder / "outbox",
        "It held what residents handed in: put the folder back. If it is lost for good, begin a new "
        "one with xiaowu-tool outbox init --data DIR");
  }
  auto lock = storage::FolderLock::take(folder, kCodes);
  if (!lock) {
    return fail(lock.error());
  }
  auto key = readKey(keyFile);
  if (!key) {
    return fail(key.error());
  }
  return DataFolder{std::move(*lock), std::move(*key)};
}

}  // namespace xiaowu
