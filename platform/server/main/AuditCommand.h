#pragma once
// "xiaowu-platform audit": what kiosks asked about persons, for people who look after abuse. Reads beside a
// running platform and makes nothing.

#include "core/base/Result.h"

#include <filesystem>
#include <iosfwd>
#include <map>
#include <string>

namespace xiaowu::platform {

namespace errors {
inline constexpr std::string_view kAuditUsage = "platform.audit";  ///< the detail says what is wrong
}  // namespace errors

/// `options`: --kiosk, --staff, --since and --until (RFC 3339 or a date in UTC, YYYY-MM-DD), --limit. One
/// JSON object a line, the oldest first.
[[nodiscard]] Result<void> printAudit(const std::filesystem::path& data,
                                      const std::map<std::string, std::string>& options, std::ostream& out);

}  // namespace xiaowu::platform
