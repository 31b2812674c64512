#pragma once
// A second view of a picture, as another camera would see it: every pixel is given a depth and moved as that
// depth demands. For tests that need a known shape in front of known cameras: a plane, a bent sheet, a head
// with the mesh's own relief. Both cameras look the same way and have the same lens.

#include "recognition/face/geometry/Calibration.h"
#include "recognition/face/models/FaceEngine.h"

#include <opencv2/core.hpp>

namespace xiaowu::testing {

struct Rig {
  double focal = 600;    ///< pixels
  double baseline = 60;  ///< millimetres, the second camera to the right
  double depth = 500;    ///< of the eyes

  [[nodiscard]] face::Calibration calibration(int width = 640, int height = 480) const;
};

enum class Shape { Flat, Bent, Relief };

/// Depth in millimetres of each pixel: the mesh's points give the place; `tilt` is a plane's slope across and
/// down (tangents). A bent sheet is a cylinder of `radius` millimetres about an upright axis through the
/// nose.
[[nodiscard]] cv::Mat depthOf(cv::Size size, const face::FaceMesh& mesh, const Rig& rig, Shape shape,
                              cv::Point2d tilt = {}, double radius = 90);

/// The picture as the second camera sees it, grey when `isNir`, with the noise of a sensor.
[[nodiscard]] Image secondView(const Image& picture, const cv::Mat& depth, const Rig& rig, int seed,
                               bool isNir = true);

/// The depth at which a face with this mesh has an eye distance of 63 mm.
[[nodiscard]] double naturalDepth(const face::FaceMesh& mesh, double focal);

}  // namespace xiaowu::testing
