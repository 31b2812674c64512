// Presentations of each kind, varied by seed: person, pose, size, light, motion, tilt, ink, bend.
//
// APCER counts an attack that the liveness gates let through, whether or not the face then matched the card;
// IAPAR one that passed altogether. A presentation that ended without a decision is a non-response (APNRR,
// BPNRR) and in neither. What the figures are not: nothing here was seen by a real near-infrared camera, and
// a living face's second view comes from the depth that the same mesh found in its first.

#include "benchmarks/face/fusion_on_simulator.h"

#include "recognition/face/quality/ChipPhoto.h"
#include "recognition/face/geometry/Calibration.h"
#include "recognition/face/liveness/FaceCheck.h"
#include "drivers/camera/simulator/Optics.h"
#include "drivers/camera/simulator/Stage.h"
#include "benchmarks/face/FusionKinds.h"
#include "benchmarks/face/FusionTally.h"
#include "benchmarks/face/Measures.h"
#include "tests/support/SimulatorActs.h"
#include "tests/support/Places.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <map>

namespace xiaowu::bench {
namespace {

using namespace face;
using simulator::Act;
using simulator::CameraStream;
using simulator::Scene;
using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

// Of one try; the kiosk allows more, which costs time and can only lower BPNRR.
constexpr auto kTimeLimit = std::chrono::milliseconds{6'000};

struct Picture {
  fs::path file;
  std::string subject;
};

std::vector<Picture> picturesIn(const fs::path& folder) {
  std::vector<Picture> pictures;
  for (const auto& file : filesIn(folder)) {
    pictures.push_back({file, subjectOf(file)});
  }
  return pictures;
}

/// Does after half a second what is asked, and tries again while it is asked.
class Answerer {
 public:
  void hear(const std::optional<ChallengeAction>& asked, std::int64_t tick) {
    constexpr std::int64_t kReaction = 12;
    constexpr std::int64_t kAgain = 55;
    const auto act = asked ? testing::actOf(*asked) : Act::None;
    if (act == m_act && tick < m_actTick + kAgain) {
      return;
    }
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

/// Of this process: other work on the machine does not count.
double since(std::clock_t start) {
  return 1e3 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

class Bench {
 public:
  Bench(FaceEngine& engine, const Kind& kind, const FusionRun& run)
      : m_engine(engine),
        m_kind(kind),
        m_run(run),
        m_dice(run.seed * 1'000'003),
        m_stage("/nonexistent"),
        m_live(picturesIn(facesFolder() / "live")),
        m_shown(kind.isFilmed ? picturesIn(facesFolder() / "print") : m_live),
        m_challengeDice(run.seed) {
    m_settings.calibration =
        std::make_shared<const Calibration>(parseCalibration(simulator::simulatorCalibrationText()).value());
    m_settings.timeLimit = kTimeLimit;
    m_settings.challenge = run.asksAlways ? ChallengePolicy::Always : ChallengePolicy::Doubt;
    m_settings.random = [this] { return static_cast<std::uint32_t>(m_challengeDice.below(1 << 30)); };
    // In any order, so that a run that is cut short has seen all subjects.
    Dice order(run.seed + 1);
    for (auto i = m_shown.size(); i > 1; --i) {
      std::swap(m_shown[i - 1], m_shown[static_cast<std::size_t>(order.below(static_cast<int>(i)))]);
    }
    if (!run.details.empty()) {
      m_details.open(run.details, std::ios::app);
    }
  }

  [[nodiscard]] bool hasPictures() const { return !m_shown.empty() && !m_live.empty(); }

  void runAll() {
    for (int i = 0; i < m_run.presentations && hasPictures(); ++i) {
      // Neighbours share a picture, whose relief takes as long to make as a few looks.
      const auto at =
          static_cast<std::size_t>(i) * m_shown.size() / static_cast<std::size_t>(m_run.presentations);
      const auto show = m_kind.make(m_dice);
      const bool needsOther =
          show.first.person == "other" || show.later.person == "other" || show.first.second == "other";
      if (!bring("owner", m_shown[at]) || (needsOther && !bring("other", otherThan(m_shown[at].subject)))) {
        m_tally.unusable();
        continue;
      }
      present(show, m_shown[at], i);
      if (i % 10 == 9) {
        std::fprintf(stderr, "%s %d/%d\n", m_kind.name, i + 1, m_run.presentations);
      }
    }
  }

  [[nodiscard]] Json report() const { return m_tally.report(m_kind.name, m_kind.isAttack); }

 private:
  const Picture& otherThan(const std::string& subject) {
    for (;;) {
      // Most keep the one who is already there, whose relief takes as long to make as half a presentation.
      if (m_other != nullptr && m_other->subject != subject && m_dice.below(10) < 8) {
        return *m_other;
      }
      m_other = &m_live[static_cast<std::size_t>(m_dice.below(static_cast<int>(m_live.size())))];
      if (m_other->subject != subject) {
        return *m_other;
      }
    }
  }

  /// Another living picture of the subject, reduced to what a chip holds, stands for the photo of the card.
  const Image& referenceOf(const Picture& shown) {
    for (;;) {
      const auto& candidate = m_live[static_cast<std::size_t>(m_dice.below(static_cast<int>(m_live.size())))];
      if (candidate.subject != shown.subject || candidate.file == shown.file) {
        continue;
      }
      const auto [at, isNew] = m_chips.try_emplace(candidate.file);
      if (isNew) {
        at->second = face::reducedToChip(m_engine, pictureOf(candidate.file)).value_or(Image{});
      }
      if (!at->second.empty()) {
        return at->second;
      }
    }
  }

  bool bring(const std::string& id, const Picture& picture) {
    if (auto& there = m_there[id]; there != picture.file) {
      there.clear();
      const auto image = pictureOf(picture.file);
      const auto faces = m_engine.detect(image);
      if (!faces || faces->empty()) {
        return false;
      }
      const auto mesh = m_engine.mesh(image, faces->front());
      if (!mesh) {
        return false;
      }
      // Eyes stand 57 to 69 mm apart; each subject keeps the same distance.
      simulator::PersonPicture person{
          image, {}, 57 + static_cast<double>(std::hash<std::string>{}(picture.subject) % 13)};
      for (const auto& point : mesh->points) {
        person.mesh.push_back({point.x, point.y, point.z});
      }
      if (!m_stage.add(id, person)) {
        return false;
      }
      there = picture.file;
    }
    return true;
  }

  drivers::FramePair pairOf(const Show& show, const Scene& scene, std::int64_t tick) {
    const auto number = static_cast<std::uint64_t>(tick) + 1;
    const auto time = SteadyTime{} + std::chrono::milliseconds{40} * number;
    drivers::FramePair pair{
        {{}, time, number, 2 * number}, drivers::Frame{{}, time, number, 2 * number + 1}, {}};
    if (show.freezesRgb && m_lastRgb.sequence != 0) {
      pair.rgb.image = m_lastRgb.image, pair.rgb.digest = m_lastRgb.digest;
    } else {
      pair.rgb.image = m_stage.draw(scene, CameraStream::Rgb, tick);
    }
    if (show.freezesNir && m_lastNir.sequence != 0) {
      pair.nir->image = m_lastNir.image, pair.nir->digest = m_lastNir.digest;
    } else if (show.nirLoss != 1 && show.nirLoss != 3) {
      pair.nir->image = m_stage.draw(scene, CameraStream::Nir, tick);
    }
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
    if (m_run.look.empty() || !pair.nir) {
      return;
    }
    const auto& rgb = pair.rgb.image;
    const auto& nir = pair.nir->image;
    const cv::Mat left(rgb.height, rgb.width, CV_8UC3, const_cast<std::uint8_t*>(rgb.data()));
    const cv::Mat grey(nir.height, nir.width, CV_8UC1, const_cast<std::uint8_t*>(nir.data()));
    cv::Mat both;
    cv::cvtColor(grey, both, cv::COLOR_GRAY2BGR);
    if (left.size() == both.size()) {
      cv::hconcat(left, both, both);
    }
    cv::imwrite(
        (fs::path(m_run.look) / (std::string(m_kind.name) + "-" + std::to_string(number) + ".png")).string(),
        both);
  }

  void present(const Show& show, const Picture& picture, int number) {
    m_lastRgb = {};
    m_lastNir = {};
    FaceCheck check(m_engine, referenceOf(picture), m_settings);
    Answerer answerer;
    Shown shown;
    shown.subject = picture.subject;
    std::int64_t tick = 0;
    for (; !check.outcome() && tick < 1'000; tick += kTicksPerLook) {
      auto scene = tick < show.swapTick ? show.first : show.later;
      if (show.acts) {
        answerer.act(scene);
      }
      const auto drawing = std::clock();
      const auto pair = pairOf(show, scene, tick);
      m_tally.timeOfDrawing(since(drawing));
      if (tick == 5 * kTicksPerLook) {
        keepLook(pair, number);
      }
      const auto looking = std::clock();
      const auto progress = check.feed(pair);
      m_tally.timeOfPair(since(looking));
      answerer.hear(progress.challenge, tick);
      shown.wasChallenged |= progress.challenge.has_value();
      shown.lastGuidance = progress.guidance;
    }
    shown.outcome = check.outcome().value_or(FaceOutcome{});
    shown.seconds = static_cast<double>(tick) * 0.04;
    m_tally.count(shown);
    if (m_details) {
      m_details << lineOf(m_kind.name, number, shown) << '\n' << std::flush;
    }
  }

  FaceEngine& m_engine;
  const Kind& m_kind;
  FusionRun m_run;
  Dice m_dice;
  simulator::Stage m_stage;
  std::vector<Picture> m_live;
  std::vector<Picture> m_shown;
  const Picture* m_other = nullptr;
  std::map<std::string, fs::path> m_there;
  FaceCheckSettings m_settings;
  drivers::Frame m_lastRgb;
  drivers::Frame m_lastNir;
  std::map<fs::path, Image> m_chips;
  Dice m_challengeDice;
  std::ofstream m_details;
  FusionTally m_tally;
};

}  // namespace

std::vector<std::string> fusionKinds() {
  std::vector<std::string> names;
  for (const auto& kind : presentationKinds()) {
    names.emplace_back(kind.name);
  }
  return names;
}

bool takeOption(FusionRun& run, std::string_view option, const std::string& value) {
  if (option == "--look") {
    run.look = value;
  } else if (option == "--details") {
    run.details = value;
  } else if (option == "--challenge" && value == "always") {
    run.asksAlways = true;
  } else if (option == "--presentations" || option == "--seed") {
    const auto number = std::strtoull(value.c_str(), nullptr, 10);
    if (number < 1 || number > 1'000'000) {
      return false;
    }
    if (option == "--seed") {
      run.seed = number;
    } else {
      run.presentations = static_cast<int>(number);
    }
  } else {
    return false;
  }
  return true;
}

Json fusionOnSimulator(const std::vector<std::string>& kinds, const FusionRun& run) {
  Json report{{"seed", run.seed}, {"kinds", Json::array()}};
  const auto engine = FaceEngine::load(places::models());
  for (const auto& name : kinds) {
    const auto& all = presentationKinds();
    const auto at =
        std::find_if(all.begin(), all.end(), [&name](const Kind& one) { return name == one.name; });
    Json part{{"kind", name}};
    if (!engine) {
      part["error"] = describe(engine.error());
    } else if (at == all.end()) {
      part["error"] = "no such kind";
    } else {
      Bench bench(**engine, *at, run);
      bench.runAll();
      part = bench.hasPictures() ? bench.report() : Json{{"kind", name}, {"error", kNoSharedData}};
    }
    report["kinds"].push_back(std::move(part));
  }
  return report;
}

}  // namespace xiaowu::bench
