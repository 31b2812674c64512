#include "recognition/documents/internal/SealedText.h"

#include "recognition/documents/page/internal/PageImage.h"
#include "recognition/documents/seals/SealFinder.h"

#include <algorithm>

namespace xiaowu::documents {
namespace {

constexpr double kMmPerInchOfSeal = 25.4;
constexpr double kBeside = 3.2;  // radii to the left and right of a seal's middle that are read again
constexpr double kAboveBelow = 1.5;
constexpr int kRed = 30;    // by how much red ink is redder than it is green or blue
constexpr int kFaint = 90;  // darker than that under the ink is print

/// The part of the page with red ink made paper; print under it stays.
Image withoutInk(const Image& page, const Rect& area) {
  Bytes pixels(static_cast<std::size_t>(area.width) * static_cast<std::size_t>(area.height) * 3);
  auto* to = pixels.data();
  for (int y = area.y; y < area.y + area.height; ++y) {
    const auto* from =
        page.data() + static_cast<std::size_t>(y) * page.stride() + static_cast<std::size_t>(area.x) * 3;
    for (int x = 0; x < area.width; ++x, from += 3, to += 3) {
      const int other = std::max<int>(from[0], from[1]);
      const bool ink = from[2] - other > kRed && from[2] > kFaint;
      std::fill_n(to, 3, ink ? std::uint8_t{255} : from[2]);
    }
  }
  return Image::of(area.width, area.height, PixelFormat::Bgr8, std::move(pixels), page.dpi);
}

Rect around(const Seal& seal, const Image& page) {
  const double radius = seal.radiusMm / kMmPerInchOfSeal * page.dpi;
  const auto clamped = [](double value, int most) { return std::clamp(static_cast<int>(value), 0, most); };
  const int left = clamped(seal.centre.x - kBeside * radius, page.width);
  const int right = clamped(seal.centre.x + kBeside * radius, page.width);
  const int top = clamped(seal.centre.y - kAboveBelow * radius, page.height);
  const int bottom = clamped(seal.centre.y + kAboveBelow * radius, page.height);
  return {left, top, right - left, bottom - top};
}

double leastConfidence(const TextLine& line) {
  double sum = 0;
  for (const auto& symbol : line) {
    sum += symbol.confidence;
  }
  return line.empty() ? 0 : sum / static_cast<double>(line.size());
}

Rect boxOfLine(const TextLine& line) {
  Rect box = line.front().box;
  for (const auto& symbol : line) {
    const int right = std::max(box.x + box.width, symbol.box.x + symbol.box.width);
    const int bottom = std::max(box.y + box.height, symbol.box.y + symbol.box.height);
    box.x = std::min(box.x, symbol.box.x);
    box.y = std::min(box.y, symbol.box.y);
    box.width = right - box.x;
    box.height = bottom - box.y;
  }
  return box;
}

bool overlap(const Rect& a, const Rect& b) {
  const int width = std::min(a.x + a.width, b.x + b.width) - std::max(a.x, b.x);
  const int height = std::min(a.y + a.height, b.y + b.height) - std::max(a.y, b.y);
  return width > 0 && 2 * height > std::min(a.height, b.height);
}

/// A new line takes the place of those that it covers when they are shorter, or as long and less sure.
void merge(std::vector<TextLine>& lines, TextLine line) {
  if (line.size() < 4) {
    return;
  }
  const Rect box = boxOfLine(line);
  const bool worse = std::any_of(lines.begin(), lines.end(), [&](const TextLine& old) {
    return !old.empty() && overlap(boxOfLine(old), box) &&
           (old.size() > line.size() ||
            (old.size() == line.size() && leastConfidence(old) >= leastConfidence(line)));
  });
  if (worse) {
    return;
  }
  std::erase_if(lines, [&](const TextLine& old) { return old.empty() || overlap(boxOfLine(old), box); });
  lines.push_back(std::move(line));
}

}  // namespace

Result<void> readUnderSeals(PpOcrEngine& engine, UprightPage& upright, const std::stop_token& stop) {
  const double scale = static_cast<double>(upright.flat.width) / upright.page.width;
  for (const auto& seal : findRedSeals(upright.page)) {
    const Rect area = around(seal, upright.page);
    if (area.width < 64 || area.height < 32) {
      continue;
    }
    const Image part =
        flatGrey(withoutInk(upright.page, area), upright.flat.dpi > 0 ? upright.flat.dpi : 200);
    auto lines = engine.readPage(part, stop);
    if (!lines) {
      return fail(lines.error());
    }
    const double own = static_cast<double>(area.width) / part.width;
    for (auto& line : *lines) {
      for (auto& symbol : line) {
        const auto back = [&](int value, int offset) {
          return static_cast<int>((value * own + offset) * scale);
        };
        symbol.box = {back(symbol.box.x, area.x), back(symbol.box.y, area.y),
                      static_cast<int>(symbol.box.width * own * scale),
                      static_cast<int>(symbol.box.height * own * scale)};
      }
      merge(upright.lines, std::move(line));
    }
  }
  return {};
}

}  // namespace xiaowu::documents
