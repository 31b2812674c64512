#include "recognition/documents/text/PpOcrEngine.h"

#include "core/image/ImageMat.h"
#include "recognition/documents/text/internal/TextRecogniser.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <numeric>
#include <thread>

namespace xiaowu::documents {
namespace {

constexpr double kMmPerInch = 25.4;
constexpr double kBandSide = 800;  // pixels that the net sees
// 130 MB and some 0.3 s at once; cutting at half a million lost a short line on register pages.
constexpr double kBandPixels = 700'000;
constexpr double kGapMin = 8;

/// What the detection net sees of a page's longer side, in pixels: small cards carry smaller print per
/// millimetre than sheets.
double detectionSide(double longerMm) {
  return longerMm <= 130 ? 736 : std::clamp(longerMm * 5.2, 960.0, 1536.0);
}

tl::unexpected<Error> cancelled() {
  return fail(xiaowu::errors::kCancelled, Fault::Cancelled);
}
tl::unexpected<Error> broken(const std::exception& error) {
  return fail(xiaowu::errors::kInternal, Fault::Bug, error.what());
}

/// The part of an area that carries anything, with a little room; the whole area when it is blank.
cv::Rect inkArea(const cv::Mat& grey, const cv::Rect& within) {
  cv::Mat small;
  cv::resize(grey(within), small, cv::Size(), 0.25, 0.25, cv::INTER_AREA);
  cv::Mat ink = small < 200;
  cv::medianBlur(ink, ink, 3);
  const cv::Rect found = cv::boundingRect(ink);
  if (found.empty()) {
    return within;
  }
  const int room = std::max(24, std::max(grey.cols, grey.rows) / 80);
  return cv::Rect(within.x + found.x * 4 - room, within.y + found.y * 4 - room, found.width * 4 + 2 * room,
                  found.height * 4 + 2 * room) &
         within;
}

/// The middle of the longest blank stretch between a quarter and three quarters of the way down, 0 when there
/// is none worth a cut. A frame or rule that runs down the page does not count as ink.
int blankRow(const cv::Mat& grey, int least) {
  cv::Mat ink;
  cv::reduce(grey < 160, ink, 1, cv::REDUCE_SUM, CV_32S);
  const int few = 255 * grey.cols / 80;
  int best = 0;
  int bestLength = least;
  int length = 0;
  for (int row = grey.rows / 4; row < grey.rows * 3 / 4; ++row) {
    length = ink.at<int>(row) <= few ? length + 1 : 0;
    if (length <= bestLength) {
      continue;
    }
    bestLength = length;
    best = row - length / 2;
  }
  return best;
}

/// Cuts a large page between its lines: the net's memory and the time to a cancel go with the area that it
/// sees at once.
void addBands(const cv::Mat& grey, const cv::Rect& within, double scale, std::vector<cv::Rect>& bands) {
  const cv::Rect area = inkArea(grey, within);
  const bool large = area.width * scale * area.height * scale > kBandPixels;
  const bool tall = area.height * scale > kBandSide || large;
  const bool wide = area.width * scale > kBandSide;
  const int least = static_cast<int>(kGapMin / scale);
  if (tall || wide) {
    // Lines that lie are cut apart across the page; on a page that lies on its side they stand, and columns
    // are blank instead.
    const int row = tall ? blankRow(grey(area), least) : 0;
    const int column = row == 0 && wide ? blankRow(grey(area).t(), least) : 0;
    if (row > 0) {
      addBands(grey, {area.x, area.y, area.width, row}, scale, bands);
      addBands(grey, {area.x, area.y + row, area.width, area.height - row}, scale, bands);
      return;
    }
    if (column > 0 && tall) {
      addBands(grey, {area.x, area.y, column, area.height}, scale, bands);
      addBands(grey, {area.x + column, area.y, area.width - column, area.height}, scale, bands);
      return;
    }
  }
  bands.push_back(area);
}

Image cut(const Image& page, const cv::Rect& area) {
  const auto channels = static_cast<std::size_t>(page.channels());
  const std::size_t row = static_cast<std::size_t>(area.width) * channels;
  Bytes pixels(row * static_cast<std::size_t>(area.height));
  for (int y = 0; y < area.height; ++y) {
    const auto* from = page.data() + static_cast<std::size_t>(area.y + y) * page.stride() +
                       static_cast<std::size_t>(area.x) * channels;
    std::copy_n(from, row, pixels.data() + static_cast<std::size_t>(y) * row);
  }
  return Image::of(area.width, area.height, page.format, std::move(pixels), page.dpi);
}

}  // namespace

struct PpOcrEngine::Private {
  std::unique_ptr<TextDetector> detector;
  std::vector<std::unique_ptr<TextRecogniser>> recognisers;  // one per thread
};

PpOcrEngine::PpOcrEngine(std::unique_ptr<Private> data) : m_data(std::move(data)) {}
PpOcrEngine::~PpOcrEngine() = default;

Result<std::unique_ptr<PpOcrEngine>> PpOcrEngine::load(const std::filesystem::path& modelsFolder,
                                                       int threads) {
  // Our own threads take whole lines; OpenCV's pool would fight the interface for the kiosk's two cores.
  cv::setNumThreads(1);
  auto data = std::make_unique<Private>();
  auto detector = TextDetector::load(modelsFolder);
  if (!detector) {
    return fail(detector.error());
  }
  data->detector = std::move(*detector);
  for (int count = 0; count < std::clamp(threads, 1, 4); ++count) {
    auto recogniser = TextRecogniser::load(modelsFolder);
    if (!recogniser) {
      return fail(recogniser.error());
    }
    data->recognisers.push_back(std::move(*recogniser));
  }
  return std::unique_ptr<PpOcrEngine>(new PpOcrEngine(std::move(data)));
}

Result<std::vector<TextLine>> PpOcrEngine::readPage(const Image& page, const std::stop_token& stop) {
  const auto areas = findLines(page, stop);
  if (!areas) {
    return fail(areas.error());
  }
  auto lines = readLines(page, *areas, stop);
  if (lines) {
    std::erase_if(*lines, [](const TextLine& line) { return line.empty(); });
  }
  return lines;
}

Result<std::vector<LineArea>> PpOcrEngine::findLines(const Image& page, const std::stop_token& stop) {
  if (stop.stop_requested()) {
    return cancelled();
  }
  try {
    const int longer = std::max(page.width, page.height);
    const double longerMm = page.dpi > 0 ? longer / page.dpi * kMmPerInch : 297;
    const double scale = std::min(1.0, detectionSide(longerMm) / longer);
    if (page.format != PixelFormat::Grey8) {
      return m_data->detector->find(page, scale);
    }
    const cv::Mat grey = matOf(page);
    std::vector<cv::Rect> bands;
    addBands(grey, {0, 0, grey.cols, grey.rows}, scale, bands);
    std::vector<LineArea> lines;
    for (const auto& band : bands) {
      if (stop.stop_requested()) {
        return cancelled();
      }
      for (auto& line : m_data->detector->find(cut(page, band), scale)) {
        for (auto& corner : line.corners) {
          corner = {corner.x + band.x, corner.y + band.y};
        }
        lines.push_back(line);
      }
    }
    m_data->detector->rest();  // what follows needs the room
    return lines;
  } catch (const std::exception& error) {
    return broken(error);
  }
}

Result<std::vector<TextLine>> PpOcrEngine::readLines(const Image& page, const std::vector<LineArea>& areas,
                                                     const std::stop_token& stop) {
  // Longest first, so that no thread is left alone with a long line at the end.
  std::vector<std::size_t> order(areas.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto cost = [&](std::size_t at) { return areas[at].width() / std::max(1.0, areas[at].height()); };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return cost(a) > cost(b); });
  std::vector<TextLine> lines(areas.size());
  std::atomic<std::size_t> next = 0;
  std::vector<std::exception_ptr> problems(m_data->recognisers.size());
  const auto work = [&](std::size_t worker) {
    try {
      for (std::size_t at = next++; at < order.size() && !stop.stop_requested(); at = next++) {
        lines[order[at]] = m_data->recognisers[worker]->readLine(page, areas[order[at]]);
      }
    } catch (...) {
      problems[worker] = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> helpers;
    for (std::size_t worker = 1; worker < std::min(m_data->recognisers.size(), areas.size()); ++worker) {
      helpers.emplace_back(work, worker);
    }
    work(0);
  }
  if (stop.stop_requested()) {
    return cancelled();
  }
  try {
    for (const auto& problem : problems) {
      if (problem) {
        std::rethrow_exception(problem);
      }
    }
  } catch (const std::exception& error) {
    return broken(error);
  }
  return lines;
}

Result<TextLine> PpOcrEngine::readLine(const Image& page, const Rect& area, const std::string& alphabet,
                                       const std::stop_token& stop) {
  if (stop.stop_requested()) {
    return cancelled();
  }
  const double left = area.x;
  const double top = area.y;
  const double right = left + area.width;
  const double bottom = top + area.height;
  try {
    return m_data->recognisers.front()->readLine(
        page, {{Point{left, top}, Point{right, top}, Point{right, bottom}, Point{left, bottom}}, 1},
        alphabet);
  } catch (const std::exception& error) {
    return broken(error);
  }
}

Result<TextLine> PpOcrEngine::readStrip(const Image& strip, const std::string& alphabet,
                                        const std::stop_token& stop) {
  if (stop.stop_requested()) {
    return cancelled();
  }
  try {
    return m_data->recognisers.front()->readStrip(strip, alphabet);
  } catch (const std::exception& error) {
    return broken(error);
  }
}

bool PpOcrEngine::knows(const std::string& character) const {
  return m_data->recognisers.front()->knows(character);
}

}  // namespace xiaowu::documents
