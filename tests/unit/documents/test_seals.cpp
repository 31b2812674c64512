// Drawn pictures: a ring with marks in place of letters is enough for place, size, ink and geometry.
#include "app/documents/SealFinder.h"
#include "app/documents/SealReader.h"
#include "app/documents/SealRing.h"

#include <catch2/catch.hpp>
#include <opencv2/imgproc.hpp>

#include <cmath>

using namespace xiaowu;
using namespace xiaowu::documents;

namespace {

constexpr double kDpi = 200;
constexpr double kRadius = 20 / 25.4 * kDpi;
const cv::Point kCentre(420, 360);

Image imageOf(const cv::Mat& mat) {
  return Image::of(mat.cols, mat.rows, mat.channels() == 1 ? PixelFormat::Grey8 : PixelFormat::Bgr8, Bytes(mat.datastart, mat.dataend), kDpi);
}

/// Ring, star and eight marks from 9 to 3 o'clock on white.
cv::Mat drawn(const cv::Scalar& ink) {
  cv::Mat page(760, 840, CV_8UC3, cv::Scalar(245, 245, 245));
  cv::circle(page, kCentre, static_cast<int>(kRadius) - 5, ink, 9, cv::LINE_AA);
  cv::circle(page, kCentre, 26, ink, cv::FILLED, cv::LINE_AA);
  for (int mark = 0; mark < 8; ++mark) {
    const double angle = (180 + mark * 180 / 7.0) * CV_PI / 180;
    const cv::Point at(kCentre.x + static_cast<int>(0.77 * kRadius * std::cos(angle)), kCentre.y + static_cast<int>(0.77 * kRadius * std::sin(angle)));
    cv::rectangle(page, at - cv::Point(9, 9), at + cv::Point(9, 9), ink, 5, cv::LINE_AA);
  }
  return page;
}

const cv::Scalar kRed(50, 40, 205);

}  // namespace

TEST_CASE("a red ring is found at its place, in its size, and once") {
  const auto seals = findSeals(imageOf(drawn(kRed)));
  REQUIRE(seals.size() == 1);
  CHECK(seals[0].finding == SealFinding::Present);
  const auto better = refined(imageOf(drawn(kRed)), seals[0]);
  CHECK(std::hypot(better.centre.x - kCentre.x, better.centre.y - kCentre.y) < 0.02 * kRadius);
  CHECK(better.radiusMm == Approx(20).epsilon(0.02));
}

TEST_CASE("the same ring in grey is a copy; a page without a ring has no seal") {
  cv::Mat grey;
  cv::cvtColor(drawn(kRed), grey, cv::COLOR_BGR2GRAY);
  const auto copies = findSeals(imageOf(grey));
  REQUIRE(copies.size() == 1);
  CHECK(copies[0].finding == SealFinding::GreyCopy);
  CHECK(findSeals(imageOf(cv::Mat(760, 840, CV_8UC3, cv::Scalar(245, 245, 245)))).empty());
}

TEST_CASE("a copied ring whose inner edge is the darker one is measured by its outer edge") {
  for (const int size : {150, 157, 166, 172}) {
    cv::Mat page(760, 840, CV_8UC3, cv::Scalar(245, 245, 245));
    cv::circle(page, kCentre, size - 7, cv::Scalar(150, 150, 150), 14, cv::LINE_AA);
    cv::circle(page, kCentre, size - 13, cv::Scalar(30, 30, 30), 4, cv::LINE_AA);
    const auto seals = findSeals(imageOf(page));
    INFO("radius " << size);
    REQUIRE(seals.size() == 1);
    CHECK(seals[0].finding == SealFinding::GreyCopy);
    CHECK(seals[0].radiusMm == Approx(size * 25.4 / kDpi).epsilon(0.03));
  }
}

TEST_CASE("a red disc is no seal") {
  cv::Mat page(760, 840, CV_8UC3, cv::Scalar(245, 245, 245));
  cv::circle(page, kCentre, static_cast<int>(kRadius), kRed, cv::FILLED, cv::LINE_AA);
  CHECK(findSeals(imageOf(page)).empty());
}

TEST_CASE("without a known scale the ring tells it") {
  Image picture = imageOf(drawn(kRed));
  picture.dpi = 0;
  CHECK(findSeals(picture).empty());
  CHECK(dpiFromSeals(picture) == Approx(kDpi).epsilon(0.03));
  CHECK(dpiFromSeals(imageOf(cv::Mat(300, 300, CV_8UC3, cv::Scalar(245, 245, 245)))) == 0);
  CHECK(dpiFromSeals(Image{}) == 0);
}

TEST_CASE("a seal seen aslant is an ellipse") {
  cv::Mat squeezed;
  cv::resize(drawn(kRed), squeezed, cv::Size(), 0.94, 1, cv::INTER_AREA);
  const auto seals = findSeals(imageOf(squeezed));
  REQUIRE(seals.size() == 1);
  const auto outline = refined(imageOf(squeezed), seals[0]).outline;
  CHECK(outline.shorter / outline.longer == Approx(0.94).margin(0.015));
}

TEST_CASE("the title is the half with the marks, wherever it is turned to") {
  for (const double turn : {0.0, 100.0, 200.0}) {
    cv::Mat turned;
    cv::warpAffine(drawn(kRed), turned, cv::getRotationMatrix2D(cv::Point2f(kCentre), -turn, 1), cv::Size(840, 760), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    const Image picture = imageOf(turned);
    const auto seals = findSeals(picture);
    REQUIRE(seals.size() == 1);
    const auto band = titleBand(picture, refined(picture, seals[0]));
    CHECK(band.to - band.from == Approx(190).margin(12));
    CHECK(std::remainder((band.from + band.to) / 2 - 180 - turn, 360) == Approx(0).margin(6));
  }
}

TEST_CASE("a reader that fails or reads nothing gives its error or no text") {
  const Image picture = imageOf(drawn(kRed));
  const auto seals = findSeals(picture);
  REQUIRE(seals.size() == 1);
  const auto failed = readSeal(picture, seals[0], [](const Image&) -> Result<TextLine> { return fail("test.broken", Fault::Bug); });
  REQUIRE_FALSE(failed);
  CHECK(failed.error().code == "test.broken");
  const auto nothing = readSeal(picture, seals[0], [](const Image&) -> Result<TextLine> { return TextLine{}; });
  REQUIRE(nothing);
  CHECK(nothing->text.empty());
  CHECK(nothing->confidence == 0);
}
