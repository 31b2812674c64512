// Drawn pictures: a ring with marks in place of letters is enough for place, size, ink and geometry.
#include "recognition/documents/seals/SealFinder.h"
#include "recognition/documents/seals/SealReader.h"
#include "recognition/documents/seals/internal/SealRing.h"
#include "tests/unit/recognition/documents/DrawnSeal.h"

#include "tests/support/Catch.h"

#include <cmath>

using namespace xiaowu;
using namespace xiaowu::documents;
using namespace xiaowu::testing;

TEST_CASE("a red ring is found at its place, in its size, and once") {
  const auto seals = findSeals(sealImage(drawn(kRed)));
  REQUIRE(seals.size() == 1);
  CHECK(seals[0].finding == SealFinding::Present);
  const auto better = refined(sealImage(drawn(kRed)), seals[0]);
  CHECK(std::hypot(better.centre.x - kCentre.x, better.centre.y - kCentre.y) < 0.02 * kRadius);
  CHECK(better.radiusMm == Approx(20).epsilon(0.02));
}

TEST_CASE("the same ring in grey is a copy; a page without a ring has no seal") {
  cv::Mat grey;
  cv::cvtColor(drawn(kRed), grey, cv::COLOR_BGR2GRAY);
  const auto copies = findSeals(sealImage(grey));
  REQUIRE(copies.size() == 1);
  CHECK(copies[0].finding == SealFinding::GreyCopy);
  CHECK(findSeals(sealImage(cv::Mat(760, 840, CV_8UC3, cv::Scalar(245, 245, 245)))).empty());
}

TEST_CASE("dull ink is red all the same, and a copy under warm light is none") {
  const auto dull = findSeals(sealImage(drawn(cv::Scalar(140, 140, 166))));
  REQUIRE(dull.size() == 1);
  CHECK(dull[0].finding == SealFinding::Present);
  cv::Mat grey;
  cv::cvtColor(drawn(kRed), grey, cv::COLOR_BGR2GRAY);
  cv::cvtColor(grey, grey, cv::COLOR_GRAY2BGR);
  cv::multiply(grey, cv::Scalar(0.8, 0.88, 1.0), grey);
  const auto warm = findSeals(sealImage(grey));
  REQUIRE(warm.size() == 1);
  CHECK(warm[0].finding == SealFinding::GreyCopy);
}

TEST_CASE("a seal of two rings is one seal, two seals side by side are two") {
  cv::Mat page = drawn(kRed);
  cv::circle(page, kCentre, static_cast<int>(kRadius * 0.66), kRed, 4, cv::LINE_AA);
  const auto one = findSeals(sealImage(page));
  REQUIRE(one.size() == 1);
  CHECK(one[0].radiusMm == Approx(20).epsilon(0.04));
  cv::Mat wide(760, 1400, CV_8UC3, cv::Scalar(245, 245, 245));
  drawn(kRed).copyTo(wide(cv::Rect(0, 0, 840, 760)));
  cv::circle(wide, cv::Point(1000, 360), static_cast<int>(kRadius) - 5, kRed, 9, cv::LINE_AA);
  CHECK(findSeals(sealImage(wide)).size() == 2);
}

TEST_CASE("a copied ring whose inner edge is the darker one is measured by its outer edge") {
  for (const int size : {150, 157, 166, 172}) {
    cv::Mat page(760, 840, CV_8UC3, cv::Scalar(245, 245, 245));
    cv::circle(page, kCentre, size - 7, cv::Scalar(150, 150, 150), 14, cv::LINE_AA);
    cv::circle(page, kCentre, size - 13, cv::Scalar(30, 30, 30), 4, cv::LINE_AA);
    const auto seals = findSeals(sealImage(page));
    INFO("radius " << size);
    REQUIRE(seals.size() == 1);
    CHECK(seals[0].finding == SealFinding::GreyCopy);
    CHECK(seals[0].radiusMm == Approx(size * 25.4 / kDpi).epsilon(0.03));
  }
}

TEST_CASE("a red disc is no seal") {
  cv::Mat page(760, 840, CV_8UC3, cv::Scalar(245, 245, 245));
  cv::circle(page, kCentre, static_cast<int>(kRadius), kRed, cv::FILLED, cv::LINE_AA);
  CHECK(findSeals(sealImage(page)).empty());
}

TEST_CASE("without a known scale the ring tells it") {
  Image picture = sealImage(drawn(kRed));
  picture.dpi = 0;
  CHECK(findSeals(picture).empty());
  CHECK(dpiFromSeals(picture) == Approx(kDpi).epsilon(0.03));
  CHECK(dpiFromSeals(sealImage(cv::Mat(300, 300, CV_8UC3, cv::Scalar(245, 245, 245)))) == 0);
  CHECK(dpiFromSeals(Image{}) == 0);
}

TEST_CASE("a seal seen aslant is an ellipse") {
  cv::Mat squeezed;
  cv::resize(drawn(kRed), squeezed, cv::Size(), 0.94, 1, cv::INTER_AREA);
  const auto seals = findSeals(sealImage(squeezed));
  REQUIRE(seals.size() == 1);
  const auto outline = refined(sealImage(squeezed), seals[0]).outline;
  CHECK(outline.shorter / outline.longer == Approx(0.94).margin(0.015));
}

TEST_CASE("the title is the half with the marks, wherever it is turned to") {
  for (const double turn : {0.0, 100.0, 200.0}) {
    cv::Mat turned;
    cv::warpAffine(drawn(kRed), turned, cv::getRotationMatrix2D(cv::Point2f(kCentre), -turn, 1),
                   cv::Size(840, 760), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    const Image picture = sealImage(turned);
    const auto seals = findSeals(picture);
    REQUIRE(seals.size() == 1);
    const auto band = titleBand(picture, refined(picture, seals[0]));
    CHECK(band.to - band.from == Approx(190).margin(12));
    CHECK(std::remainder((band.from + band.to) / 2 - 180 - turn, 360) == Approx(0).margin(6));
  }
}

TEST_CASE("a reader that fails or reads nothing gives its error or no text") {
  const Image picture = sealImage(drawn(kRed));
  const auto seals = findSeals(picture);
  REQUIRE(seals.size() == 1);
  const auto failed = readSeal(
      picture, seals[0], [](const Image&) -> Result<TextLine> { return fail("test.broken", Fault::Bug); });
  REQUIRE_FALSE(failed);
  CHECK(failed.error().code == "test.broken");
  const auto nothing =
      readSeal(picture, seals[0], [](const Image&) -> Result<TextLine> { return TextLine{}; });
  REQUIRE(nothing);
  CHECK(nothing->text.empty());
  CHECK(nothing->confidence == 0);
}
