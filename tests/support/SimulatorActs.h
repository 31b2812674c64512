#pragma once
// What a resident before the camera simulator does when the challenge asks for it.

#include "core/domain/ChallengeAction.h"
#include "drivers/camera/simulator/CameraSimulator.h"

namespace xiaowu::testing {

inline simulator::Act actOf(domain::ChallengeAction action) {
  using domain::ChallengeAction;
  switch (action) {
    case ChallengeAction::Blink: return simulator::Act::Blink;
    case ChallengeAction::OpenMouth: return simulator::Act::OpenMouth;
    case ChallengeAction::TurnLeft: return simulator::Act::TurnLeft;
    case ChallengeAction::TurnRight: return simulator::Act::TurnRight;
  }
  return simulator::Act::None;
}

}  // namespace xiaowu::testing
