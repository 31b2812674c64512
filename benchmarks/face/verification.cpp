// One person or two: false rejections (FRR) and false acceptances (FAR) per pair, ISO/IEC 19795-1.
#include "benchmarks/face/Measures.h"
#include "core/base/Statistics.h"

#include "recognition/face/quality/ChipPhoto.h"

#include <fstream>
#include <map>
#include <sstream>

namespace xiaowu::bench {
namespace {

using Json = nlohmann::ordered_json;
using face::Embedding;
using face::FaceEngine;
using face::Look;
namespace fs = std::filesystem;

struct Subject {
  std::string name;
  Embedding face;  ///< empty when no face is found
};

Embedding embeddingOf(FaceEngine& engine, const Image& image, Look look) {
  if (image.empty()) {
    return {};
  }
  if (look != Look::ChipPhoto) {
    auto face = face::comparableFace(engine, image, look);
    return face ? std::move(face->embedding) : Embedding{};
  }
  const auto chip = face::reducedToChip(engine, image);
  if (!chip) {
    return {};
  }
  auto face = face::chipFace(engine, *chip);
  return face ? std::move(face->embedding) : Embedding{};
}

std::vector<Subject> subjectsIn(FaceEngine& engine, const fs::path& folder, Look look) {
  std::vector<Subject> subjects;
  for (const auto& file : filesIn(folder)) {
    subjects.push_back({subjectOf(file), embeddingOf(engine, pictureOf(file), look)});
  }
  return subjects;
}

/// The kiosk compares three pictures of its window and takes the middle likeness: here, of each three that
/// follow each other, of one subject.
Json mediansOfThree(const std::vector<Subject>& references, const std::vector<Subject>& probes,
                    double threshold) {
  std::vector<double> genuine;
  std::vector<double> impostor;
  for (const auto& reference : references) {
    std::vector<double> window;
    std::string name;
    for (const auto& probe : probes) {
      if (reference.face.empty() || probe.face.empty()) {
        continue;
      }
      if (probe.name != name) {
        window.clear();
      }
      name = probe.name;
      window.push_back(similarity(reference.face, probe.face));
      if (window.size() < 3) {
        continue;
      }
      (reference.name == name ? genuine : impostor).push_back(quantile(window, 0.5));
      window.clear();
    }
  }
  return verificationRates(genuine, impostor, threshold);
}

Json allPairs(const std::vector<Subject>& references, const std::vector<Subject>& probes, double threshold) {
  std::vector<double> genuine;
  std::vector<double> impostor;
  std::size_t unusable = 0;
  for (const auto& reference : references) {
    for (const auto& probe : probes) {
      if (reference.face.empty() || probe.face.empty()) {
        ++unusable;
      } else {
        (reference.name == probe.name ? genuine : impostor).push_back(similarity(reference.face, probe.face));
      }
    }
  }
  auto rates = verificationRates(genuine, impostor, threshold);
  rates["pairsWithoutFace"] = unusable;
  return rates;
}

}  // namespace

Json printedPhotoAgainstLive(FaceEngine& engine, const fs::path& faces) {
  const auto photos = subjectsIn(engine, faces / "print", Look::Plain);
  const auto live = subjectsIn(engine, faces / "live", Look::Plain);
  const auto chips = subjectsIn(engine, faces / "print", Look::ChipPhoto);
  const auto againstChips = subjectsIn(engine, faces / "live", Look::AgainstChipPhoto);
  return {{"fullPhoto", allPairs(photos, live, engine.similarityThreshold())},
          {"chipPhoto", allPairs(chips, againstChips, engine.chipThreshold())},
          {"chipPhotoMedianOfThree", mediansOfThree(chips, againstChips, engine.chipThreshold())}};
}

Json listedPairs(FaceEngine& engine, const fs::path& faces) {
  std::ifstream list(faces / "pairs.csv");
  std::map<std::string, Embedding> known;
  const auto embedding = [&](const std::string& name) -> const Embedding& {
    auto [at, isNew] = known.try_emplace(name);
    if (isNew) {
      at->second = embeddingOf(engine, pictureOf(faces / "pairs" / name), Look::Plain);
    }
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
    const auto& a = embedding(first);
    const auto& b = embedding(second);
    if (a.empty() || b.empty()) {
      ++unusable;
    } else {
      (same.starts_with("Yes") ? genuine : impostor).push_back(similarity(a, b));
    }
  }
  auto rates = verificationRates(genuine, impostor, engine.similarityThreshold());
  rates["pairsWithoutFace"] = unusable;
  return rates;
}

}  // namespace xiaowu::bench
