#include "benchmarks/documents/SealBench.h"

#include "core/image/ImageMat.h"
#include "recognition/documents/DocumentReader.h"
#include "recognition/documents/page/internal/PageFinder.h"
#include "recognition/documents/page/internal/PageImage.h"
#include "recognition/documents/text/PpOcrEngine.h"
#include "recognition/documents/seals/SealFinder.h"
#include "recognition/documents/seals/SealMatch.h"
#include "recognition/documents/seals/SealReader.h"
#include "benchmarks/documents/Papers.h"
#include "benchmarks/documents/SealFindingCounts.h"
#include "benchmarks/documents/SealNames.h"
#ifdef XIAOWU_SIMULATORS
#include "drivers/scanner/simulator/papers/SealSheets.h"
#include "tests/support/Places.h"
#endif

#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <fstream>
#include <iostream>
#include <map>

namespace xiaowu::bench {
namespace {

using Json = nlohmann::json;
using namespace documents;

void keep(const Image& image, const std::filesystem::path& file) {
  cv::imwrite(file, matOf(image));
}

struct Counts {
  int seals = 0;
  int found = 0;
  int exact = 0;
  int writable = 0;  ///< every letter is one that the reader has
  int writableExact = 0;
  int closest = 0;
  int centres = 0;
  int centreExact = 0;
  int matching = 0;  ///< the right issuer expected
  int doubtful = 0;
  int accused = 0;  ///< the right issuer called a wrong one
  int neighbourMatching = 0;
  int strangerMatching = 0;
  double milliseconds = 0;

  [[nodiscard]] Json json() const {
    return {{"seals", seals},
            {"foundPercent", shareOf(found, seals)},
            {"exactPercent", shareOf(exact, seals)},
            {"writable", writable},
            {"writableExactPercent", shareOf(writableExact, writable)},
            {"closestOf40Percent", shareOf(closest, seals)},
            {"centreExactPercent", shareOf(centreExact, centres)},
            {"rightMatchingPercent", shareOf(matching, seals)},
            {"rightUnreadablePercent", shareOf(doubtful, seals)},
            {"rightCalledWrongPercent", shareOf(accused, seals)},
            {"neighbourMatchingPercent", shareOf(neighbourMatching, seals)},
            {"strangerMatchingPercent", shareOf(strangerMatching, seals)},
            {"cpuMs", std::round(milliseconds / std::max(1, seals))}};
  }
};

struct Sample {
  std::string label;
  std::string condition;
  std::string title;
  std::string centre;
};

struct Others {
  std::vector<std::string> issuers;  ///< forty, the title first
  std::string neighbour;
};

/// The same for the same title.
Others othersThan(const std::string& title) {
  std::mt19937_64 random(std::hash<std::string>()(title));
  auto issuers = fortyIssuers(title, random);
  return {std::move(issuers), neighbourOf(title, random)};
}

class SealScore {
 public:
  SealScore(const SealChoice& choice, PpOcrEngine& engine) : m_choice(choice), m_engine(engine) {}

  void add(const Sample& sample, Image picture) {
    const std::clock_t before = std::clock();
    picture.dpi = dpiFromSeals(picture);
    Seal best;
    bool found = false;
    std::vector<Image> strips;
    for (const auto& seal : findSeals(picture)) {
      const auto read = readSeal(picture, seal, [&](const Image& strip) {
        strips.push_back(strip);
        return m_engine.readStrip(strip, {}, {});
      });
      if (!read || seal.finding != SealFinding::Present) {
        continue;
      }
      if (!found || read->text.size() > best.text.size()) {
        best = *read;
      }
      found = true;
    }
    const double milliseconds = 1000.0 * static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    const auto right = matchSeals(found ? std::vector<Seal>{best} : std::vector<Seal>{}, {sample.title});
    std::vector<std::string> groups{"all", sample.condition};
    if (sample.condition == "c300" || sample.condition == "c200") {
      groups.emplace_back("200-300dpi");
    }
    for (const auto& group : groups) {
      count(m_counts[group], sample, best, found, milliseconds);
    }
    noteNeighbour(sample, best, found);
    if (best.text == sample.title && right.verdict == SealVerdict::Matching) {
      return;
    }
    if (m_choice.verbose) {
      std::cerr << "   " << sample.label << ": wanted " << sample.title << ", read " << best.text << ' '
                << best.confidence << ' ' << sealVerdictName(right.verdict) << (found ? "" : " NOT FOUND")
                << '\n';
    }
    for (std::size_t at = 0; at < strips.size() && !m_choice.strips.empty(); ++at) {
      keep(strips[at], m_choice.strips / (sample.label + "_" + std::to_string(at) + ".png"));
    }
  }

