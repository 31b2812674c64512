#pragma once
// How many pages show a red seal, a grey copy of one, or none.

#include "recognition/documents/DocumentReading.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace xiaowu::bench {

inline double shareOf(int part, int whole) {
  return whole == 0 ? 0 : std::round(10000.0 * part / whole) / 100;
}

struct FindingCounts {
  int pages = 0;
  int red = 0;
  int grey = 0;

  void add(const std::vector<documents::Seal>& seals) {
    const auto is = [](documents::SealFinding finding) {
      return [finding](const documents::Seal& seal) { return seal.finding == finding; };
    };
    const bool present = std::any_of(seals.begin(), seals.end(), is(documents::SealFinding::Present));
    ++pages;
    red += present ? 1 : 0;
    grey += !present && std::any_of(seals.begin(), seals.end(), is(documents::SealFinding::GreyCopy)) ? 1 : 0;
  }
  [[nodiscard]] nlohmann::json json() const {
    return {{"pages", pages},
            {"redPercent", shareOf(red, pages)},
            {"greyCopyPercent", shareOf(grey, pages)},
            {"nonePercent", shareOf(pages - red - grey, pages)}};
  }
};

}  // namespace xiaowu::bench
