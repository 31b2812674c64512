#pragma once
// "xiaowu-platform requeue" and "commands": what operators tell a kiosk, with the answer to its next
// heartbeat. Beside a running platform.

#include "core/base/Clock.h"
#include "core/base/Result.h"

#include <filesystem>
#include <iosfwd>
#include <string>

namespace xiaowu::platform {

namespace errors {
inline constexpr std::string_view kCommand = "platform.command";  ///< the detail says what is wrong
}  // namespace errors

/// Tells the kiosk to try again what is dead or held in its outbox: one item, or everything (empty).
[[nodiscard]] Result<void> orderRequeue(const std::filesystem::path& data, const std::string& kioskId,
                                        const std::string& itemId, const Clock& clock, std::ostream& out);
/// One JSON object a line, the newest first; of one kiosk, or of all (empty).
[[nodiscard]] Result<void> printCommands(const std::filesystem::path& data, const std::string& kioskId,
                                         std::ostream& out);

}  // namespace xiaowu::platform