  [[nodiscard]] Json json() const {
    Json json;
    for (const auto& [group, counts] : m_counts) {
      json[group] = counts.json();
    }
    return json;
  }

 private:
  void count(Counts& counts, const Sample& sample, const Seal& seal, bool found, double milliseconds) const {
    const auto [issuers, neighbour] = othersThan(sample.title);
    const bool exact = seal.text == sample.title;
    const bool writable = canWrite(sample.title);
    ++counts.seals;
    counts.found += found ? 1 : 0;
    counts.exact += exact ? 1 : 0;
    counts.writable += writable ? 1 : 0;
    counts.writableExact += writable && exact ? 1 : 0;
    counts.centres += sample.centre.empty() ? 0 : 1;
    counts.centreExact += !sample.centre.empty() && seal.centreText == sample.centre ? 1 : 0;
    counts.milliseconds += milliseconds;
    const auto distance = [&](const std::string& name) { return editDistance(seal.text, name); };
    const auto own = distance(sample.title);
    counts.closest +=
        !seal.text.empty() && std::all_of(issuers.begin() + 1, issuers.end(),
                                          [&](const std::string& name) { return distance(name) > own; })
            ? 1
            : 0;
    const auto verdict = [&](const std::string& expected) {
      return matchSeals(found ? std::vector<Seal>{seal} : std::vector<Seal>{}, {expected}).verdict;
    };
    counts.matching += verdict(sample.title) == SealVerdict::Matching ? 1 : 0;
    counts.doubtful += verdict(sample.title) == SealVerdict::Unreadable ? 1 : 0;
    counts.accused += verdict(sample.title) == SealVerdict::WrongIssuer ? 1 : 0;
    counts.neighbourMatching += verdict(neighbour) == SealVerdict::Matching ? 1 : 0;
    counts.strangerMatching += verdict(issuers[1]) == SealVerdict::Matching ? 1 : 0;
  }

  /// The worst that can happen: a seal of the office next door lets a paper through.
  void noteNeighbour(const Sample& sample, const Seal& seal, bool found) const {
    const auto neighbour = othersThan(sample.title).neighbour;
    if (!m_choice.verbose || !found || matchSeals({seal}, {neighbour}).verdict != SealVerdict::Matching) {
      return;
    }
    std::cerr << "   " << sample.label << ": is " << sample.title << ", read " << seal.text << ' '
              << seal.confidence << ", matches the neighbour " << neighbour << "; also";
    for (const auto& letters : seal.also) {
      std::cerr << " [" << letters << ']';
    }
    std::cerr << '\n';
  }

  [[nodiscard]] bool canWrite(const std::string& title) const {
    for (std::size_t at = 0; at + 3 <= title.size(); at += 3) {
      if (!m_engine.knows(title.substr(at, 3))) {
        return false;
      }
    }
    return true;
  }

