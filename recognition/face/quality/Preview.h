#pragma once
// The picture of the camera that the resident sees on the screen.

#include "drivers/api/Camera.h"

namespace xiaowu::face {

/// The visible-light frame, mirrored as in a looking-glass and at most 640 pixels wide; an empty Image when
/// the frame has none. About 1 ms.
[[nodiscard]] Image previewOf(const drivers::FramePair& pair);

}  // namespace xiaowu::face
