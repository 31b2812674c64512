#include "recognition/documents/seals/SealReader.h"

#include "core/base/Statistics.h"
#include "recognition/documents/seals/internal/SealRing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace xiaowu::documents {
namespace {

constexpr double kSure = 0.97;        // mean confidence and …
constexpr double kSureLetter = 0.85;  // … least confident letter at which one look is enough
constexpr double kMargin = 5;         // degrees of paper at either end of the title
constexpr int kLettersReadMin = 2;
constexpr double kStray = 0.4;        // the least sure of a title's end letters
constexpr double kRivalShare = 0.25;  // of the letter's own weight: another letter that may be meant

/// CJK ideographs of the basic block: titles have nothing else; codes and stars have none.
bool isHanzi(const std::string& text) {
  return text.size() == 3 && text >= "\u4e00" && text <= "\u9fff";
}

TextLine hanziOf(const TextLine& line) {
  TextLine kept;
  std::copy_if(line.begin(), line.end(), std::back_inserter(kept),
               [](const Symbol& symbol) { return isHanzi(symbol.text); });
  return kept;
}

double meanOf(const TextLine& line) {
  double sum = 0;
  for (const auto& symbol : line) {
    sum += symbol.confidence;
  }
  return line.empty() ? 0 : sum / static_cast<double>(line.size());
}

bool sure(const TextLine& line) {
  return line.size() >= 4 && meanOf(line) >= kSure &&
         std::all_of(line.begin(), line.end(),
                     [](const Symbol& symbol) { return symbol.confidence >= kSureLetter; });
}

/// For each letter of `frame` the index in `other` that stands at its place, or -1 (edit distance,
/// substitutions preferred).
std::vector<int> aligned(const TextLine& frame, const TextLine& other) {
  const std::size_t rows = frame.size() + 1;
  const std::size_t columns = other.size() + 1;
  std::vector<double> cost(rows * columns, 0);
  const auto cell = [&](std::size_t row, std::size_t column) -> double& {
    return cost[row * columns + column];
  };
  const auto change = [&](std::size_t row, std::size_t column) {
    return frame[row - 1].text == other[column - 1].text ? 0.0 : 1.2;
  };
  for (std::size_t row = 0; row < rows; ++row) {
    cell(row, 0) = static_cast<double>(row);
  }
  for (std::size_t column = 0; column < columns; ++column) {
    cell(0, column) = static_cast<double>(column);
  }
  for (std::size_t row = 1; row < rows; ++row) {
    for (std::size_t column = 1; column < columns; ++column) {
      cell(row, column) = std::min({cell(row - 1, column - 1) + change(row, column),
                                    cell(row - 1, column) + 1, cell(row, column - 1) + 1});
    }
  }
  std::vector<int> places(frame.size(), -1);
  for (std::size_t row = rows - 1, column = columns - 1; row > 0 && column > 0;) {
    if (cell(row, column) >= cell(row - 1, column - 1) + change(row, column) - 1e-9) {
      places[row - 1] = static_cast<int>(column - 1);
      --row;
      --column;
    } else if (cell(row, column) >= cell(row - 1, column) + 1 - 1e-9) {
      --row;
    } else {
      --column;
    }
  }
  return places;
}

std::string textOf(const TextLine& line) {
  std::string text;
  for (const auto& symbol : line) {
    text += symbol.text;
  }
  return text;
}

/// Where each letter stands on the arc, hundredths of a degree, in place of the strip's pixels: readings of
/// different strips can then be compared.
void onArc(TextLine& line, const RingBand& band, int width) {
  for (auto& symbol : line) {
    const double middle = symbol.box.x + symbol.box.width / 2.0;
    symbol.box = {static_cast<int>(std::lround(100 * (band.from + (band.to - band.from) * middle / width))),
                  0, 0, 0};
  }
}

/// Titles are evenly spaced, so a wide gap is a letter that was not read.
struct Spacing {
  double step = 0;                               ///< hundredths of a degree
  std::vector<std::pair<double, double>> holes;  ///< from letter (or end of the title) to letter
};

Spacing spacingOf(const TextLine& line, const RingBand& title) {
  Spacing spacing;
  if (line.size() < 3) {
    return spacing;
  }
  std::vector<double> steps;
  for (std::size_t at = 1; at < line.size(); ++at) {
    steps.push_back(line[at].box.x - line[at - 1].box.x);
  }
  spacing.step = middleValue(steps);
  if (line.front().box.x - 100 * title.from > 1.05 * spacing.step) {
    spacing.holes.emplace_back(100 * title.from - 0.5 * spacing.step, line.front().box.x);
  }
  for (std::size_t at = 1; at < line.size(); ++at) {
    if (steps[at - 1] > 1.6 * spacing.step) {
      spacing.holes.emplace_back(line[at - 1].box.x, line[at].box.x);
    }
  }
  if (100 * title.to - line.back().box.x > 1.05 * spacing.step) {
    spacing.holes.emplace_back(line.back().box.x, 100 * title.to + 0.5 * spacing.step);
  }
  return spacing;
}

/// Characters that other readings have in the holes of this one.
void fill(TextLine& line, const std::vector<TextLine>& readings, const RingBand& title) {
  const auto spacing = spacingOf(line, title);
  for (const auto& hole : spacing.holes) {
    const double from = hole.first + 0.55 * spacing.step;
    const double to = hole.second - 0.55 * spacing.step;
    for (const auto& other : readings) {
      TextLine found;
      std::copy_if(other.begin(), other.end(), std::back_inserter(found), [&](const Symbol& symbol) {
        return symbol.box.x > from && symbol.box.x < to && symbol.confidence >= 0.3;
      });
      if (found.empty()) {
        continue;
      }
      const auto place = std::find_if(
          line.begin(), line.end(), [&](const Symbol& symbol) { return symbol.box.x > found.front().box.x; });
      line.insert(place, found.begin(), found.end());
      break;
    }
  }
}

/// Print and centre lines beside the title come out as letters that are unsure or out of step. A rare letter
/// at an end is unsure too; to keep those that are in step was measured and brought more print than letters,
/// so the place counts as a letter that was not read.
void trim(TextLine& line, const RingBand& title) {
  const double step = spacingOf(line, title).step;
  const auto stray = [step](const Symbol& end, const Symbol& next) {
    return end.confidence < kStray || std::abs(std::abs(end.box.x - next.box.x) - step) > 0.35 * step;
  };
  while (line.size() > 4 && stray(line.back(), line[line.size() - 2])) {
    line.pop_back();
  }
  while (line.size() > 4 && stray(line.front(), line[1])) {
    line.erase(line.begin());
  }
}

struct Title {
  TextLine letters;
  std::vector<std::string> also;
  int missing = 0;
};

/// What else each letter of the title may be: nothing where it is sure, else what the readings saw there
/// nearly as surely.
std::vector<std::string> alsoSeen(const TextLine& title, const std::vector<TextLine>& readings) {
  std::vector<std::map<std::string, double>> weights(title.size());
  for (const auto& line : readings) {
    const auto places = aligned(title, line);
    for (std::size_t at = 0; at < places.size(); ++at) {
      if (places[at] < 0) {
        continue;
      }
      const auto& symbol = line[static_cast<std::size_t>(places[at])];
      weights[at][symbol.text] += symbol.confidence;
      if (isHanzi(symbol.rival)) {
        weights[at][symbol.rival] += symbol.rivalConfidence;
      }
    }
  }
  std::vector<std::string> also(title.size());
  for (std::size_t at = 0; at < title.size(); ++at) {
    if (title[at].confidence >= kSureLetter) {
      continue;
    }
    for (const auto& [letter, weight] : weights[at]) {
      if (letter != title[at].text && weight >= kRivalShare * weights[at][title[at].text]) {
        also[at] += letter;
      }
    }
  }
  return also;
}

/// The frame is the surest reading, with its holes filled; every place is then voted on.
Title merged(const std::vector<TextLine>& readings, const RingBand& title) {
  Title answer;
  answer.letters = voted(readings);
  if (answer.letters.empty()) {
    return answer;
  }
  fill(answer.letters, readings, title);
  trim(answer.letters, title);
  answer.missing = static_cast<int>(spacingOf(answer.letters, title).holes.size());
  answer.also = alsoSeen(answer.letters, readings);
  return answer;
}

Result<Title> readTitle(const Image& picture, const Seal& seal, const RingBand& title,
                        const StripReader& read) {
  struct Look {
    double outer;
    double inner;
    double stretch;
    SealInk ink;
  };
  const bool grey = seal.finding == SealFinding::GreyCopy || picture.format == PixelFormat::Grey8;
  const SealInk main = grey ? SealInk::Grey : SealInk::Green;
  const std::array<Look, 4> looks{{{0.93, 0.59, 1, main},
                                   {0.92, 0.63, 0.85, grey ? SealInk::Grey : SealInk::Ratio},
                                   {0.92, 0.55, 1, main},
                                   {0.91, 0.61, 1.15, main}}};
  std::vector<TextLine> readings;
  for (const auto& look : looks) {
    const RingBand band{look.outer, look.inner, title.from - kMargin, title.to + kMargin, look.stretch};
    const Image strip = ringStrip(picture, seal, band, look.ink);
    auto line = read(strip);
    if (!line) {
      return fail(line.error());
    }
    readings.push_back(hanziOf(*line));
    onArc(readings.back(), band, strip.width);
    const bool whole = spacingOf(readings.back(), title).holes.empty();
    if (whole && sure(readings.back())) {
      break;
    }
    if (readings.size() == 2 && whole && textOf(readings[0]) == textOf(readings[1])) {
      break;  // two different pictures of the ink agree
    }
  }
  return merged(readings, title);
}

}  // namespace

