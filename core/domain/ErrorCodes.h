#pragma once
// Error codes of a session that no single interface returns: they are set where the session's rules are
// judged and compared elsewhere. What a resident is told for each: docs/error-codes.md. Codes that an
// interface returns stand in its header.

#include <string_view>

namespace xiaowu::domain::errors {

inline constexpr std::string_view kCardExpired = "card.expired";          ///< past its last valid day
inline constexpr std::string_view kCardUnavailable = "card.unavailable";  ///< the reader went away meanwhile
inline constexpr std::string_view kScannerUnavailable = "scanner.unavailable";

inline constexpr std::string_view kFaceNotMatched = "face.not-matched";  ///< another face than the card's
inline constexpr std::string_view kFaceNotAlive = "face.not-alive";
inline constexpr std::string_view kFaceCovered = "face.covered";   ///< a mask, until the time was up
inline constexpr std::string_view kFaceNotSeen = "face.not-seen";  ///< no usable face before the time was up
inline constexpr std::string_view kFaceUnavailable =
    "face.unavailable";  ///< this machine cannot check faces now
inline constexpr std::string_view kFingerNotMatched = "finger.not-matched";

inline constexpr std::string_view kStaffOwnCard = "staff.own-card";  ///< nobody vouches for oneself
inline constexpr std::string_view kStaffNotListed = "staff.not-listed";

inline constexpr std::string_view kDraftNotKept =
    "draft.not-kept";  ///< what was filled in could not be saved; the case goes on in memory

inline constexpr std::string_view kMaterialsMissing = "materials.missing";
inline constexpr std::string_view kPapersOffline =
    "papers.offline";  ///< papers handed in before are not offered
inline constexpr std::string_view kPapersUnavailable = "papers.unavailable";

inline constexpr std::string_view kScanStuck = "scan.stuck";  ///< for staff: a paper fails again and again
inline constexpr std::string_view kHelpCalled = "help.called";

// Of a value in the form.
inline constexpr std::string_view kFieldRequired = "field.required";
inline constexpr std::string_view kFieldTooLong = "field.too-long";
inline constexpr std::string_view kFieldPhone = "field.phone";
inline constexpr std::string_view kFieldIdNumber = "field.id-number";
inline constexpr std::string_view kFieldDigits = "field.digits";
inline constexpr std::string_view kFieldDateRange =
    "field.date-range";  ///< before or after what the item allows
inline constexpr std::string_view kFieldDate = "field.date";
inline constexpr std::string_view kFieldChoice = "field.choice";

}  // namespace xiaowu::domain::errors
