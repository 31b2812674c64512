#pragma once
// What two views of one face say about its shape and size in space. A flat picture of a face, however it is
// tilted, shifts between the two views like a plane; a head shifts more where it is nearer. Nothing here
// looks at pixels: only at the points the mesh found in each view.

#include "recognition/face/geometry/Calibration.h"
#include "recognition/face/models/FaceEngine.h"

#include <array>

namespace xiaowu::face {

struct StereoMeasure {
  /// How much of the depth that the mesh estimates is really there: the slope of the shift over the mesh's
  /// own depth, beside a plane, over the slope that a faithful relief at this distance has. 0 for a plane,
  /// about 1 for a head.
  double relief = 0;
  /// The same beside a surface of second order: what a sheet bent over a cylinder does not explain. Noisier.
  double bulge = 0;
  /// Middle distance of a point from its partner's row, eye distances: another face, another moment, or a
  /// moved camera.
  double rowError = 0;
  double depth = 0;        ///< of the eyes, millimetres from the visible camera
  double eyeDistance = 0;  ///< millimetres, between the middles of the eyes
  /// Degrees by which the plane through the face is turned, positive towards the resident's left.
  double turn = 0;
  /// Relief, bulge and turn are by patches of the pictures (ReliefMatch.h), not by the two meshes.
  bool isMatched = false;
  int patches = 0;  ///< found again in the other picture
};

/// In the rectified views: x and y of a ray over its depth, along and across the line between the lenses.
struct StraightPlace {
  double x = 0;
  double y = 0;
};

struct StraightEyes {
  double x = 0;  ///< the middle
  double y = 0;
  double distance = 0;
};

class StereoRig {
 public:
  explicit StereoRig(const Calibration& calibration);

  /// Both meshes in pixels of the calibrated sizes. Fails with errors::kPicture for meshes without points, or
  /// when the points' shift is not that of a face in front of the cameras (it lies behind them, or nearer
  /// than 100 mm or beyond 5 m).
  [[nodiscard]] Result<StereoMeasure> measure(const FaceMesh& rgb, const FaceMesh& nir) const;
  /// StereoMeasure::turn of a plane through points of the rectified views (SurfaceTerms::PlaneOnly) whose
  /// middle shift is `shift`, both in eye distances.
  [[nodiscard]] double turnOf(const std::array<double, 7>& plane, double shift) const;

  /// Where the near-infrared camera sees what the visible one sees at `point`, `depth` millimetres away.
  [[nodiscard]] Point inNir(const Point& point, double depth) const;
  /// Distance of a face from the visible camera by the size of its eye distance there, for one of 63 mm.
  [[nodiscard]] double depthBySize(const std::array<Point, 5>& points) const;
  [[nodiscard]] double baseline() const { return m_baseline; }

  /// Into the rectified view of the visible camera, and from each camera's back into its picture.
  [[nodiscard]] StraightPlace straight(const Point& rgb) const { return rgbRow(rgb.x, rgb.y); }
  [[nodiscard]] StraightPlace straightNir(const Point& nir) const { return nirRow(nir.x, nir.y); }
  [[nodiscard]] StraightEyes eyesOf(const FaceMesh& rgb) const;
  [[nodiscard]] Point inRgbPicture(double x, double y) const;
  [[nodiscard]] Point inNirPicture(double x, double y) const;

 private:
  using Ray = StraightPlace;
  [[nodiscard]] static Ray rayOf(const CameraLens& lens, double x, double y);
  [[nodiscard]] static Point pointOf(const CameraLens& lens, double x, double y);
  [[nodiscard]] Ray rgbRow(double x, double y) const;
  [[nodiscard]] Ray nirRow(double x, double y) const;

  Calibration m_calibration;
  double m_baseline;
  /// From the visible camera's space into the rectified one, whose x runs from this lens to the other.
  std::array<double, 9> m_rgbTurn;
  std::array<double, 9> m_nirTurn;
};

}  // namespace xiaowu::face
