// Tesseract as it is used here: one line, and on the thread that asks.
#include "recognition/documents/text/internal/TesseractEngine.h"

#include <opencv2/imgproc.hpp>

#include "tests/support/Catch.h"

#include <filesystem>

using namespace xiaowu;
using namespace xiaowu::documents;

namespace {

std::ptrdiff_t threadsOfThisProcess() {
  return std::distance(std::filesystem::directory_iterator("/proc/self/task"),
                       std::filesystem::directory_iterator());
}

}  // namespace

TEST_CASE("a line of digits is read without threads beside the one that asks") {
  const auto engine = TesseractEngine::load("eng");
  REQUIRE(engine);
  cv::Mat drawn(80, 640, CV_8UC1, cv::Scalar(255));
  cv::putText(drawn, "430624 1944 0312", {20, 56}, cv::FONT_HERSHEY_SIMPLEX, 1.6, cv::Scalar(0), 3,
              cv::LINE_AA);
  const auto page =
      Image::of(drawn.cols, drawn.rows, PixelFormat::Grey8, {drawn.datastart, drawn.dataend}, 300);
  const auto before = threadsOfThisProcess();
  const auto line = (*engine)->readLine(page, {0, 0, page.width, page.height}, "0123456789", {});
  REQUIRE(line);
  std::string digits;
  for (const auto& glyph : *line) {
    digits += glyph.text;
  }
  CHECK(digits == "43062419440312");
  CHECK(threadsOfThisProcess() == before);  // OpenMP keeps the threads that it once started
}
