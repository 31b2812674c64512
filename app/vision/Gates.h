#pragma once
// The gates of the face check: each looks at one thing, gives a score and says why it is shut. Small and separate, so that a site's measurements can
// move one limit without touching another. Limits were set on 168 live webcam frames of 640×480 (docs of the face check) and on the models' figures:
// the liveness net's errors gather in faces under 126 px and over-exposed ones.

#include "app/vision/FaceEngine.h"
#include "drivers/api/Camera.h"

#include <optional>
#include <string_view>
#include <vector>

namespace xiaowu::vision {

/// What the resident is asked to do now; the words are the interface's.
enum class FaceGuidance { LookHere, NoFace, TwoFaces, ComeCloser, MoveBack, MoveToMiddle, TooDark, TooBright, HoldStill, FaceForward, CameraLate };

/// "lookHere", "noFace", … for logs and the interface.
[[nodiscard]] std::string_view guidanceName(FaceGuidance guidance);

struct GateLimits {
  double faceWidthMin = 130;      ///< pixels
  double faceWidthShareMax = 0.7; ///< of the picture's width
  double secondFaceShare = 0.5;   ///< a second face at least this wide, compared to the first, stands in front of the kiosk too
  double brightnessMin = 40;      ///< mean grey of the face, 0…255
  double brightnessMax = 200;
  double sharpnessMin = 0.010;    ///< see sharpnessOf
  double turnMax = 0.25;          ///< nose off the middle of the eyes, in eye distances
  double tiltMax = 0.35;          ///< slope of the line between the eyes
  double nodMin = 0.30;           ///< nose below the eyes, as a share of the mouth below the eyes
  double nodMax = 0.80;
  double nirOffsetMax = 0.75;     ///< distance of the two faces' centres, in face widths: parallax and mounting, no calibration needed
  double nirSizeMax = 1.6;        ///< ratio of the two faces' widths
  std::chrono::milliseconds pairGapMax{40};
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
/// Whether one of the near-infrared picture's faces is the visible one: same place, same size (positions compared as shares of each picture's size).
/// A screen shows nothing in near infrared, so a steady visible face without this partner is an attack.
[[nodiscard]] Gate gateNirPresence(const Face& rgb, const Image& rgbImage, const std::vector<Face>& nir, const Image& nirImage, const GateLimits& limits);

/// All gates on the visible picture in the order in which a person can act on them; the first that is shut, or an open one.
[[nodiscard]] Gate gateQuality(const std::vector<Face>& faces, const Image& image, const GateLimits& limits);

}  // namespace xiaowu::vision
