#include "recognition/face/geometry/BoardCalibration.h"
#include "recognition/face/models/internal/ModelCard.h"
#include "recognition/face/geometry/internal/Stereo.h"

#include "tests/support/Catch.h"
#include <opencv2/calib3d.hpp>
#include <opencv2/imgproc.hpp>

#include <cmath>

using namespace xiaowu;
using namespace xiaowu::face;

namespace {

constexpr double kSquare = 20;

struct Pose {
  cv::Vec3d turn;   ///< Rodrigues
  cv::Vec3d place;  ///< millimetres, of the board's middle
};

const cv::Matx33d kRgb(610, 0, 322, 0, 612, 238, 0, 0, 1);
const cv::Matx33d kNir(590, 0, 315, 0, 589, 244, 0, 0, 1);
const cv::Vec3d kBetween(-55, 1, 2);
const cv::Vec3d kInwards(0, 0.05, 0);

/// The board as a camera sees it: four picture points of its outer corners, the rest is a plane's picture.
Image boardSeen(const cv::Matx33d& camera, const cv::Vec3d& turn, const cv::Vec3d& place) {
  constexpr int kCell = 40;
  cv::Mat board(9 * kCell, 12 * kCell, CV_8UC1, cv::Scalar(255));
  for (int row = 0; row < 7; ++row) {
    for (int column = 0; column < 10; ++column) {
      if ((row + column) % 2 == 0) {
        board(cv::Rect((column + 1) * kCell, (row + 1) * kCell, kCell, kCell)).setTo(20);
      }
    }
  }
  const double halfWidth = 6 * kSquare;
  const double halfHeight = 4.5 * kSquare;
  const std::vector<cv::Point3d> corners{{-halfWidth, -halfHeight, 0},
                                         {halfWidth, -halfHeight, 0},
                                         {halfWidth, halfHeight, 0},
                                         {-halfWidth, halfHeight, 0}};
  std::vector<cv::Point2d> seen;
  cv::projectPoints(corners, turn, place, camera, cv::noArray(), seen);
  const auto w = static_cast<float>(board.cols);
  const auto h = static_cast<float>(board.rows);
  const cv::Point2f from[4] = {{-0.5F, -0.5F}, {w - 0.5F, -0.5F}, {w - 0.5F, h - 0.5F}, {-0.5F, h - 0.5F}};
  cv::Point2f to[4];
  for (int i = 0; i < 4; ++i) {
    to[i] = seen[static_cast<std::size_t>(i)];
  }
  // Drawn twice as large and shrunk, as a lens and a sensor would.
  const cv::Matx33d twice(2, 0, 0.5, 0, 2, 0.5, 0, 0, 1);
  cv::Mat large;
  cv::warpPerspective(board, large, cv::Mat(twice) * cv::getPerspectiveTransform(from, to), {1280, 960},
                      cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar(120));
  cv::Mat picture;
  cv::resize(large, picture, {640, 480}, 0, 0, cv::INTER_AREA);
  return Image::of(640, 480, PixelFormat::Grey8, Bytes(picture.datastart, picture.dataend));
}

std::pair<Image, Image> seenByBoth(const Pose& pose) {
  cv::Matx33d inwards;
  cv::Rodrigues(kInwards, inwards);
  cv::Matx33d turn;
  cv::Rodrigues(pose.turn, turn);
  cv::Vec3d turnThere;
  cv::Rodrigues(inwards * turn, turnThere);
  return {boardSeen(kRgb, pose.turn, pose.place),
          boardSeen(kNir, turnThere, inwards * pose.place + kBetween)};
}

std::vector<Pose> goodPoses() {
  std::vector<Pose> poses;
  for (int i = 0; i < 14; ++i) {
    const double a = i * 2.399;
    poses.push_back({{0.45 * std::sin(a), 0.5 * std::cos(1.7 * a), 0.1 * std::sin(3 * a)},
                     {70 * std::cos(a) + 15, 40 * std::sin(1.3 * a), 480.0 + 25 * (i % 5)}});
  }
  return poses;
}

Result<Calibration> solved(const std::vector<Pose>& poses) {
  BoardCalibration calibration({9, 6, kSquare});
  for (const auto& pose : poses) {
    const auto [rgb, nir] = seenByBoth(pose);
    REQUIRE(calibration.add(rgb, nir));
  }
  return calibration.solve("rgb", "nir", "2026-01-01");
}

}  // namespace

TEST_CASE("known cameras come back from pictures of a board: focal lengths, distance and direction") {
  const auto found = solved(goodPoses());
  if (!found) {
    FAIL(describe(found.error()));
  }
  CHECK(found->views >= 12);
  CHECK(found->rgb.fx == Approx(610).epsilon(0.01));
  CHECK(found->nir.fx == Approx(590).epsilon(0.01));
  CHECK(found->baseline() == Approx(cv::norm(kBetween)).margin(1.0));
  CHECK(found->translation[0] < 0);
  CHECK(found->rectificationError < 0.3);
  CHECK(found->rgb.rms < 0.3);
  // What counts: a point at arm's length is found again in the other camera.
  const StereoRig rig(*found);
  const auto there = rig.inNir({322, 238}, 500);
  cv::Matx33d inwards;
  cv::Rodrigues(kInwards, inwards);
  const cv::Vec3d expected = kNir * (inwards * cv::Vec3d(0, 0, 500) + kBetween);
  CHECK(there.x == Approx(expected[0] / expected[2]).margin(1.5));
  CHECK(there.y == Approx(expected[1] / expected[2]).margin(1.5));
}

TEST_CASE("what is not enough for a calibration is told apart") {
  BoardCalibration calibration({9, 6, kSquare});
  const Image empty = Image::of(640, 480, PixelFormat::Grey8, Bytes(640 * 480, 120));
  SECTION("no board") {
    const auto seen = calibration.add(empty, empty);
    REQUIRE(seen);
    CHECK_FALSE(*seen);
    CHECK(calibration.solve("", "", "").error().code == face::errors::kBoardNotSeen);
  }
  SECTION("only one camera sees it") {
    const auto seen = calibration.add(seenByBoth(goodPoses()[0]).first, empty);
    REQUIRE(seen);
    CHECK_FALSE(*seen);
  }
  SECTION("too few") {
    const auto poses = goodPoses();
    CHECK(solved({poses.begin(), poses.begin() + 4}).error().code == face::errors::kTooFewViews);
  }
  SECTION("always the same place") {
    CHECK(solved(std::vector<Pose>(10, goodPoses()[1])).error().code == face::errors::kViewsAlike);
  }
  SECTION("pictures of another size") {
    const auto [rgb, nir] = seenByBoth(goodPoses()[0]);
    REQUIRE(calibration.add(rgb, nir));
    CHECK(calibration.add(rgb, Image::of(320, 240, PixelFormat::Grey8, Bytes(320 * 240, 1))).error().code ==
          face::errors::kCalibrationSize);
  }
  SECTION("no pixels") {
    CHECK(calibration.add({}, empty).error().code == face::errors::kPicture);
  }
}
