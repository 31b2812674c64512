#include "recognition/face/geometry/BoardCalibration.h"

#include "recognition/face/models/internal/ModelCard.h"
#include "recognition/face/models/internal/ModelNet.h"
#include "recognition/face/geometry/internal/Stereo.h"

#include <opencv2/calib3d.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace xiaowu::face {
namespace {

/// Least spread of the boards' centres, as a share of the picture's width, and of their sizes or slants:
/// without it focal length and distance are one.
constexpr double kSpreadMin = 0.08;
constexpr double kSlantMin = 0.05;

Result<std::vector<std::array<float, 2>>> cornersIn(const Image& image, const BoardShape& board) {
  const auto bgr = bgrOf(image);
  if (!bgr) {
    return fail(bgr.error());
  }
  cv::Mat grey;
  cv::cvtColor(*bgr, grey, cv::COLOR_BGR2GRAY);
  std::vector<cv::Point2f> corners;
  const int flags = cv::CALIB_CB_ADAPTIVE_THRESH | cv::CALIB_CB_NORMALIZE_IMAGE | cv::CALIB_CB_FAST_CHECK;
  std::vector<std::array<float, 2>> found;
  if (!cv::findChessboardCorners(grey, {board.columns, board.rows}, corners, flags)) {
    return found;
  }
  cv::cornerSubPix(grey, corners, {5, 5}, {-1, -1},
                   {cv::TermCriteria::EPS | cv::TermCriteria::COUNT, 30, 0.01});
  // The board reads the same from both ends: the end that lies further up and left comes first, in both
  // cameras.
  if (corners.front().x + corners.front().y > corners.back().x + corners.back().y) {
    std::reverse(corners.begin(), corners.end());
  }
  for (const auto& corner : corners) {
    found.push_back({corner.x, corner.y});
  }
  return found;
}

std::vector<cv::Point2f> pointsOf(const std::vector<std::array<float, 2>>& corners) {
  std::vector<cv::Point2f> points;
  for (const auto& corner : corners) {
    points.emplace_back(corner[0], corner[1]);
  }
  return points;
}

double spreadOf(const std::vector<double>& values) {
  cv::Scalar mean;
  cv::Scalar deviation;
  cv::meanStdDev(values, mean, deviation);
  return deviation[0];
}

/// Ratio of the board's two upright sides: 1 when it faces the camera.
double slantOf(const std::vector<cv::Point2f>& corners, const BoardShape& board) {
  const auto at = [&](int row, int column) {
    return corners[static_cast<std::size_t>(row) * static_cast<std::size_t>(board.columns) +
                   static_cast<std::size_t>(column)];
  };
  const auto length = [](cv::Point2f a, cv::Point2f b) { return std::hypot(a.x - b.x, a.y - b.y); };
  const int bottom = board.rows - 1;
  const int right = board.columns - 1;
  const double sides =
      length(at(0, 0), at(bottom, 0)) / std::max(1.0F, length(at(0, right), at(bottom, right)));
  const double edges =
      length(at(0, 0), at(0, right)) / std::max(1.0F, length(at(bottom, 0), at(bottom, right)));
  return std::abs(std::log(std::max(1e-3, sides))) + std::abs(std::log(std::max(1e-3, edges)));
}

CameraLens lensOf(const cv::Mat& matrix, const cv::Mat& distortion, cv::Size size, const std::string& name,
                  double rms) {
  CameraLens lens{name,
                  size.width,
                  size.height,
                  matrix.at<double>(0, 0),
                  matrix.at<double>(1, 1),
                  matrix.at<double>(0, 2),
                  matrix.at<double>(1, 2),
                  {},
                  rms};
  for (int i = 0; i < 5 && i < static_cast<int>(distortion.total()); ++i) {
    lens.distortion[static_cast<std::size_t>(i)] = distortion.at<double>(i);
  }
  return lens;
}

/// Mean distance of a corner from its partner's row, in pixels of the visible camera.
double rectificationErrorOf(const Calibration& made, const std::vector<std::vector<cv::Point2f>>& rgb,
                            const std::vector<std::vector<cv::Point2f>>& nir) {
  const StereoRig rig(made);
  double sum = 0;
  double count = 0;
  for (std::size_t i = 0; i < rgb.size(); ++i) {
    for (std::size_t j = 0; j < rgb[i].size(); ++j) {
      sum += std::abs(rig.straight({rgb[i][j].x, rgb[i][j].y}).y -
                      rig.straightNir({nir[i][j].x, nir[i][j].y}).y) *
             made.rgb.fy;
      ++count;
    }
  }
  return count > 0 ? sum / count : 1e9;
}

}  // namespace

