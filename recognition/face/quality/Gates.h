#pragma once
// The gates of the face check: each looks at one thing, gives a score and says why it is shut. Small and
// separate, so that a site's measurements can move one limit without touching another. Limits were set on 168
// live webcam frames of 640×480 (docs of the face check) and on the models' figures: the liveness net's
// errors gather in faces under 126 px and over-exposed ones.

#include "core/domain/FaceGuidance.h"
#include "recognition/face/models/FaceEngine.h"
#include "drivers/api/Camera.h"

#include <optional>
#include <string_view>
#include <vector>

namespace xiaowu::face {

using domain::FaceGuidance;

struct GateLimits {
  double faceWidthMin = 130;       ///< pixels
  double faceWidthShareMax = 0.7;  ///< of the picture's width
  /// A second face at least this wide, compared to the first, stands in front of the kiosk too.
  double secondFaceShare = 0.5;
  double brightnessMin = 40;  ///< mean grey of the face, 0…255
  double brightnessMax = 200;
  double sharpnessMin = 0.010;  ///< see sharpnessOf
  double turnMax = 0.25;        ///< nose off the middle of the eyes, in eye distances
  double tiltMax = 0.35;        ///< slope of the line between the eyes
  double nodMin = 0.30;         ///< nose below the eyes, as a share of the mouth below the eyes
  double nodMax = 0.80;
  /// Upright edges about the mouth over those about the eyes: a mask has neither lips nor their shadow.
  double mouthEdgesMin = 0.45;
  /// Colour of the lower face off that between the eyes (Lab a, b): together with missing lips, a mask …
  double skinChangeMax = 12;
  double lipsRednessMin = 2.0;  ///< … Lab a of the lips over that of the skin around them
  /// Eyes off the place that calibration predicts for a face of middling size, eye distances.
  double nirOffsetMax = 0.6;
};

struct Gate {
  bool open = false;
  double score = 0;  ///< what was measured, for the log
  FaceGuidance guidance = FaceGuidance::LookHere;
};

[[nodiscard]] Gate gateOneFace(const std::vector<Face>& faces, const GateLimits& limits);
[[nodiscard]] Gate gateSize(const Face& face, const Image& image, const GateLimits& limits);
[[nodiscard]] Gate gateInside(const Face& face, const Image& image, const GateLimits& limits);
[[nodiscard]] Gate gateBrightness(const Face& face, const Image& image, const GateLimits& limits);
[[nodiscard]] Gate gateSharpness(const Face& face, const Image& image, const GateLimits& limits);
[[nodiscard]] Gate gateForward(const Face& face, const Image& image, const GateLimits& limits);
/// Whether the lower face looks like skin with a mouth. A mask in the colour of skin with a mouth printed on
/// it is the liveness gates' business.
[[nodiscard]] Gate gateMask(const Face& face, const Image& image, const GateLimits& limits);

/// All gates on the visible picture in the order in which a person can act on them; the first that is shut,
/// or an open one.
[[nodiscard]] Gate gateQuality(const std::vector<Face>& faces, const Image& image, const GateLimits& limits);
/// The same without the search for a mask, which is the dearest of them.
[[nodiscard]] Gate gateQuick(const std::vector<Face>& faces, const Image& image, const GateLimits& limits);
/// The gates that still hold while somebody turns the head or opens the mouth: one face, size, inside the
/// picture, light.
[[nodiscard]] Gate gatePresence(const std::vector<Face>& faces, const Image& image, const GateLimits& limits);
/// Every gate that is shut, in the same order; empty for a usable picture.
[[nodiscard]] std::vector<FaceGuidance> qualityFaults(const std::vector<Face>& faces, const Image& image,
                                                      const GateLimits& limits);

}  // namespace xiaowu::face
