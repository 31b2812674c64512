#include "recognition/documents/internal/PageSeals.h"

#include "recognition/documents/seals/SealFinder.h"
#include "recognition/documents/seals/SealMatch.h"
#include "recognition/documents/seals/SealReader.h"

namespace xiaowu::documents {
namespace {

/// Red circles of every size stand on papers: where the scale is not known, a ring is a seal only when
/// letters stand round it.
bool hasTitle(const Seal& seal) {
  return matchIssuer(seal.text, seal.confidence, {}).verdict == SealVerdict::Matching;
}

Result<void> readRings(PpOcrEngine& ppOcr, const Image& page, std::vector<Seal>& seals,
                       const std::stop_token& stop) {
  for (auto& seal : seals) {
    auto read = readSeal(page, seal, [&](const Image& strip) { return ppOcr.readStrip(strip, {}, stop); });
    if (!read) {
      return fail(read.error());
    }
    seal = std::move(*read);
  }
  return {};
}

/// The size of a paper of no known kind is guessed, and its seal may seem too small or too large; then the
/// seal gives the scale. Each look sees rings of 12 … 30 mm, so steps of 2.25 leave no gap.
Result<void> lookAtOtherScales(PpOcrEngine& ppOcr, DocumentReading& reading, const std::stop_token& stop) {
  for (const double factor : {1 / 2.25, 2.25}) {
    Image look = reading.page;
    look.dpi *= factor;
    auto seals = findRedSeals(look);
    if (auto done = readRings(ppOcr, look, seals, stop); !done) {
      return done;
    }
    std::erase_if(seals, [](const Seal& seal) { return !hasTitle(seal); });
    if (seals.empty()) {
      continue;
    }
    const double scale = kUsualSealRadiusMm / seals.front().radiusMm;
    for (auto& seal : seals) {
      seal.radiusMm *= scale;
    }
    reading.page.dpi = look.dpi / scale;
    reading.seals = std::move(seals);
    return {};
  }
  return {};
}

}  // namespace

Result<void> readSeals(PpOcrEngine* ppOcr, DocumentReading& reading, bool scaleKnown,
                       const std::stop_token& stop) {
  if (reading.has(PageFinding::Blank)) {
    return {};
  }
  reading.seals = findSeals(reading.page);
  if (ppOcr == nullptr || reading.has(PageFinding::Blurred)) {
    return {};
  }
  if (auto done = readRings(*ppOcr, reading.page, reading.seals, stop); !done || scaleKnown) {
    return done;
  }
  std::erase_if(reading.seals, [](const Seal& seal) { return !hasTitle(seal); });
  return reading.hasSeal() ? Result<void>() : lookAtOtherScales(*ppOcr, reading, stop);
}

}  // namespace xiaowu::documents
