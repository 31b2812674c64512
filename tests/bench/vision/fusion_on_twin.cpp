// Presentations of each kind, varied by seed: person, pose, size, light, motion, tilt, ink, bend.
//
// APCER counts an attack that the liveness gates let through, whether or not the face then matched the card; IAPAR one that passed altogether. A presentation
// that ended without a decision is a non-response (APNRR, BPNRR) and in neither. What the figures are not: nothing here was seen by a real near-infrared
// camera, and a living face's second view comes from the depth that the same mesh found in its first.

#include "tests/bench/vision/fusion_on_twin.h"

#include "app/vision/ChipPhoto.h"
#include "app/vision/Calibration.h"
#include "app/vision/FaceCheck.h"
#include "drivers/virtual/camera/Optics.h"
#include "drivers/virtual/camera/Stage.h"
#include "tests/bench/vision/FusionKinds.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>

namespace xiaowu::bench {
namespace {

using namespace vision;
using virtualdevices::Act;
using virtualdevices::CameraStream;
using virtualdevices::Scene;
using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

constexpr auto kTimeLimit = std::chrono::milliseconds{6'000};  // of one try; the kiosk allows more, which costs time and can only lower BPNRR

fs::path facesFolder() {
  const char* shared = std::getenv("XIAOWU_SHARED_DATA");
  return (shared != nullptr ? fs::path(shared) : fs::path(XIAOWU_SOURCE_DIR) / "../shared/data") / "faces";
}

Image readPicture(const fs::path& file) {
  const auto bgr = cv::imread(file.string(), cv::IMREAD_COLOR);
  if (bgr.empty()) return {};
  return Image::of(bgr.cols, bgr.rows, PixelFormat::Bgr8, Bytes(bgr.datastart, bgr.dataend));
}

struct Picture {
  fs::path file;
  std::string subject;  ///< the file's name begins with the subject's number
};

std::vector<Picture> picturesIn(const fs::path& folder) {
  std::vector<Picture> pictures;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none)) pictures.push_back({entry.path(), entry.path().filename().string().substr(0, 4)});
  std::sort(pictures.begin(), pictures.end(), [](const auto& a, const auto& b) { return a.file < b.file; });
  return pictures;
}

Calibration calibrationOfTwin() {
  const auto twin = virtualdevices::twinCalibration();
  Calibration calibration;
  const auto lens = [&twin](const virtualdevices::CameraGeometry& geometry, const char* name) {
    CameraLens made;
    made.name = name;
    made.width = twin.width;
    made.height = twin.height;
    made.fx = geometry.fx;
    made.fy = geometry.fy;
    made.cx = geometry.cx;
    made.cy = geometry.cy;
    return made;
  };
  calibration.rgb = lens(twin.rgb, "twin:rgb");
  calibration.nir = lens(twin.nir, "twin:nir");
  calibration.rotation = twin.rotation;
  calibration.translation = twin.translation;
  calibration.views = 1;
  return calibration;
}

Act actOf(ChallengeAction action) {
  switch (action) {
    case ChallengeAction::Blink: return Act::Blink;
    case ChallengeAction::OpenMouth: return Act::OpenMouth;
    case ChallengeAction::TurnLeft: return Act::TurnLeft;
    case ChallengeAction::TurnRight: return Act::TurnRight;
  }
  return Act::None;
}

/// Does after half a second what is asked, and tries again while it is asked.
class Answerer {
 public:
  void hear(const std::optional<ChallengeAction>& asked, std::int64_t tick) {
    constexpr std::int64_t kReaction = 12;
    constexpr std::int64_t kAgain = 55;
    const auto act = asked ? actOf(*asked) : Act::None;
    if (act == m_act && tick < m_actTick + kAgain) return;
    m_act = act;
    m_actTick = tick + kReaction;
  }
  void act(Scene& scene) const {
    scene.act = m_act;
    scene.actTick = m_actTick;
  }

