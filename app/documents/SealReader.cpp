#include "app/documents/SealReader.h"

#include "app/documents/SealRing.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace xiaowu::documents {
namespace {

constexpr double kSure = 0.97;        // mean confidence and …
constexpr double kSureLetter = 0.85;  // … least confident letter at which one look is enough
constexpr double kMargin = 5;         // degrees of paper at either end of the title
constexpr int kLettersMin = 2;

/// CJK ideographs of the basic block: titles have nothing else; codes and stars have none.
bool isHanzi(const std::string& text) { return text.size() == 3 && text >= "\u4e00" && text <= "\u9fff"; }

TextLine hanziOf(const TextLine& line) {
  TextLine kept;
  std::copy_if(line.begin(), line.end(), std::back_inserter(kept), [](const Symbol& symbol) { return isHanzi(symbol.text); });
  return kept;
}

double meanOf(const TextLine& line) {
  double sum = 0;
  for (const auto& symbol : line) sum += symbol.confidence;
  return line.empty() ? 0 : sum / static_cast<double>(line.size());
}

bool sure(const TextLine& line) {
  return line.size() >= 4 && meanOf(line) >= kSure &&
         std::all_of(line.begin(), line.end(), [](const Symbol& symbol) { return symbol.confidence >= kSureLetter; });
}

/// For each letter of `frame` the index in `other` that stands at its place, or -1 (edit distance, substitutions preferred).
std::vector<int> aligned(const TextLine& frame, const TextLine& other) {
  const std::size_t rows = frame.size() + 1;
  const std::size_t columns = other.size() + 1;
  std::vector<double> cost(rows * columns, 0);
  const auto cell = [&](std::size_t row, std::size_t column) -> double& { return cost[row * columns + column]; };
  const auto change = [&](std::size_t row, std::size_t column) { return frame[row - 1].text == other[column - 1].text ? 0.0 : 1.2; };
  for (std::size_t row = 0; row < rows; ++row) cell(row, 0) = static_cast<double>(row);
  for (std::size_t column = 0; column < columns; ++column) cell(0, column) = static_cast<double>(column);
  for (std::size_t row = 1; row < rows; ++row) {
    for (std::size_t column = 1; column < columns; ++column) {
      cell(row, column) = std::min({cell(row - 1, column - 1) + change(row, column), cell(row - 1, column) + 1, cell(row, column - 1) + 1});
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
  for (const auto& symbol : line) text += symbol.text;
  return text;
}

Result<TextLine> readTitle(const Image& picture, const Seal& seal, const RingBand& title, const StripReader& read) {
  struct Look {
    double inner;
    SealInk ink;
  };
  const bool grey = seal.finding == SealFinding::GreyCopy || picture.format == PixelFormat::Grey8;
  const std::array<Look, 3> looks{{{0.59, grey ? SealInk::Grey : SealInk::Green}, {0.63, grey ? SealInk::Grey : SealInk::Ratio}, {0.55, grey ? SealInk::Grey : SealInk::Green}}};
  std::vector<TextLine> readings;
  for (const auto& look : looks) {
    const RingBand band{0.93, look.inner, title.from - kMargin, title.to + kMargin};
    auto line = read(ringStrip(picture, seal, band, look.ink));
    if (!line) return fail(line.error());
    readings.push_back(hanziOf(*line));
    if (sure(readings.back())) return readings.back();
    if (readings.size() == 2 && textOf(readings[0]) == textOf(readings[1])) break;  // two different pictures of the ink agree
  }
  return voted(readings);
}

}  // namespace

TextLine voted(const std::vector<TextLine>& readings) {
  if (readings.empty()) return {};
  // More letters at the same confidence: a reading that lost letters is not the surer one.
  const auto weight = [](const TextLine& line) { return meanOf(line) * std::sqrt(static_cast<double>(line.size())); };
  const auto best = std::max_element(readings.begin(), readings.end(), [&](const TextLine& a, const TextLine& b) { return weight(a) < weight(b); });
  TextLine frame = *best;
  std::vector<std::vector<int>> places;
  for (const auto& line : readings) places.push_back(aligned(*best, line));
  for (std::size_t at = 0; at < frame.size(); ++at) {
    double top = -1;
    Symbol winner = frame[at];
    for (std::size_t which = 0; which < readings.size(); ++which) {
      if (places[which][at] < 0) continue;
      const auto& candidate = readings[which][static_cast<std::size_t>(places[which][at])];
      double votes = 0;
      for (std::size_t other = 0; other < readings.size(); ++other) {
        const int place = places[other][at];
        if (place < 0) continue;
        const auto& symbol = readings[other][static_cast<std::size_t>(place)];
        if (symbol.text == candidate.text) votes += symbol.confidence;
      }
      if (votes <= top + 1e-9) continue;
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
  if (title.to - title.from < 20) return answer;
  const auto line = readTitle(picture, answer, title, read);
  if (!line) return fail(line.error());
  if (static_cast<int>(line->size()) < kLettersMin) return answer;
  answer.text = textOf(*line);
  answer.confidence = meanOf(*line);
  const Image under = centreStrip(picture, answer, (title.from + title.to) / 2);
  if (under.empty()) return answer;
  const auto centre = read(under);
  if (!centre) return fail(centre.error());
  const TextLine letters = hanziOf(*centre);
  if (letters.size() >= 3 && meanOf(letters) >= 0.6) answer.centreText = textOf(letters);
  return answer;
}

}  // namespace xiaowu::documents
