// Pages on mats: found, straightened, turned upright, told apart. Few whole reads, because each takes about a
// second.
#include "recognition/documents/DocumentReader.h"
#include "recognition/documents/page/internal/PageFinder.h"
#include "recognition/documents/page/internal/PageImage.h"
#include "drivers/scanner/simulator/papers/Papers.h"
#include "tests/unit/recognition/documents/Mats.h"

#include "tests/support/Catch.h"
#include "tests/support/Places.h"

#include <algorithm>
#include <filesystem>

using namespace xiaowu;
using namespace xiaowu::documents;
using namespace xiaowu::testing;
using namespace xiaowu::simulator;

namespace {

const std::filesystem::path kTypes = places::source() / "kiosk-config" / "documents";
const cv::Scalar kDark(34, 34, 36);
const cv::Scalar kBright(226, 228, 227);

DocumentReader& reader() {
  static const auto instance = DocumentReader::load(kTypes, {places::models(), 2});
  REQUIRE(instance);
  return **instance;
}

/// The simulators' page alone, straight, 200 dpi.
cv::Mat pageOf(PaperKind kind, const std::string& person, PaperFlaw flaw = PaperFlaw::None) {
  PaperOrder order;
  order.kind = kind;
  order.person = person;
  order.flaw = flaw;
  order.seed = 7;
  const auto image = renderPaper(order);
  REQUIRE(image);
  return matOf(asColour(*image)).clone();
}

Composed laid(const cv::Mat& page, const cv::Scalar& mat, double degrees, double perspective) {
  const int side = cvRound(1.2 * std::hypot(page.cols, page.rows));
  return compose({side, side}, mat, {{page, 0.5, 0.5, degrees, perspective}}, 0.15, 11);
}

/// A sheet without ink and something like a card on it.
cv::Mat card(const cv::Scalar& colour) {
  cv::Mat mat(213, 337, CV_8UC3, colour);
  for (int line = 0; line < 4; ++line) {
    cv::putText(mat, "name 0123456789", {20, 40 + line * 40}, cv::FONT_HERSHEY_SIMPLEX, 0.7,
                cv::Scalar(40, 40, 40), 2);
  }
  return mat;
}

}  // namespace

TEST_CASE("a page is found at any angle, in perspective, on dark and light mats") {
  cv::Mat page = pageOf(PaperKind::Marriage, "li-wei");
  cv::resize(page, page, cv::Size(), 0.5, 0.5, cv::INTER_AREA);
  for (const auto& mat : {kDark, kBright, cv::Scalar(150, 110, 60)}) {
    for (const double degrees : {0.0, 20.0, 45.0, 110.0, 200.0, 300.0}) {
      const auto composed = laid(page, mat, degrees, degrees > 30 ? 0.1 : 0.0);
      const auto edges = findPage(imageOf(composed.picture));
      INFO("mat " << mat << " degrees " << degrees);
      REQUIRE(edges.found);
      CHECK_FALSE(edges.cutOff);
      CHECK(cornerError(edges.corners, composed.corners.front()) < 0.02);
    }
  }
}

TEST_CASE("nothing is found where nothing lies, and a scan without margins is its own page") {
  cv::RNG random(3);
  cv::Mat empty = matOf(cv::Size(600, 400), kDark, random);
  empty.convertTo(empty, CV_8UC3);
  CHECK(findPages(imageOf(empty), 4).empty());
  CHECK_FALSE(findPage(imageOf(pageOf(PaperKind::Letter, "li-wei"))).found);
}

TEST_CASE("several sheets are found apart, cards on a sheet from the top") {
  cv::Mat page = pageOf(PaperKind::Hukou, "wang-fang");
  cv::resize(page, page, cv::Size(), 0.35, 0.35, cv::INTER_AREA);
  const auto composed =
      compose({1100, 800}, kDark, {{page, 0.27, 0.3, 4, 0}, {page, 0.72, 0.68, -8, 0}}, 0.2, 5);
  CHECK(findPages(imageOf(composed.picture), 4).size() == 2);
  CHECK(findPages(imageOf(composed.picture), 1).size() == 1);
  cv::Mat sheet(1169, 827, CV_8UC3, cv::Scalar(244, 246, 245));  // A4, 100 dpi
  card({225, 205, 196}).copyTo(sheet(cv::Rect(240, 160, 337, 213)));
  card({206, 214, 222}).copyTo(sheet(cv::Rect(230, 620, 337, 213)));
  const auto cards = findCards(imageOf(sheet, 100));
  REQUIRE(cards.size() == 2);
  CHECK(cards[0].corners[0].x == Approx(240).margin(4));
  CHECK(cards[0].corners[0].y == Approx(160).margin(4));
  CHECK(cards[1].corners[2].x == Approx(567).margin(4));
  CHECK(findCards(imageOf(sheet, 200)).empty());  // then they are half as large as a card
  CHECK(findCards(imageOf(pageOf(PaperKind::Letter, "li-wei"), 200)).empty());
}

TEST_CASE("a page is read whichever way it lies, on a light mat too") {
  const auto [degrees, mat] = GENERATE(std::pair{95.0, kDark}, std::pair{218.0, kBright});
  const auto composed = laid(pageOf(PaperKind::Marriage, "li-wei"), mat, degrees, 0.05);
  auto picture = imageOf(composed.picture);  // without its resolution
  const auto reading = reader().read(picture, "", {});
  REQUIRE(reading);
  INFO(degrees);
  CHECK(reading->type == "marriage");
  CHECK(reading->pageFound);
  CHECK(reading->page.width > reading->page.height);
  CHECK(reading->dpi == Approx(200).margin(12));
  // The upright page's upper left corner is the one that the page was made with.
  const auto& truth = composed.corners.front();
  CHECK(std::hypot(reading->quad[0].x - truth[0].x, reading->quad[0].y - truth[0].y) < 40);
  CHECK(reading->readers.front() == Reader::PpOcr);
  CHECK(reading->hasSeal());
}

