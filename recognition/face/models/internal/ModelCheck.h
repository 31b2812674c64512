#pragma once
// Whether a net that loaded also computes what its card says: OpenCV 4.6 loads nets that fail, or give
// nonsense, on the first picture.

#include "recognition/face/models/internal/ModelNet.h"

namespace xiaowu::face {

/// Runs the net on an even grey picture and on the drawn face (ModelTestImage.h): shapes and numbers as its
/// role needs; a detector finds the one drawn face at its place and none on grey, points lie on the drawn
/// features, vectors tell the face from grey, liveness lies within the card's knownScore. Fails with
/// errors::kModelRefused, naming file and reason.
[[nodiscard]] Result<void> checkModel(ModelNet& net);

}  // namespace xiaowu::face
