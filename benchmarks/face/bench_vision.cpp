// What the face engine costs on one core, and how often it errs on pictures that are measured with but never
// shipped (facesFolder in Measures.h). Without them only time and memory are measured, on an even picture.
//
//   bench_vision [--frames N] [--presentations N] [--seed S]
//
// N frames for the memory measurement, 300 unless told (the goal is stated for 10,000), and N presentations
// of each kind for the whole decision on the camera simulator, 5 unless told (the goal is stated for 1,000;
// bench_fusion takes the kinds one by one).

#include "benchmarks/face/Measures.h"
#include "benchmarks/face/fusion_on_simulator.h"

#include "recognition/face/models/FaceEngine.h"
#include "tests/support/Places.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

using namespace xiaowu;
using Json = nlohmann::ordered_json;

Json aboutTheData(const std::filesystem::path& folder) {
  return {{"live", bench::filesIn(folder / "live").size()},
          {"print", bench::filesIn(folder / "print").size()},
          {"are",
           "640 x 480 webcam frames of Chinese subjects, live and of hand-held printed photos; frames of one "
           "session resemble each other"},
          {"areNot",
           "no near infrared, no screens, no masks, few subjects; whether the nets saw such frames in "
           "training is unknown; chip photos are made from the prints"}};
}

}  // namespace

int main(int argc, char** argv) {
  int frames = 300;
  bench::FusionRun run;
  run.presentations = 5;
  for (int i = 1; i < argc; i += 2) {
    const std::string value = i + 1 < argc ? argv[i + 1] : "";
    if (std::strcmp(argv[i], "--frames") == 0 && !value.empty()) {
      frames = std::clamp(std::atoi(value.c_str()), 1, 1'000'000);
    } else if (value.empty() || !bench::takeOption(run, argv[i], value)) {
      std::fprintf(stderr, "bench_vision: %s %s: no such option or value\n", argv[i], value.c_str());
      return 2;
    }
  }
  const auto engine = face::FaceEngine::load(places::models());
  if (!engine) {
    std::fprintf(stderr, "bench_vision: %s\n", describe(engine.error()).c_str());
    return 1;
  }
  const auto folder = bench::facesFolder();
  const auto live = bench::filesIn(folder / "live");
  const auto picture = live.empty() ? Image::of(640, 480, PixelFormat::Bgr8, Bytes(640 * 480 * 3, 128))
                                    : bench::pictureOf(live.front());
  Json report{{"bench", "vision"}, {"models", (*engine)->modelNames()}};
  report["ms"] = bench::timesOf(**engine, picture);
  report["memory"] = bench::memoryOver(**engine, picture, frames);
  if (live.empty()) {
    report["skipped"] = "no shared data";
  } else {
    report["data"] = aboutTheData(folder);
    report["visibleLightNet"] = bench::visibleLightAttacks(**engine, folder);
    report["printedPhotoAgainstLive"] = bench::printedPhotoAgainstLive(**engine, folder);
    report["listedPairs"] = bench::listedPairs(**engine, folder);
    report["fusion"] = bench::fusionOnSimulator(bench::fusionKinds(), run);
  }
  std::printf("%s\n", report.dump().c_str());
  return 0;
}
