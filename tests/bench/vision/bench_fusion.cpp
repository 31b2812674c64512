// bench_fusion [--kind K]… [--presentations N] [--seed S] [--look FOLDER]: one JSON line per kind. Two processes with different kinds use two cores.

#include "tests/bench/vision/fusion_on_twin.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

int main(int argc, char** argv) {
  using namespace xiaowu::bench;
  FusionRun run;
  std::vector<std::string> chosen;
  for (int i = 1; i < argc; i += 2) {
    if (i + 1 == argc) {
      std::fprintf(stderr, "bench_fusion: %s needs a value\n", argv[i]);
      return 2;
    }
    if (std::strcmp(argv[i], "--kind") == 0) chosen.emplace_back(argv[i + 1]);
    else if (std::strcmp(argv[i], "--presentations") == 0) run.presentations = std::max(1, std::atoi(argv[i + 1]));
    else if (std::strcmp(argv[i], "--seed") == 0) run.seed = std::strtoull(argv[i + 1], nullptr, 10);
    else if (std::strcmp(argv[i], "--look") == 0) run.look = argv[i + 1];
    else {
      std::fprintf(stderr, "bench_fusion: unknown option %s\n", argv[i]);
      return 2;
    }
  }
  bool isGood = true;
  for (const auto& kind : chosen.empty() ? fusionKinds() : chosen) {
    const auto report = fusionOnTwin(kind, run);
    isGood = isGood && !report.contains("error");
    std::printf("%s\n", report.dump().c_str());
    std::fflush(stdout);
  }
  return isGood ? 0 : 1;
}
