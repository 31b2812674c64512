// Time and memory of the engine, on one core.
#include "benchmarks/face/Measures.h"
#include "core/base/Statistics.h"

#include "recognition/face/models/FaceEngine.h"
#include "recognition/face/quality/Gates.h"

#include <chrono>
#include <fstream>
#include <map>
#include <tuple>

#include <unistd.h>

namespace xiaowu::bench {
namespace {

using Json = nlohmann::ordered_json;
using face::FaceEngine;

constexpr int kRounds = 60;

/// Resident memory of this process, MB.
double residentMegabytes() {
  std::ifstream stream("/proc/self/statm");
  long pages = 0;
  long resident = 0;
  stream >> pages >> resident;
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

}  // namespace

Json timesOf(FaceEngine& engine, const Image& image) {
  std::map<std::string, std::vector<double>> times;
  const auto timed = [&](const char* name, auto&& work) {
    const auto start = std::chrono::steady_clock::now();
    auto result = work();
    times[name].push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    return result;
  };
  for (int i = 0; i < kRounds; ++i) {
    const auto faces = timed("detect", [&] { return engine.detect(image); });
    if (!faces || faces->empty()) {
      continue;
    }
    std::ignore = timed("gates", [&] { return gateQuality(*faces, image, {}); });
    std::ignore = timed("mesh", [&] { return engine.mesh(image, faces->front()); });
    std::ignore = timed("liveness", [&] { return engine.liveness(image, faces->front()); });
    std::ignore = timed("embed", [&] { return engine.embed(image, faces->front()); });
  }
  Json json;
  for (const auto& [name, values] : times) {
    json[name] = {
        {"p50", quantile(values, 0.5)}, {"p95", quantile(values, 0.95)}, {"least", quantile(values, 0)}};
  }
  const auto median = [&](const char* name) { return quantile(times[name], 0.5); };
  // What every pair of frames costs: both pictures searched and meshed, gates and liveness on the visible
  // one. Vectors are not needed of every pair.
  json["framePair"] = 2 * median("detect") + 2 * median("mesh") + median("gates") + median("liveness");
  json["framePairWithVector"] = json["framePair"].get<double>() + median("embed");
  return json;
}

Json memoryOver(FaceEngine& engine, const Image& image, int frames) {
  constexpr int kWarm = 50;
  double first = 0;
  for (int i = 0; i < frames + kWarm; ++i) {
    if (i == kWarm) {
      first = residentMegabytes();
    }
    const auto faces = engine.detect(image);
    if (!faces || faces->empty()) {
      continue;
    }
    std::ignore = engine.mesh(image, faces->front());
    std::ignore = engine.liveness(image, faces->front());
    if (i % 5 == 0) {
      std::ignore = engine.embed(image, faces->front());
    }
  }
  const double last = residentMegabytes();
  return {
      {"frames", frames}, {"residentMBAtStart", first}, {"residentMBAtEnd", last}, {"grownMB", last - first}};
}

}  // namespace xiaowu::bench