  const SealChoice& m_choice;
  PpOcrEngine& m_engine;
  std::map<std::string, Counts> m_counts;
};

bool wanted(const SealChoice& choice, const std::string& label) {
  return choice.only.empty() || label.find(choice.only) != std::string::npos;
}

Json publicSeals(const SealChoice& choice, PpOcrEngine& engine) {
  const auto folder = sharedData() / "ocr" / "seals";
  std::ifstream stream(folder / "truth.json");
  if (!stream) {
    return nullptr;
  }
  SealScore score(choice, engine);
  const auto truth = Json::parse(stream);
  for (const auto& [file, entry] : truth.items()) {
    if (!wanted(choice, file)) {
      continue;
    }
    if (auto picture = imageFile(folder / file)) {
      score.add({file, entry.at("cond"), entry.at("text"), entry.at("center")}, std::move(*picture));
    }
  }
  return score.json();
}

#ifdef XIAOWU_SIMULATORS
using namespace simulator;

Json ownSeals(const SealChoice& choice, PpOcrEngine& engine) {
  SealScore score(choice, engine);
  for (const auto& condition : captureConditions()) {
    for (int index = 0; index < choice.perCondition; ++index) {
      // The same seal in every condition, so that conditions differ by the capture alone.
      const auto seed = 500 + static_cast<std::uint64_t>(index);
      std::mt19937_64 random(seed);
      const auto name = inventSealName(random);
      const std::string label = "seal_" + std::to_string(index) + "_" + condition.name;
      if (!wanted(choice, label)) {
        continue;
      }
      auto picture = captureSeal(
          {SealSheetKind::Red, name.title, name.centre, name.code, condition.dpi, seed}, condition.settings);
      if (picture) {
        score.add({label, condition.name, name.title, name.centre}, std::move(*picture));
      }
    }
  }
  return score.json();
}

/// As DocumentReader looks for seals: on the straightened page, at its scale.
std::vector<Seal> sealsOnPage(const Image& picture, double dpi) {
  Image page = straightened(picture, findPage(picture));
  page.dpi = dpi;
  return findSeals(page);
}

std::string colourOf(const std::vector<Seal>& seals) {
  if (seals.empty()) {
    return "none";
  }
  return seals.front().finding == SealFinding::Present ? "red" : "grey";
}

std::string groupOf(PaperKind kind, PaperFlaw flaw) {
  if (!paperKindHasSeal(kind) || flaw == PaperFlaw::NoSeal) {
    return "none-pages";
  }
  return flaw == PaperFlaw::Copy ? "grey-pages" : "red-pages";
}

class Findings {
 public:
  explicit Findings(const SealChoice& choice) : m_choice(choice) {}

  void lookAtSheets(const CaptureCondition& condition, std::uint64_t seed, const std::string& index) {
    std::mt19937_64 random(seed);
    const auto name = inventSealName(random);
    const std::pair<const char*, SealSheetKind> kinds[] = {{"red-sheets", SealSheetKind::Red},
                                                           {"grey-sheets", SealSheetKind::GreyCopy},
                                                           {"none-sheets", SealSheetKind::NoSeal},
                                                           {"none-grey-sheets", SealSheetKind::NoSealGrey}};
    for (const auto& [group, kind] : kinds) {
      const std::string label = std::string(group) + "_" + index + "_" + condition.name;
      if (!wanted(m_choice, label)) {
        continue;
      }
      const auto picture =
          captureSeal({kind, name.title, name.centre, name.code, condition.dpi, seed}, condition.settings);
      if (picture) {
        note(group, label, *picture, condition.dpi);
      }
    }
  }

  void lookAtPapers(const CaptureCondition& condition, PaperKind kind, PaperFlaw flaw) {
    if (flaw == PaperFlaw::NoSeal && !paperKindHasSeal(kind)) {
      return;
    }
    const std::string group = groupOf(kind, flaw);
    for (int index = 0; index < std::max(1, m_choice.perCondition / 12); ++index) {
      const PaperOrder order{
          kind, "", flaw, condition.dpi,
          4000 + static_cast<std::uint64_t>(kind) * 17 + static_cast<std::uint64_t>(index)};
      const std::string label =
          group + "_" + std::string(paperKindName(kind)) + std::to_string(index) + "_" + condition.name;
      if (!wanted(m_choice, label)) {
        continue;
      }
      if (const auto picture = capturePaper(order, condition.settings)) {
        note(group, label, *picture, condition.dpi);
      }
    }
  }