TextLine voted(const std::vector<TextLine>& readings) {
  if (readings.empty()) {
    return {};
  }
  // More letters at the same confidence: a reading that lost letters is not the surer one.
  const auto weight = [](const TextLine& line) {
    return meanOf(line) * std::sqrt(static_cast<double>(line.size()));
  };
  const auto best =
      std::max_element(readings.begin(), readings.end(),
                       [&](const TextLine& a, const TextLine& b) { return weight(a) < weight(b); });
  TextLine frame = *best;
  std::vector<std::vector<int>> places;
  places.reserve(readings.size());
  for (const auto& line : readings) {
    places.push_back(aligned(*best, line));
  }
  for (std::size_t at = 0; at < frame.size(); ++at) {
    double top = -1;
    Symbol winner = frame[at];
    for (std::size_t which = 0; which < readings.size(); ++which) {
      if (places[which][at] < 0) {
        continue;
      }
      const auto& candidate = readings[which][static_cast<std::size_t>(places[which][at])];
      double votes = 0;
      for (std::size_t other = 0; other < readings.size(); ++other) {
        const int place = places[other][at];
        if (place < 0) {
          continue;
        }
        const auto& symbol = readings[other][static_cast<std::size_t>(place)];
        if (symbol.text == candidate.text) {
          votes += symbol.confidence;
        }
      }
      if (votes <= top + 1e-9) {
        continue;
      }
      top = votes;
      winner = candidate;
      winner.confidence = std::min(1.0, votes / static_cast<double>(readings.size()));
    }
    frame[at] = winner;
  }
  return frame;
}

Result<Seal> readSeal(const Image& picture, const Seal& seal, const StripReader& read) {
  Seal answer = refined(picture, seal);
  const RingBand title = titleBand(picture, answer);
  if (title.to - title.from < 20) {
    return answer;
  }
  auto line = readTitle(picture, answer, title, read);
  if (!line) {
    return fail(line.error());
  }
  if (static_cast<int>(line->letters.size()) < kLettersReadMin) {
    return answer;
  }
  answer.text = textOf(line->letters);
  const auto letters = static_cast<double>(line->letters.size());
  answer.confidence = meanOf(line->letters) * letters / (letters + line->missing);
  answer.also = std::move(line->also);
  const Image under = centreStrip(picture, answer, (title.from + title.to) / 2);
  if (under.empty()) {
    return answer;
  }
  const auto centre = read(under);
  if (!centre) {
    return fail(centre.error());
  }
  const TextLine words = hanziOf(*centre);
  if (words.size() >= 3 && meanOf(words) >= 0.6) {
    answer.centreText = textOf(words);
  }
  return answer;
}

}  // namespace xiaowu::documents
