#pragma once
// Port: which life of this platform's data is going on. A platform that was restored from a backup begins a
// new epoch: it may lack what came after the backup. Guarantees, errors, threads and times as in Kiosks.h.

#include "core/base/Result.h"
#include "platform/server/repository/Errors.h"

#include <cstdint>
#include <optional>
#include <string>

namespace xiaowu::platform {

struct Epoch {
  std::int64_t number = 1;       ///< 1: as it was made
  std::string tag;               ///< eight hex digits, random: two epochs of one number are told apart
  std::int64_t restoredAt = 0;   ///< 0: never
  std::int64_t knownUntil = 0;   ///< the backup's time: what came between may be missing
  std::int64_t unsureUntil = 0;  ///< until then public pages say so
  std::int64_t backedUpTo = 0;   ///< what was received before is in a backup; 0: nothing is known to be
};

/// What may be missing, as public pages tell it.
struct LostSpan {
  std::int64_t from = 0, until = 0;
};

/// Case numbers of a day count from here on in this epoch: what an earlier epoch gave on the same day is
/// below. Ten epochs have spans of their own; the eleventh begins again with the first one's.
[[nodiscard]] constexpr std::int64_t caseNumbersAfter(std::int64_t epoch) {
  return (epoch - 1) % 10 * 100'000;
}

class Epochs {
 public:
  virtual ~Epochs() = default;

  [[nodiscard]] virtual Result<Epoch> current() = 0;
  /// Its number is higher than that of the one before.
  [[nodiscard]] virtual Result<void> begin(const Epoch& epoch) = 0;
  /// A mark between the cases filed up to now and those filed later: for noteBackup(), taken before the copy.
  [[nodiscard]] virtual Result<std::int64_t> backupMark() = 0;
  /// A backup is whole: everything received before `at` is in it, but for what was filed behind `mark` with
  /// an earlier time (the clock was set back, a kiosk gave a copy back); such a case lowers it later, too.
  [[nodiscard]] virtual Result<void> noteBackup(std::int64_t at, std::int64_t mark) = 0;
  /// Over all restores that public pages still tell of at `now`; nothing when there is none.
  [[nodiscard]] virtual Result<std::optional<LostSpan>> lost(std::int64_t now) = 0;
};

}  // namespace xiaowu::platform
