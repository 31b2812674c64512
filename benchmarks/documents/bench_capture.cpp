// Pages found on mats of several colours, turned and in perspective: share found and corner error. The pages
// are cut out of the shared pictures by their true corners and laid on mats of our own
// (tests/unit/recognition/documents/Mats.h). Usage: bench_capture [--verbose [<type>:<mat>]]     One JSON
// line at the end.

#include "recognition/documents/page/internal/PageFinder.h"
#include "recognition/documents/page/Pictures.h"
#include "tests/unit/recognition/documents/Mats.h"
#include "tests/support/Places.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <string>

namespace {

using namespace xiaowu;
using namespace xiaowu::testing;
using Json = nlohmann::json;

struct Score {
  int pages = 0;
  int found = 0;
  double error = 0;
  double worst = 0;
};

struct MatColour {
  const char* name;
  cv::Scalar colour;  // blue, green, red
};

cv::Mat pageOf(const std::filesystem::path& file, const Json& quad, double dpi) {
  std::ifstream stream(file, std::ios::binary);
  const Bytes bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  const auto image = documents::decodeImage(bytes);
  if (!image) {
    return {};
  }
  std::array<cv::Point2f, 4> from;
  for (std::size_t at = 0; at < 4; ++at) {
    from[at] = {quad[at][0].get<float>(), quad[at][1].get<float>()};
  }
  const double scale = 80 / dpi;  // 80 dpi is enough for edges
  const int width = cvRound(cv::norm(from[1] - from[0]) * scale);
  const int height = cvRound(cv::norm(from[3] - from[0]) * scale);
  const auto w = static_cast<float>(width);
  const auto h = static_cast<float>(height);
  const std::array<cv::Point2f, 4> to{{{0, 0}, {w, 0}, {w, h}, {0, h}}};
  cv::Mat page;
  cv::warpPerspective(matOf(*image), page, cv::getPerspectiveTransform(from.data(), to.data()),
                      cv::Size(width, height), cv::INTER_AREA);
  return page;
}

using Mats = std::array<MatColour, 7>;

const Mats& mats() {
  static const Mats kMats{{{"black", {30, 30, 32}},
                           {"grey", {120, 122, 120}},
                           {"wood", {120, 165, 205}},
                           {"blue", {150, 110, 60}},
                           {"light", {205, 207, 206}},
                           {"bright", {228, 229, 228}},
                           {"white", {243, 244, 243}}}};
  return kMats;
}

class Bench {
 public:
  explicit Bench(bool verbose) : m_verbose(verbose) {}

  /// Lays the page on the mat and looks for it.
  void look(const cv::Mat& page, const MatColour& mat, double degrees, double perspective,
            const std::string& file, const std::string& document) {
    const int side = cvRound(1.35 * std::hypot(page.cols, page.rows));
    const auto composed = compose({side, side}, mat.colour, {{page, 0.5, 0.5, degrees, perspective}}, 0.2,
                                  static_cast<std::uint64_t>(degrees * 10 + 3));
    const auto started = std::chrono::steady_clock::now();
    const auto edges = documents::findPage(imageOf(composed.picture));
    m_milliseconds +=
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started).count();
    ++m_runs;
    const double error = edges.found ? cornerError(edges.corners, composed.corners.front()) : 1;
    for (const auto& key : {std::string("all"), std::string(mat.name), document,
                            std::string(perspective > 0 ? "perspective" : "flat")}) {
      count(m_scores[key], error);
    }
    if (m_verbose && error > kErrorMax) {
      std::cout << file << ' ' << mat.name << ' ' << degrees << ' ' << perspective << ": "
                << (edges.found ? "wrong by " : "not found ") << error << '\n';
    }
  }

  [[nodiscard]] Json report() const {
    Json report;
    for (const auto& [key, score] : m_scores) {
      report[key] = {{"pages", score.pages},
                     {"found", score.found},
                     {"meanErrorPercent", 100 * score.error / std::max(1, score.found)},
                     {"worstErrorPercent", 100 * score.worst}};
      std::cerr << key << ' ' << report[key].dump() << '\n';
    }
    report["ms"] = m_milliseconds / std::max(1, m_runs);
    return report;
  }

 private:
  static constexpr double kErrorMax = 0.03;

  static void count(Score& score, double error) {
    ++score.pages;
    if (error > kErrorMax) {
      return;
    }
    ++score.found;
    score.error += error;
    score.worst = std::max(score.worst, error);
  }

  std::map<std::string, Score> m_scores;
  double m_milliseconds = 0;
  int m_runs = 0;
  bool m_verbose;
};

/// `only` is "letter:light", part of a file's name and a mat; empty: all.
bool wanted(const std::string& only, const std::string& file, const MatColour& mat) {
  const auto colon = only.find(':');
  return only.empty() ||
         (file.find(only.substr(0, colon)) != std::string::npos && only.substr(colon + 1) == mat.name);
}

std::filesystem::path documentsFolder() {
  const char* shared = std::getenv("XIAOWU_SHARED_DATA");
  const auto data =
      shared != nullptr ? std::filesystem::path(shared) : places::source() / ".." / "shared" / "data";
  return data / "ocr" / "documents";
}

}  // namespace

int main(int argc, char** argv) {
  const bool verbose = argc > 1 && std::string(argv[1]) == "--verbose";
  const std::string only = argc > 2 ? argv[2] : "";
  const auto folder = documentsFolder();
  std::ifstream stream(folder / "truth.json");
  if (!stream) {
    std::cout << "{\"skipped\":\"no shared data\"}\n";
    return 0;
  }
  Bench bench(verbose);
  const auto truth = Json::parse(stream);
  for (const auto& [file, entry] : truth.items()) {
    if (file.find("_0_c200") == std::string::npos) {
      continue;
    }
    const cv::Mat page = pageOf(folder / file, entry.at("quad"), entry.at("dpi").get<double>());
    for (const auto& mat : mats()) {
      if (!wanted(only, file, mat)) {
        continue;
      }
      for (const double degrees : {0.0, 7.0, 45.0, 137.0, 261.0}) {
        for (const double perspective : {0.0, 0.1}) {
          bench.look(page, mat, degrees, perspective, file, entry.at("doc").get<std::string>());
        }
      }
    }
  }
  std::cout << bench.report().dump() << '\n';
  return 0;
}
