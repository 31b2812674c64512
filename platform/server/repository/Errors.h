#pragma once
// What every port of the repository can answer instead of a value.

#include <string_view>

namespace xiaowu::platform::errors {

/// Nothing was changed. ServiceUnavailable: the database cannot be opened or reached, is damaged, or the disk
/// is full. AttendantNeeded: it was written by a newer program. Bug: what was to be kept breaks a rule of the
/// tables, for example names a kiosk that nobody enrolled.
inline constexpr std::string_view kDatabase = "platform.database";

}  // namespace xiaowu::platform::errors
