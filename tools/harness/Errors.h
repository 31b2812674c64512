#pragma once
// What can go wrong with the processes that demo and journeys start and ask.

#include <string_view>

namespace xiaowu::harness {

namespace errors {
inline constexpr std::string_view kKiosk = "rig.kiosk";         ///< has ended, or opened no control socket
inline constexpr std::string_view kPlatform = "rig.platform";   ///< did not start, or could not be set up
inline constexpr std::string_view kServices = "rig.services";   ///< the service items cannot be read
inline constexpr std::string_view kNoAnswer = "rig.no-answer";  ///< to a command
inline constexpr std::string_view kWaited = "rig.waited";       ///< what was waited for did not come
}  // namespace errors

}  // namespace xiaowu::harness
