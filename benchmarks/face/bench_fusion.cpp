// The whole decision alone, on chosen kinds of presentations; bench_vision has a few of each beside the rest.
// Prints one line of JSON.
//
//   bench_fusion [--kind K]… [--presentations N] [--seed S] [--challenge always] [--details FILE] [--look
//   FOLDER]
//
// All kinds and 3 presentations of each unless told. 1,000 of each take hours: give the kinds to a process
// per core, and --details a file that grows.

#include "benchmarks/face/fusion_on_simulator.h"

#include <cstdio>

int main(int argc, char** argv) {
  using namespace xiaowu::bench;
  FusionRun run;
  run.presentations = 3;
  std::vector<std::string> kinds;
  for (int i = 1; i < argc; i += 2) {
    const std::string option = argv[i];
    const std::string value = i + 1 < argc ? argv[i + 1] : "";
    if (option == "--kind" && !value.empty()) {
      kinds.push_back(value);
    } else if (value.empty() || !takeOption(run, option, value)) {
      std::fprintf(stderr, "bench_fusion: %s %s: no such option or value\n", option.c_str(), value.c_str());
      return 2;
    }
  }
  auto report = fusionOnSimulator(kinds.empty() ? fusionKinds() : kinds, run);
  bool isGood = true;
  for (const auto& kind : report["kinds"]) {
    isGood = isGood && (!kind.contains("error") || kind["error"] == kNoSharedData);
  }
  nlohmann::ordered_json line{{"bench", "fusion"}};
  line.update(report);
  std::printf("%s\n", line.dump().c_str());
  return isGood ? 0 : 1;
}
