#pragma once
// What a resident before the camera twin does when the challenge asks for it.

#include "app/vision/Challenge.h"
#include "drivers/virtual/camera/CameraTwin.h"

namespace xiaowu::testing {

inline virtualdevices::Act actOf(vision::ChallengeAction action) {
  using vision::ChallengeAction;
  switch (action) {
    case ChallengeAction::Blink: return virtualdevices::Act::Blink;
    case ChallengeAction::OpenMouth: return virtualdevices::Act::OpenMouth;
    case ChallengeAction::TurnLeft: return virtualdevices::Act::TurnLeft;
    case ChallengeAction::TurnRight: return virtualdevices::Act::TurnRight;
  }
  return virtualdevices::Act::None;
}

}  // namespace xiaowu::testing
