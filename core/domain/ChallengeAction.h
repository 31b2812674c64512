#pragma once
// What the face check asks the resident to do when looking alone leaves a doubt.

#include <string_view>

namespace xiaowu::domain {

/// Left and right are the resident's own.
enum class ChallengeAction { Blink, OpenMouth, TurnLeft, TurnRight };

/// "blink", "openMouth", "turnLeft", "turnRight".
[[nodiscard]] std::string_view challengeActionName(ChallengeAction action);

}  // namespace xiaowu::domain
