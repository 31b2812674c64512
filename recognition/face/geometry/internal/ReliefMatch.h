#pragma once
// The relief of a face from the pictures themselves: small patches of the visible picture are found again in
// the near-infrared one, along the same row. The mesh net guesses how far a face is turned, a little
// differently in each light, and a guess that is 6° off looks like a whole head's depth (docs/vision.md); the
// patches do not guess.

#include "recognition/face/geometry/internal/Stereo.h"

namespace xiaowu::face {

/// Patches found again from which on something is measured.
inline constexpr int kPatchesMin = 40;

/// Replaces relief, bulge and turn in `measure`, which StereoRig::measure() made of the same two pictures,
/// and sets how many patches were found again. With fewer than kPatchesMin nothing is proven: all three
/// become 0. Fails with errors::kPicture for pictures without pixels.
[[nodiscard]] Result<void> matchRelief(const StereoRig& rig, const Image& rgb, const Image& nir,
                                       const FaceMesh& rgbMesh, StereoMeasure& measure);

}  // namespace xiaowu::face
