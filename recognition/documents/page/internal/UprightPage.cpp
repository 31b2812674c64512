#include "recognition/documents/page/internal/UprightPage.h"

#include "recognition/documents/page/internal/PageImage.h"
#include "recognition/documents/text/internal/TextDetector.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace xiaowu::documents {
namespace {

constexpr std::size_t kProbes = 3;
constexpr double kReadsWell = 0.85;  // measured: upright lines 0.88 and more, upside down 0.73 and less
constexpr double kSlantMin = 0.7;    // degrees; rows can be told apart up to about one

std::array<Point, 4> cornersOf(const Image& image) {
  const double right = image.width;
  const double bottom = image.height;
  return {Point{0, 0}, Point{right, 0}, Point{right, bottom}, Point{0, bottom}};
}

/// Where a point of a picture comes to lie when the picture is turned clockwise once.
Point turnedOnce(const Point& point, double height) {
  return {height - point.y, point.x};
}

void turn(std::vector<LineArea>& areas, int quarterTurns, double width, double height) {
  for (int turns = 0; turns < quarterTurns; ++turns) {
    for (auto& area : areas) {
      for (auto& corner : area.corners) {
        corner = turnedOnce(corner, height);
      }
    }
    std::swap(width, height);
  }
}

void turn(UprightPage& upright, std::vector<LineArea>& areas, int quarterTurns) {
  turn(areas, quarterTurns, upright.flat.width, upright.flat.height);
  upright.page = turned(upright.page, quarterTurns);
  upright.flat = turned(upright.flat, quarterTurns);
  upright.quarterTurns = (upright.quarterTurns + quarterTurns) % 4;
  std::rotate(upright.corners.begin(), upright.corners.begin() + (4 - quarterTurns) % 4,
              upright.corners.end());
}

/// Lines stand when more of their length runs upwards than to the right.
bool linesStand(const std::vector<LineArea>& areas) {
  double lying = 0;
  double standing = 0;
  for (const auto& area : areas) {
    if (area.width() < 2 * area.height()) {
      continue;
    }
    const double dx = std::abs(area.corners[1].x - area.corners[0].x);
    const double dy = std::abs(area.corners[1].y - area.corners[0].y);
    (dy > dx ? standing : lying) += area.width();
  }
  return standing > lying;
}

/// Degrees, clockwise; the median of the long lines by length.
double slantOf(const std::vector<LineArea>& areas) {
  std::vector<std::pair<double, double>> slants;
  double total = 0;
  for (const auto& area : areas) {
    if (area.width() < 4 * area.height()) {
      continue;
    }
    slants.emplace_back(
        std::atan2(area.corners[1].y - area.corners[0].y, area.corners[1].x - area.corners[0].x) * 180 /
            std::numbers::pi,
        area.width());
    total += area.width();
  }
  std::sort(slants.begin(), slants.end());
  double sum = 0;
  for (const auto& [slant, length] : slants) {
    sum += length;
    if (sum * 2 >= total) {
      return slant;
    }
  }
  return 0;
}

/// Turns the picture by `degrees` counter-clockwise on a larger sheet, and the areas with it.
void straighten(UprightPage& upright, std::vector<LineArea>& areas, double degrees) {
  const auto flatTurn = levelled(upright.flat, degrees);
  for (auto& area : areas) {
    for (auto& corner : area.corners) {
      corner = flatTurn.forth(corner);
    }
  }
  auto pageTurn = levelled(upright.page, degrees);
  const auto before = upright.page;
  upright.flat = flatTurn.image;
  upright.page = pageTurn.image;
  // `corners` were those of `before`, perhaps turned by quarters; the new corners go back the same way.
  const auto origin = upright.corners;
  const auto back = cornersOf(upright.page);
  for (std::size_t at = 0; at < 4; ++at) {
    const Point inside = pageTurn.back(back[at]);
    const double x = inside.x / before.width;
    const double y = inside.y / before.height;
    upright.corners[at] = {origin[0].x + (origin[1].x - origin[0].x) * x + (origin[3].x - origin[0].x) * y,
                           origin[0].y + (origin[1].y - origin[0].y) * x + (origin[3].y - origin[0].y) * y};
  }
}

/// The mean certainty of all characters; lines that give none count as one of certainty 0.
double certaintyOf(const std::vector<TextLine>& lines) {
  double sum = 0;
  int count = 0;
  for (const auto& line : lines) {
    for (const auto& symbol : line) {
      sum += symbol.confidence;
    }
    count += std::max(1, static_cast<int>(line.size()));
  }
  return count == 0 ? 0 : sum / count;
}

}  // namespace

UprightPage turnedBy(const Image& page, const Image& flat, int quarterTurns) {
  UprightPage upright{page, flat, {}, 0, cornersOf(page)};
  std::vector<LineArea> none;
  turn(upright, none, quarterTurns);
  return upright;
}

Result<UprightPage> readUpright(PpOcrEngine& engine, Image page, Image flat, bool straight,
                                const std::stop_token& stop) {
  UprightPage upright{std::move(page), std::move(flat), {}, 0, {}};
  upright.corners = cornersOf(upright.page);
  auto found = engine.findLines(upright.flat, stop);
  if (!found) {
    return fail(found.error());
  }
  auto& areas = *found;
  if (linesStand(areas)) {
    turn(upright, areas, 1);
  }
  if (const double slant = straight ? 0 : slantOf(areas); std::abs(slant) >= kSlantMin) {
    straighten(upright, areas, slant);
  }
  std::stable_sort(areas.begin(), areas.end(), [](const LineArea& a, const LineArea& b) {
    return a.width() / std::max(1.0, a.height()) > b.width() / std::max(1.0, b.height());
  });
  const std::vector<LineArea> probes(
      areas.begin(), areas.begin() + static_cast<std::ptrdiff_t>(std::min(kProbes, areas.size())));
  auto lines = engine.readLines(upright.flat, probes, stop);
  if (!lines) {
    return fail(lines.error());
  }
  if (certaintyOf(*lines) < kReadsWell && !probes.empty()) {
    auto other = probes;
    for (auto& area : other) {
      std::rotate(area.corners.begin(), area.corners.begin() + 2, area.corners.end());
    }
    auto others = engine.readLines(upright.flat, other, stop);
    if (!others) {
      return fail(others.error());
    }
    if (certaintyOf(*others) > certaintyOf(*lines)) {
      for (auto& area : areas) {
        std::rotate(area.corners.begin(), area.corners.begin() + 2, area.corners.end());
      }
      turn(upright, areas, 2);
      lines->clear();  // their places are those of the page before it was turned
    }
  }
  const std::vector<LineArea> rest(areas.begin() + static_cast<std::ptrdiff_t>(lines->size()), areas.end());
  auto more = engine.readLines(upright.flat, rest, stop);
  if (!more) {
    return fail(more.error());
  }
  upright.lines = std::move(*lines);
  upright.lines.insert(upright.lines.end(), std::make_move_iterator(more->begin()),
                       std::make_move_iterator(more->end()));
  std::erase_if(upright.lines, [](const TextLine& line) { return line.empty(); });
  return upright;
}

}  // namespace xiaowu::documents