TEST_CASE("a scan without margins is turned upright as well") {
  cv::Mat page = pageOf(PaperKind::Letter, "li-wei");
  cv::rotate(page, page, cv::ROTATE_90_COUNTERCLOCKWISE);
  const auto reading = reader().read(imageOf(page, 200), "", {});
  REQUIRE(reading);
  CHECK(reading->type == "letter");
  CHECK_FALSE(reading->pageFound);
  CHECK(reading->quarterTurns == 1);
  CHECK(reading->page.height > reading->page.width);
}

TEST_CASE("two papers in one picture give two readings") {
  const cv::Mat first = pageOf(PaperKind::Marriage, "li-wei");
  const cv::Mat second = pageOf(PaperKind::Hukou, "wang-fang");
  const auto composed =
      compose({1500, 2100}, kDark, {{first, 0.5, 0.26, 3, 0}, {second, 0.5, 0.74, 180, 0}}, 0.2, 9);
  const auto all = reader().readAll(imageOf(composed.picture, 200), "", {});
  REQUIRE(all);
  REQUIRE(all->size() == 2);
  CHECK(std::any_of(all->begin(), all->end(), [](const DocumentReading& reading) {
    return reading.type == "marriage" && !reading.turned;
  }));
  CHECK(std::any_of(all->begin(), all->end(), [](const DocumentReading& reading) {
    return reading.type == "hukou" && reading.quarterTurns == 2;
  }));
  const auto wanted = reader().read(imageOf(composed.picture, 200), "hukou", {});
  REQUIRE(wanted);
  CHECK(wanted->type == "hukou");
}

TEST_CASE("a reflection and a page without colour are told") {
  cv::Mat page = pageOf(PaperKind::Hukou, "wang-fang");
  page.convertTo(page, -1, 0.85);
  CHECK(glareShare(imageOf(page)) == 0);
  CHECK(colourShare(imageOf(page)) > 0.0005);
  cv::Mat grey;
  cv::cvtColor(page, grey, cv::COLOR_BGR2GRAY);
  cv::cvtColor(grey, grey, cv::COLOR_GRAY2BGR);
  CHECK(colourShare(imageOf(grey)) < 0.0005);
  cv::circle(page, {page.cols / 2, page.rows / 2}, page.rows / 8, cv::Scalar::all(255), cv::FILLED);
  CHECK(glareShare(imageOf(page)) > 0.01);
}

TEST_CASE(
    "the seal of a paper of no known kind and scale is found by its letters; a red circle without letters is "
    "none") {
  const auto read = [](const cv::Mat& page) {
    const auto reading = reader().read(imageOf(laid(page, kDark, 3, 0).picture), "", {});
    REQUIRE(reading);
    CHECK(reading->type == "unknown");
    return *reading;
  };
  const auto bill = read(pageOf(PaperKind::MedicalBill, "li-wei"));
  CHECK(bill.bestGuess == "medical-bill");
  REQUIRE(bill.hasSeal());
  CHECK(bill.seals[0].radiusMm == Approx(20));  // it is taken to be as wide as most: in truth it has 19
  CHECK(bill.dpi == Approx(200 * 19 / 20.0).epsilon(0.05));
  CHECK_FALSE(bill.seals[0].text.empty());
  const cv::Mat bare = pageOf(PaperKind::MedicalBill, "li-wei", PaperFlaw::NoSeal);
  for (const int radius : {150, 240}) {  // a seal's size in truth, and at the scale that is guessed first
    cv::Mat circled = bare.clone();
    cv::circle(circled, {circled.cols * 3 / 4, circled.rows * 6 / 10}, radius, cv::Scalar(50, 40, 205), 9,
               cv::LINE_AA);
    CHECK_FALSE(read(circled).hasSeal());
  }
}

TEST_CASE("either reader works alone and says so") {
  const auto image = imageOf(pageOf(PaperKind::Marriage, "li-wei"), 200);
  const auto [options, first] = GENERATE(
      std::pair{ReaderOptions{places::models(), 1, ReaderChoice::PpOcrOnly}, Reader::PpOcr},
      std::pair{ReaderOptions{"/nonexistent", 1, ReaderChoice::Both}, Reader::TesseractChinese},
      std::pair{ReaderOptions{places::models(), 1, ReaderChoice::TesseractOnly}, Reader::TesseractChinese});
  const auto alone = DocumentReader::load(kTypes, options);
  REQUIRE(alone);
  const auto reading = (*alone)->read(image, "", {});
  REQUIRE(reading);
  INFO("sharpness " << reading->sharpness << " findings " << reading->findings.size() << " dpi "
                    << reading->dpi << " reader " << readerName(first));
  CHECK(reading->type == "marriage");
  REQUIRE_FALSE(reading->readers.empty());
  CHECK(reading->readers.front() == first);
  CHECK(reading->readers.size() == (options.readers == ReaderChoice::PpOcrOnly ? 1U : 2U));
  const auto neither = DocumentReader::load(kTypes, {"/nonexistent", 1, ReaderChoice::PpOcrOnly});
  REQUIRE(neither);
  CHECK((*neither)->read(image, "", {}).error().code == documents::errors::kEngineMissing);
}
