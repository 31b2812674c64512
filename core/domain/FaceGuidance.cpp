#include "core/domain/FaceGuidance.h"

namespace xiaowu::domain {

std::string_view guidanceName(FaceGuidance guidance) {
  switch (guidance) {
    case FaceGuidance::None: return "none";
    case FaceGuidance::LookHere: return "lookHere";
    case FaceGuidance::MoveToMiddle: return "moveToMiddle";
    case FaceGuidance::NoFace: return "noFace";
    case FaceGuidance::TwoFaces: return "twoFaces";
    case FaceGuidance::ComeCloser: return "comeCloser";
    case FaceGuidance::MoveBack: return "moveBack";
    case FaceGuidance::TooDark: return "tooDark";
    case FaceGuidance::TooBright: return "tooBright";
    case FaceGuidance::Blurred: return "blurred";
    case FaceGuidance::FaceForward: return "faceForward";
    case FaceGuidance::Mask: return "mask";
    case FaceGuidance::HoldStill: return "holdStill";
    case FaceGuidance::CameraLate: return "cameraLate";
  }
  return "";
}

}  // namespace xiaowu::domain