Result<bool> BoardCalibration::add(const Image& rgb, const Image& nir) {
  const std::array<int, 4> sizes{rgb.width, rgb.height, nir.width, nir.height};
  if (!m_views.empty() && sizes != m_sizes) {
    return fail(errors::kCalibrationSize, Fault::ServiceUnavailable,
                "a picture of another size than the ones before");
  }
  try {
    auto first = cornersIn(rgb, m_board);
    if (!first) {
      return fail(first.error());
    }
    auto second = cornersIn(nir, m_board);
    if (!second) {
      return fail(second.error());
    }
    if (first->empty() || second->empty()) {
      return false;
    }
    m_sizes = sizes;
    m_views.push_back({std::move(*first), std::move(*second)});
    return true;
  } catch (const std::exception& error) {
    return fail(errors::kPicture, Fault::ServiceUnavailable, error.what());
  }
}

Result<Calibration> BoardCalibration::solve(const std::string& rgbName, const std::string& nirName,
                                            const std::string& date) const {
  const auto refused = [](std::string_view code, std::string why) {
    return fail(code, Fault::ResidentCanFix, std::move(why));
  };
  if (m_views.empty()) {
    return refused(errors::kBoardNotSeen, "no pair of pictures shows the whole board to both cameras");
  }
  if (views() < kBoardViewsMin) {
    return refused(errors::kTooFewViews,
                   std::to_string(views()) + " of at least " + std::to_string(kBoardViewsMin));
  }
  std::vector<std::vector<cv::Point3f>> boards;
  std::vector<std::vector<cv::Point2f>> rgb;
  std::vector<std::vector<cv::Point2f>> nir;
  std::vector<double> across;
  std::vector<double> slants;
  for (const auto& view : m_views) {
    auto& board = boards.emplace_back();
    for (int i = 0; i < m_board.rows * m_board.columns; ++i) {
      const int column = i % m_board.columns;
      const int row = i / m_board.columns;
      board.emplace_back(static_cast<float>(column * m_board.squareMm),
                         static_cast<float>(row * m_board.squareMm), 0.0F);
    }
    rgb.push_back(pointsOf(view.rgb));
    nir.push_back(pointsOf(view.nir));
    across.push_back(cv::mean(rgb.back())[0] / m_sizes[0]);
    slants.push_back(slantOf(rgb.back(), m_board));
  }
  if (spreadOf(across) < kSpreadMin || *std::max_element(slants.begin(), slants.end()) < kSlantMin) {
    return refused(errors::kViewsAlike, "hold the board also to the sides, nearer, farther and tilted");
  }
  try {
    const cv::Size rgbSize(m_sizes[0], m_sizes[1]);
    const cv::Size nirSize(m_sizes[2], m_sizes[3]);
    cv::Mat k1, d1, k2, d2, r, t, e, f;
    std::vector<cv::Mat> turns, places;
    // A board in the middle of the picture does not determine these.
    const int flags = cv::CALIB_FIX_K3 | cv::CALIB_ZERO_TANGENT_DIST;
    const double rgbRms = cv::calibrateCamera(boards, rgb, rgbSize, k1, d1, turns, places, flags);
    const double nirRms = cv::calibrateCamera(boards, nir, nirSize, k2, d2, turns, places, flags);
    Calibration made;
    made.stereoRms =
        cv::stereoCalibrate(boards, rgb, nir, k1, d1, k2, d2, rgbSize, r, t, e, f, cv::CALIB_FIX_INTRINSIC);
    made.rgb = lensOf(k1, d1, rgbSize, rgbName, rgbRms);
    made.nir = lensOf(k2, d2, nirSize, nirName, nirRms);
    std::copy_n(r.ptr<double>(), 9, made.rotation.begin());
    std::copy_n(t.ptr<double>(), 3, made.translation.begin());
    made.views = views();
    made.date = date;
    made.rectificationError = rectificationErrorOf(made, rgb, nir);
    if (auto checked = checkCalibration(made); !checked) {
      return fail(checked.error());
    }
    return made;
  } catch (const std::exception& error) {
    return fail(errors::kCalibrationPoor, Fault::ServiceUnavailable, error.what());
  }
}

}  // namespace xiaowu::face