  [[nodiscard]] Json json() const {
    Json json;
    for (const auto& [group, counts] : m_groups) {
      json[group] = counts.json();
    }
    return json;
  }

 private:
  void note(const std::string& group, const std::string& label, const Image& picture, double dpi) {
    const auto seals = sealsOnPage(picture, dpi);
    m_groups[group].add(seals);
    const std::string what = colourOf(seals);
    if (what == group.substr(0, group.find('-'))) {
      return;
    }
    if (m_choice.verbose) {
      std::cerr << "   " << label << " (" << group << "): " << what << '\n';
    }
    if (!m_choice.strips.empty()) {
      keep(picture, m_choice.strips / (label + ".png"));
    }
  }

  const SealChoice& m_choice;
  std::map<std::string, FindingCounts> m_groups;
};

Json findings(const SealChoice& choice) {
  Findings run(choice);
  for (const auto& condition : captureConditions()) {
    for (int index = 0; index < choice.perCondition; ++index) {
      run.lookAtSheets(condition, 9000 + static_cast<std::uint64_t>(index), std::to_string(index));
    }
    for (const auto kind : paperKinds()) {
      for (const auto flaw : {PaperFlaw::None, PaperFlaw::NoSeal, PaperFlaw::Copy}) {
        run.lookAtPapers(condition, kind, flaw);
      }
    }
  }
  return run.json();
}

/// Sheets of no known kind and of unknown scale, read whole as the kiosk reads a page.
Json unscaled(const SealChoice& choice, const std::filesystem::path& modelsFolder) {
  const auto reader =
      DocumentReader::load(places::source() / "kiosk-config" / "documents", {modelsFolder, 1});
  if (!reader) {
    return {{"error", describe(reader.error())}};
  }
  std::map<std::string, FindingCounts> groups;
  for (const auto& condition : captureConditions()) {
    for (int index = 0; index < choice.perCondition; ++index) {
      const auto seed = 9000 + static_cast<std::uint64_t>(index);
      std::mt19937_64 random(seed);
      const auto name = inventSealName(random);
      for (const auto& [group, kind] :
           {std::pair{"red", SealSheetKind::Red}, std::pair{"none", SealSheetKind::NoSeal}}) {
        const std::string label =
            std::string("unscaled_") + group + "_" + std::to_string(index) + "_" + condition.name;
        if (!wanted(choice, label)) {
          continue;
        }
        auto picture =
            captureSeal({kind, name.title, name.centre, name.code, condition.dpi, seed}, condition.settings);
        if (!picture) {
          continue;
        }
        picture->dpi = 0;
        const auto reading = (*reader)->read(*picture, "", {});
        if (!reading) {
          continue;
        }
        groups[group].add(reading->seals);
        if (reading->hasSeal() == (kind == SealSheetKind::Red)) {
          continue;
        }
        if (choice.verbose) {
          std::cerr << "   " << label << ": " << reading->type << ", " << reading->seals.size()
                    << " seals at " << reading->dpi << " dpi\n";
        }
        if (!choice.strips.empty()) {
          keep(*picture, choice.strips / (label + ".png"));
        }
      }
    }
  }
  Json json;
  for (const auto& [group, counts] : groups) {
    json[group] = counts.json();
  }
  return json;
}
#endif

}  // namespace

Json benchSeals(const SealChoice& choice, const std::filesystem::path& modelsFolder) {
  auto engine = PpOcrEngine::load(modelsFolder, 1);
  if (!engine) {
    return {{"error", describe(engine.error())}};
  }
  Json json;
  const auto part = [&](const char* name) { return choice.parts.find(name) != std::string::npos; };
  if (choice.publicSet && part("public")) {
    json["public"] = publicSeals(choice, **engine);
  }
#ifdef XIAOWU_SIMULATORS
  if (part("own")) {
    json["generator"] = ownSeals(choice, **engine);
  }
  if (part("findings")) {
    json["findings"] = findings(choice);
  }
  if (part("unscaled")) {
    json["unscaled"] = unscaled(choice, modelsFolder);
  }
#endif
  return json;
}

}  // namespace xiaowu::bench
