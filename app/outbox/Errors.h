#pragma once
// The outbox's error codes (docs/error-codes.md).

#include <string_view>

namespace xiaowu::outbox::errors {

inline constexpr std::string_view kDiskFull =
    "outbox.disk-full";  ///< refused, nothing was kept of it; the draft is still there
inline constexpr std::string_view kStorage =
    "outbox.storage";  ///< the disk or the database does not do its work
inline constexpr std::string_view kDamaged = "outbox.damaged";  ///< the database file is not sound
inline constexpr std::string_view kTooNew =
    "outbox.too-new";  ///< written by a later version of the program; left untouched
inline constexpr std::string_view kConflict = "outbox.conflict";  ///< this id is there with other content
inline constexpr std::string_view kUnknown =
    "outbox.unknown";  ///< no such id, or no longer in the state that the call needs
inline constexpr std::string_view kInvalid = "outbox.invalid";  ///< the caller's value cannot be stored
inline constexpr std::string_view kPartDamaged =
    "outbox.part-damaged";  ///< a stored part is gone or has another hash than when it was stored

}  // namespace xiaowu::outbox::errors