 private:
  Act m_act = Act::None;
  std::int64_t m_actTick = 0;
};

struct Tally {
  std::map<std::string, int> outcomes;
  std::map<std::string, int> reasons;
  std::map<std::string, std::vector<double>> scores;
  std::map<std::string, int> shut;
  std::vector<double> feedTimes;
  std::vector<double> drawTimes;
  std::vector<double> decisionTimes;  ///< seconds of the frames' clock
  int challenged = 0;
  int unusable = 0;
};

double percentile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

double rounded(double value) { return std::round(value * 1e4) / 1e4; }

/// The rate that is exceeded with 5 % confidence only (Clopper and Pearson), for the small numbers that attacks hopefully give.
double upper95(int hits, int tries) {
  if (tries == 0 || hits >= tries) return 1;
  double low = 0;
  double high = 1;
  for (int i = 0; i < 60; ++i) {
    const double rate = (low + high) / 2;
    double sum = 0;
    double term = std::pow(1 - rate, tries);
    for (int k = 0; k <= hits; ++k) {
      sum += term;
      term *= rate / (1 - rate) * (tries - k) / (k + 1);
    }
    (sum > 0.05 ? low : high) = rate;
  }
  return high;
}

double since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

class Bench {
 public:
  Bench(FaceEngine& engine, const Kind& kind, const FusionRun& run)
      : m_engine(engine), m_kind(kind), m_run(run), m_dice(run.seed * 1'000'003), m_stage("/nonexistent"), m_live(picturesIn(facesFolder() / "live")),
        m_shown(kind.isFilmed ? picturesIn(facesFolder() / "print") : m_live) {
    m_settings.calibration = std::make_shared<const Calibration>(calibrationOfTwin());
    m_settings.timeLimit = kTimeLimit;
  }

  [[nodiscard]] bool hasPictures() const { return !m_shown.empty() && !m_live.empty(); }

  void runAll() {
    for (int i = 0; i < m_run.presentations; ++i) {
      // Neighbours share a picture, whose relief takes as long to make as a few looks.
      const auto at = static_cast<std::size_t>(i) * m_shown.size() / static_cast<std::size_t>(m_run.presentations);
      const auto show = m_kind.make(m_dice);
      const bool needsOther = show.first.person == "other" || show.later.person == "other" || show.first.second == "other";
      if (!bring("owner", m_shown[at]) || (needsOther && !bring("other", otherThan(m_shown[at].subject)))) {
        ++m_tally.unusable;
        continue;
      }
      present(show, referenceOf(m_shown[at]), i);
      if (i % 10 == 9) std::fprintf(stderr, "%s %d/%d\n", m_kind.name, i + 1, m_run.presentations);
    }
  }

  [[nodiscard]] Json report() const;

 private:
  const Picture& otherThan(const std::string& subject) {
    for (;;) {
      // Seven of ten keep the one who is already there.
      if (m_other != nullptr && m_other->subject != subject && m_dice.below(10) < 7) return *m_other;
      m_other = &m_live[static_cast<std::size_t>(m_dice.below(static_cast<int>(m_live.size())))];
      if (m_other->subject != subject) return *m_other;
    }
  }

  /// Another living picture of the subject, reduced to what a chip holds, stands for the photo of his card.
  Image referenceOf(const Picture& shown) {
    for (;;) {
      const auto& candidate = m_live[static_cast<std::size_t>(m_dice.below(static_cast<int>(m_live.size())))];
      if (candidate.subject != shown.subject || candidate.file == shown.file) continue;
      if (auto photo = vision::reducedToChip(m_engine, readPicture(candidate.file))) return std::move(*photo);
    }
  }

  bool bring(const std::string& id, const Picture& picture) {
    if (auto& there = m_there[id]; there != picture.file) {
      there.clear();
      const auto image = readPicture(picture.file);
      const auto faces = m_engine.detect(image);
      if (!faces || faces->empty()) return false;
      const auto mesh = m_engine.mesh(image, faces->front());
      if (!mesh) return false;
      // Eyes stand 57 to 69 mm apart; each subject keeps his own.
      virtualdevices::PersonPicture person{image, {}, 57 + static_cast<double>(std::hash<std::string>{}(picture.subject) % 13)};
      for (const auto& point : mesh->points) person.mesh.push_back({point.x, point.y, point.z});
      if (!m_stage.add(id, person)) return false;
      there = picture.file;
    }
    return true;
  }

