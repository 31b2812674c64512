#include "core/domain/ChallengeAction.h"

namespace xiaowu::domain {

std::string_view challengeActionName(ChallengeAction action) {
  switch (action) {
    case ChallengeAction::Blink: return "blink";
    case ChallengeAction::OpenMouth: return "openMouth";
    case ChallengeAction::TurnLeft: return "turnLeft";
    case ChallengeAction::TurnRight: return "turnRight";
  }
  return "blink";
}

}  // namespace xiaowu::domain
