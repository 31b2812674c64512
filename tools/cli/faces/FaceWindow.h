#pragma once
// face-liveness on a window of pairs from two folders: the kiosk's passive gates, without a photo to compare.

#include "tools/cli/Arguments.h"
#include "tools/cli/Commands.h"

namespace xiaowu::cli {

/// --rgb-dir D1 --nir-dir D2 [--calibration FILE] [--models DIR]: one line with decision live, doubt, attack
/// or unavailable; kDone only for live.
[[nodiscard]] Result<Exit> faceWindow(const Arguments& arguments, Surroundings& io);

}  // namespace xiaowu::cli