  drivers::FramePair pairOf(const Show& show, const Scene& scene, std::int64_t tick) {
    const auto number = static_cast<std::uint64_t>(tick) + 1;
    const auto time = SteadyTime{} + std::chrono::milliseconds{40} * number;
    drivers::FramePair pair{{m_stage.draw(scene, CameraStream::Rgb, tick), time, number, 2 * number},
                            drivers::Frame{m_stage.draw(scene, CameraStream::Nir, tick), time, number, 2 * number + 1}, {}};
    if (show.freezesRgb && m_lastRgb.sequence != 0) pair.rgb.image = m_lastRgb.image, pair.rgb.digest = m_lastRgb.digest;
    if (show.freezesNir && m_lastNir.sequence != 0) pair.nir->image = m_lastNir.image, pair.nir->digest = m_lastNir.digest;
    m_lastRgb = pair.rgb;
    m_lastNir = *pair.nir;
    if (show.nirLoss == 1) {
      pair.nir.reset();
      pair.nirReason = drivers::errors::kGone;
    } else if (show.nirLoss == 2) {
      pair.nir->captured -= std::chrono::milliseconds{60};
    } else if (show.nirLoss == 3) {
      pair.nir->image = Image::of(320, 240, PixelFormat::Grey8, Bytes(std::size_t{320} * 240, 90));
    }
    return pair;
  }

  void keepLook(const drivers::FramePair& pair, int number) const {
    if (m_run.look.empty() || !pair.nir) return;
    const auto& rgb = pair.rgb.image;
    const auto& nir = pair.nir->image;
    const cv::Mat left(rgb.height, rgb.width, CV_8UC3, const_cast<std::uint8_t*>(rgb.data()));
    const cv::Mat grey(nir.height, nir.width, CV_8UC1, const_cast<std::uint8_t*>(nir.data()));
    cv::Mat both;
    cv::cvtColor(grey, both, cv::COLOR_GRAY2BGR);
    if (left.size() == both.size()) cv::hconcat(left, both, both);
    cv::imwrite((fs::path(m_run.look) / (std::string(m_kind.name) + "-" + std::to_string(number) + ".png")).string(), both);
  }

  void present(const Show& show, const Image& reference, int number) {
    m_lastRgb = {};
    m_lastNir = {};
    FaceCheck check(m_engine, reference, m_settings);
    Answerer answerer;
    bool wasChallenged = false;
    std::int64_t tick = 0;
    for (; !check.outcome() && tick < 1'000; tick += kTicksPerLook) {
      auto scene = tick < show.swapTick ? show.first : show.later;
      if (show.acts) answerer.act(scene);
      const auto drawing = std::chrono::steady_clock::now();
      const auto pair = pairOf(show, scene, tick);
      m_tally.drawTimes.push_back(since(drawing));
      if (tick == 5 * kTicksPerLook) keepLook(pair, number);
      const auto looking = std::chrono::steady_clock::now();
      const auto progress = check.feed(pair);
      m_tally.feedTimes.push_back(since(looking));
      answerer.hear(progress.challenge, tick);
      wasChallenged |= progress.challenge.has_value();
    }
    count(check.outcome().value_or(FaceOutcome{}), wasChallenged, tick);
  }

  void count(const FaceOutcome& outcome, bool wasChallenged, std::int64_t ticks) {
    ++m_tally.outcomes[std::string(outcomeName(outcome.kind))];
    if (!outcome.reason.empty()) ++m_tally.reasons[outcome.reason];
    if (outcome.kind != FaceOutcomeKind::Unavailable) m_tally.decisionTimes.push_back(static_cast<double>(ticks) * 0.04);
    m_tally.challenged += wasChallenged ? 1 : 0;
    for (const auto& gate : outcome.gates) {
      m_tally.scores[gate.name].push_back(gate.score);
      if (!gate.passed) ++m_tally.shut[gate.name];
    }
  }

