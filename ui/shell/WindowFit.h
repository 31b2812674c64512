#pragma once
// How large the kiosk's window may be on a desk that is smaller than the kiosk's own screen. Pure.

#include "ui/shell/Shell.h"

namespace xiaowu::shell {

/// The options for this desk: where room is asked for beside the window, window and letters as much smaller
/// as they must be to leave it, in the same shape. Never larger than asked for.
[[nodiscard]] ShellOptions fittedTo(const QSize& desk, const ShellOptions& asked);

}  // namespace xiaowu::shell
