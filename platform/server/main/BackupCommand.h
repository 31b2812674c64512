#pragma once
// "xiaowu-platform backup" and "restore" (docs/adr/0020). GUARANTEED: a backup has its name only when it is
// whole, was opened and is on the disk; a restored platform has its name only when it is whole and its new
// epoch has begun; nothing that was there is removed. Either may be repeated after it was cut off.

#include "core/base/Clock.h"
#include "core/base/Result.h"

#include <cstdint>
#include <filesystem>
#include <iosfwd>

namespace xiaowu::platform {

namespace errors {
inline constexpr std::string_view kBackup = "platform.backup";    ///< the detail says what is wrong
inline constexpr std::string_view kRestore = "platform.restore";  ///< likewise
}  // namespace errors

/// What a backup reaches back from its beginning.
inline constexpr std::chrono::minutes kBackupMargin{1};

/// Beside a running platform. `to` must not be there yet; it gets database, sealed parts, keys and whatever
/// else lies in the data folder. Tells the platform, and through it the kiosks, up to when it reaches.
[[nodiscard]] Result<void> backUp(const std::filesystem::path& data, const std::filesystem::path& to,
                                  const Clock& clock, std::ostream& out);

struct RestoreOptions {
  std::filesystem::path from, data;
  int unsureDays = 90;          ///< for how long public pages say that they may not know everything
  std::int64_t epochAbove = 0;  ///< the highest epoch that anybody remembers, where it is not in the backup
};
/// A platform that is at `data`, or what is left of it, is moved beside it.
[[nodiscard]] Result<void> restore(const RestoreOptions& options, const Clock& clock, std::ostream& out);

}  // namespace xiaowu::platform