  FaceEngine& m_engine;
  const Kind& m_kind;
  FusionRun m_run;
  Dice m_dice;
  virtualdevices::Stage m_stage;
  std::vector<Picture> m_live;
  std::vector<Picture> m_shown;
  const Picture* m_other = nullptr;
  std::map<std::string, fs::path> m_there;
  FaceCheckSettings m_settings;
  drivers::Frame m_lastRgb;
  drivers::Frame m_lastNir;
  Tally m_tally;
};

Json Bench::report() const {
  const auto countOf = [this](FaceOutcomeKind kind) {
    const auto at = m_tally.outcomes.find(std::string(outcomeName(kind)));
    return at == m_tally.outcomes.end() ? 0 : at->second;
  };
  const int tries = m_run.presentations - m_tally.unusable;
  const int none = countOf(FaceOutcomeKind::Unavailable);
  const int passed = countOf(FaceOutcomeKind::Passed);
  const int alive = passed + countOf(FaceOutcomeKind::NotMatched);
  const auto share = [](int part, int whole) { return whole == 0 ? 0.0 : rounded(static_cast<double>(part) / whole); };
  Json json{{"kind", m_kind.name}, {"presentations", tries}, {"unusablePictures", m_tally.unusable}};
  if (m_kind.isAttack) {
    json.update(Json{{"apcer", share(alive, tries)}, {"apcerUpper95", rounded(upper95(alive, tries))}, {"iapar", share(passed, tries)}, {"apnrr", share(none, tries)}});
  } else {
    json.update(Json{{"bpcer", share(tries - none - alive, tries - none)}, {"bpnrr", share(none, tries)}, {"notMatched", share(alive - passed, tries)}});
  }
  json["outcomes"] = m_tally.outcomes;
  json["reasons"] = m_tally.reasons;
  json["challenged"] = m_tally.challenged;
  for (const auto& [name, values] : m_tally.scores) {
    const auto shut = m_tally.shut.find(name);
    json["gates"][name] = {{"p5", rounded(percentile(values, 0.05))}, {"p50", rounded(percentile(values, 0.5))}, {"p95", rounded(percentile(values, 0.95))},
                           {"shut", shut == m_tally.shut.end() ? 0 : shut->second}};
  }
  json["ms"] = {{"pair", rounded(percentile(m_tally.feedTimes, 0.5))}, {"pairP95", rounded(percentile(m_tally.feedTimes, 0.95))},
                {"drawing", rounded(percentile(m_tally.drawTimes, 0.5))}, {"pairs", m_tally.feedTimes.size()}};
  json["secondsToDecision"] = {{"p50", rounded(percentile(m_tally.decisionTimes, 0.5))}, {"p95", rounded(percentile(m_tally.decisionTimes, 0.95))}};
  return json;
}

}  // namespace

std::vector<std::string> fusionKinds() {
  std::vector<std::string> names;
  for (const auto& kind : presentationKinds()) names.emplace_back(kind.name);
  return names;
}

Json fusionOnTwin(const std::string& kind, const FusionRun& run) {
  const auto at = std::find_if(presentationKinds().begin(), presentationKinds().end(), [&kind](const Kind& one) { return kind == one.name; });
  if (at == presentationKinds().end()) return {{"kind", kind}, {"error", "no such kind"}};
  auto engine = FaceEngine::load(XIAOWU_MODELS_DIR);
  if (!engine) return {{"kind", kind}, {"error", describe(engine.error())}};
  Bench bench(**engine, *at, run);
  if (!bench.hasPictures()) return {{"kind", kind}, {"error", "no shared data"}};
  bench.runAll();
  return bench.report();
}

Json fusionOnTwin(int presentations) {
  Json report = Json::array();
  for (const auto& kind : fusionKinds()) report.push_back(fusionOnTwin(kind, {presentations, 1, {}}));
  return report;
}

}  // namespace xiaowu::bench
