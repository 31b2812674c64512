// Pages found on mats of several colours, turned and in perspective: share found and corner error. The pages
// are cut out of the shared pictures by their true corners and laid on mats of our own
// (tests/unit/recognition/documents/Mats.h). Usage: bench_capture [--verbose [<type>:<mat>]]     One JSON
// line at the end.

#include "recognition/documents/page/internal/PageFinder.h"
#include "recognition/documents/page/Pictures.h"
#include "tests/unit/recognition/documents/Mats.h"

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

}  // namespace

int main(int argc, char** argv) {
  const bool verbose = argc > 1 && std::string(argv[1]) == "--verbose";
  const std::string only = argc > 2 ? argv[2] : "";  // "letter:light"
  const char* shared = std::getenv("XIAOWU_SHARED_DATA");
  const auto folder =
      (shared != nullptr ? std::filesystem::path(shared)
                         : std::filesystem::path(XIAOWU_SOURCE_DIR) / ".." / "shared" / "data") /
      "ocr" / "documents";
  std::ifstream stream(folder / "truth.json");
  if (!stream) {
    std::cout << "{\"skipped\":\"no shared data\"}\n";
    return 0;
  }
  const auto truth = Json::parse(stream);
  const std::array<MatColour, 7> mats{{{"black", {30, 30, 32}},
                                       {"grey", {120, 122, 120}},
                                       {"wood", {120, 165, 205}},
                                       {"blue", {150, 110, 60}},
                                       {"light", {205, 207, 206}},
                                       {"bright", {228, 229, 228}},
                                       {"white", {243, 244, 243}}}};
  std::map<std::string, Score> scores;
  double milliseconds = 0;
  int runs = 0;
  for (const auto& [file, entry] : truth.items()) {
    if (file.find("_0_c200") == std::string::npos) {
      continue;
    }
    const cv::Mat page = pageOf(folder / file, entry.at("quad"), entry.at("dpi").get<double>());
    const int side = cvRound(1.35 * std::hypot(page.cols, page.rows));
    for (const auto& mat : mats) {
      for (const double degrees : {0.0, 7.0, 45.0, 137.0, 261.0}) {
        for (const double perspective : {0.0, 0.1}) {
          if (!only.empty() && file.find(only.substr(0, only.find(':'))) == std::string::npos) {
            continue;
          }
          if (!only.empty() && only.substr(only.find(':') + 1) != mat.name) {
            continue;
          }
          const auto composed = compose({side, side}, mat.colour, {{page, 0.5, 0.5, degrees, perspective}},
                                        0.2, static_cast<std::uint64_t>(degrees * 10 + 3));
          const auto started = std::chrono::steady_clock::now();
          const auto edges = documents::findPage(imageOf(composed.picture));
          milliseconds +=
              std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started).count();
          ++runs;
          const double error = edges.found ? cornerError(edges.corners, composed.corners.front()) : 1;
          for (const auto& key :
               {std::string("all"), std::string(mat.name), entry.at("doc").get<std::string>(),
                perspective > 0 ? std::string("perspective") : std::string("flat")}) {
            Score& score = scores[key];
            ++score.pages;
            if (error > 0.03) {
              continue;
            }
            ++score.found;
            score.error += error;
            score.worst = std::max(score.worst, error);
          }
          if (verbose && error > 0.03) {
            std::cout << file << ' ' << mat.name << ' ' << degrees << ' ' << perspective << ": "
                      << (edges.found ? "wrong by " : "not found ") << error << '\n';
          }
        }
      }
    }
  }
  Json report;
  for (const auto& [key, score] : scores) {
    report[key] = {{"pages", score.pages},
                   {"found", score.found},
                   {"meanErrorPercent", 100 * score.error / std::max(1, score.found)},
                   {"worstErrorPercent", 100 * score.worst}};
    std::cerr << key << ' ' << report[key].dump() << '\n';
  }
  report["ms"] = milliseconds / std::max(1, runs);
  std::cout << report.dump() << '\n';
  return 0;
}
