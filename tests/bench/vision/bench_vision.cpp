// What the face engine costs per frame on one core, and how often it errs on pictures that are measured with but never shipped:
// $XIAOWU_SHARED_DATA/faces, else ../shared/data/faces beside the source. Without them only the time is measured (on the folder of pictures given as
// argument, else on an even picture).

#include "app/vision/FaceEngine.h"
#include "app/vision/Gates.h"

#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>

namespace {

using namespace xiaowu;
using namespace xiaowu::vision;
using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

fs::path facesFolder() {
  const char* shared = std::getenv("XIAOWU_SHARED_DATA");
  return (shared != nullptr ? fs::path(shared) : fs::path(XIAOWU_SOURCE_DIR) / "../shared/data") / "faces";
}

Image readPicture(const fs::path& file) {
  const auto bgr = cv::imread(file.string(), cv::IMREAD_COLOR);
  if (bgr.empty()) return {};
  return Image::of(bgr.cols, bgr.rows, PixelFormat::Bgr8, Bytes(bgr.datastart, bgr.dataend));
}

std::vector<fs::path> picturesIn(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

double percentile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

Json spread(const std::vector<double>& values) {
  return {{"n", values.size()}, {"p1", percentile(values, 0.01)}, {"p5", percentile(values, 0.05)}, {"p50", percentile(values, 0.5)},
          {"p95", percentile(values, 0.95)}, {"p99", percentile(values, 0.99)}};
}

double shareOf(const std::vector<double>& values, const std::function<bool(double)>& test) {
  if (values.empty()) return 0;
  return static_cast<double>(std::count_if(values.begin(), values.end(), test)) / static_cast<double>(values.size());
}

Json timesOf(FaceEngine& engine, const Image& image) {
  std::map<std::string, std::vector<double>> times;
  const auto timed = [&](const char* name, auto&& work) {
    const auto start = std::chrono::steady_clock::now();
    auto result = work();
    times[name].push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    return result;
  };
  for (int i = 0; i < 40; ++i) {
    const auto faces = timed("detect", [&] { return engine.detect(image); });
    if (!faces || faces->empty()) continue;
    std::ignore = timed("gates", [&] { return gateQuality(*faces, image, {}); });
    std::ignore = timed("liveness", [&] { return engine.liveness(image, faces->front()); });
    std::ignore = timed("embed", [&] { return engine.embed(image, faces->front()); });
  }
  Json json;
  double frame = percentile(times["detect"], 0.5);  // the near-infrared picture is searched as well
  for (const auto& [name, values] : times) {
    json[name] = percentile(values, 0.5);
    frame += percentile(values, 0.5);
  }
  json["framePair"] = frame;
  return json;
}

/// False non-matches and false matches at the card's threshold over the list of pairs, and the threshold that would separate best.
Json pairRates(FaceEngine& engine, const fs::path& folder) {
  std::ifstream list(folder / "pairs.csv");
  std::map<std::string, Embedding> embeddings;
  const auto embeddingOf = [&](const std::string& name) -> const Embedding& {
    auto [at, isNew] = embeddings.try_emplace(name);
    if (!isNew) return at->second;
    const auto image = readPicture(folder / "pairs" / name);
    const auto faces = engine.detect(image);
    if (faces && !faces->empty()) at->second = engine.embed(image, faces->front()).value_or(Embedding());
    return at->second;
  };
  std::vector<double> genuine;
  std::vector<double> impostor;
  int unusable = 0;
  std::string line;
  std::getline(list, line);
  while (std::getline(list, line)) {
    std::istringstream fields(line);
    std::string first;
    std::string second;
    std::string same;
    std::getline(fields, first, ',');
    std::getline(fields, second, ',');
    std::getline(fields, same);
    const auto& a = embeddingOf(first);
    const auto& b = embeddingOf(second);
    if (a.empty() || b.empty()) ++unusable;
    else (same.starts_with("Yes") ? genuine : impostor).push_back(similarity(a, b));
  }
  const double threshold = engine.similarityThreshold();
  return {{"threshold", threshold}, {"unusablePairs", unusable}, {"genuine", spread(genuine)}, {"impostor", spread(impostor)},
          {"frr", shareOf(genuine, [=](double s) { return s < threshold; })}, {"far", shareOf(impostor, [=](double s) { return s >= threshold; })}};
}

struct FolderScores {
  std::vector<double> live;
  std::map<std::string, std::vector<double>> gates;
  std::map<std::string, int> guidance;
  int noFace = 0;
};

FolderScores scoresOf(FaceEngine& engine, const fs::path& folder) {
  FolderScores scores;
  for (const auto& file : picturesIn(folder)) {
    const auto image = readPicture(file);
    const auto faces = engine.detect(image);
    if (!faces || faces->empty()) {
      ++scores.noFace;
      continue;
    }
    const auto& face = faces->front();
    scores.live.push_back(engine.liveness(image, face).value_or(0));
    scores.gates["width"].push_back(gateSize(face, image, {}).score);
    scores.gates["brightness"].push_back(gateBrightness(face, image, {}).score);
    scores.gates["sharpness"].push_back(gateSharpness(face, image, {}).score);
    scores.gates["turn"].push_back(gateForward(face, image, {}).score);
    ++scores.guidance[std::string(guidanceName(gateQuality(*faces, image, {}).guidance))];
  }
  return scores;
}

Json livenessRates(FaceEngine& engine, const fs::path& folder) {
  const auto live = scoresOf(engine, folder / "live");
  const auto print = scoresOf(engine, folder / "print");
  const double threshold = engine.livenessThreshold();
  Json gates;
  for (const auto& [name, values] : live.gates) gates[name] = spread(values);
  return {{"threshold", threshold}, {"live", spread(live.live)}, {"print", spread(print.live)},
          {"bpcer", shareOf(live.live, [=](double p) { return p < threshold; })}, {"apcer", shareOf(print.live, [=](double p) { return p >= threshold; })},
          {"noFace", {live.noFace, print.noFace}}, {"gatesOnLive", gates}, {"guidanceOnLive", live.guidance}};
}

}  // namespace

int main(int argc, char** argv) {
  const auto engine = FaceEngine::load(XIAOWU_MODELS_DIR);
  if (!engine) {
    std::fprintf(stderr, "bench_vision: %s\n", describe(engine.error()).c_str());
    return 1;
  }
  const auto folder = facesFolder();
  auto pictures = picturesIn(argc > 1 ? fs::path(argv[1]) : folder / "live");
  Json report{{"bench", "vision"}};
  report["ms"] = timesOf(**engine, pictures.empty() ? Image::of(640, 480, PixelFormat::Bgr8, Bytes(640 * 480 * 3, 128)) : readPicture(pictures.front()));
  if (fs::exists(folder / "pairs.csv")) {
    report["pairs"] = pairRates(**engine, folder);
    report["liveness"] = livenessRates(**engine, folder);
  } else {
    report["skipped"] = "no shared data";
  }
  std::printf("%s\n", report.dump().c_str());
  return 0;
}
