#pragma once
// What the face check asks of the resident while it looks; the words are the interface's.

#include <string_view>

namespace xiaowu::domain {

/// The quality reasons are NoFace, TwoFaces, ComeCloser (too far), MoveBack, MoveToMiddle, TooDark,
/// TooBright, Blurred, FaceForward (turned) and Mask.
enum class FaceGuidance {
  None,  ///< no check runs
  LookHere,
  MoveToMiddle,
  NoFace,
  TwoFaces,
  ComeCloser,
  MoveBack,
  TooDark,
  TooBright,
  Blurred,
  FaceForward,
  Mask,
  HoldStill,
  CameraLate  ///< nothing the resident could do: the pictures do not come in time
};

/// "lookHere", "noFace", … for logs and tools.
[[nodiscard]] std::string_view guidanceName(FaceGuidance guidance);

}  // namespace xiaowu::domain
