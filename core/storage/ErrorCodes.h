#pragma once
// What can go wrong on a disk, and what the side that stores calls it. Storage has no codes of its own: the
// kiosk's outbox and the platform each hand in theirs.

#include "core/base/Result.h"

namespace xiaowu::storage {

enum class Cause {
  Unavailable,  ///< the disk or the database does not do its work
  DiskFull,     ///< no room, no quota, or a file too large for its file system
  Damaged,      ///< what is there is not what was written
  TooNew,       ///< written by a later version of the program
  WrongUse      ///< a constraint or an SQL statement is broken: an error of the program
};

/// The owner's codes. The texts must live as long as the program.
struct ErrorCodes {
  std::string_view unavailable;  ///< also for WrongUse, which has Fault::Bug
  std::string_view diskFull;
  std::string_view damaged;
  std::string_view tooNew;  ///< has Fault::AttendantNeeded; the others have Fault::ServiceUnavailable
};

[[nodiscard]] tl::unexpected<Error> failFor(const ErrorCodes& codes, Cause cause, std::string detail);

/// DiskFull for the values of errno that mean it, else Unavailable.
[[nodiscard]] Cause causeOfErrno(int error);

}  // namespace xiaowu::storage
