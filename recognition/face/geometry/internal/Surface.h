#pragma once
// Least squares of the shift between two views over a surface.

#include <array>
#include <vector>

namespace xiaowu::face {

/// A point of the rectified views: place (eye distances from the middle of the eyes), shift, and the depth
/// that the mesh believes in.
struct Shifted {
  double x;
  double y;
  double shift;
  double z;
};

/// 1, x, y alone; with the believed depth; with second order beside it.
enum class SurfaceTerms { PlaneOnly = 3, Plane = 4, SecondOrder = 7 };

/// What stands before 1, x, y, z, x², xy, y²; zeros when the points do not determine it.
[[nodiscard]] std::array<double, 7> fitted(const std::vector<Shifted>& points, SurfaceTerms terms);
/// The same, three times over, each time without the points that lie more than three middle deviations off
/// the fit before.
[[nodiscard]] std::array<double, 7> fittedWithout(std::vector<Shifted> points, SurfaceTerms terms);

}  // namespace xiaowu::face
