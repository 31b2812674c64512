#include "recognition/documents/page/internal/PageInk.h"

#include <algorithm>
#include <vector>

namespace xiaowu::documents {

double inkIn(const Image& flat, const Rect& area) {
  constexpr std::uint8_t kDark = 150;
  constexpr double kLine = 0.8;
  const int left = std::clamp(area.x, 0, flat.width);
  const int top = std::clamp(area.y, 0, flat.height);
  const int right = std::clamp(area.x + area.width, left, flat.width);
  const int bottom = std::clamp(area.y + area.height, top, flat.height);
  const int width = right - left;
  const int height = bottom - top;
  if (width == 0 || height == 0) {
    return 0;
  }
  std::vector<int> columns(static_cast<std::size_t>(width));
  std::vector<int> rows(static_cast<std::size_t>(height));
  const auto dark = [&](int x, int y) {
    return flat.data()[static_cast<std::size_t>(top + y) * flat.stride() +
                       static_cast<std::size_t>(left + x)] < kDark;
  };
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      if (!dark(x, y)) {
        continue;
      }
      ++columns[static_cast<std::size_t>(x)];
      ++rows[static_cast<std::size_t>(y)];
    }
  }
  // A line is as wide as it is blurred: its neighbours in an area go with it.
  const auto isLine = [](const std::vector<int>& counts, int at, int full) {
    for (int near = std::max(0, at - 2); near <= std::min(static_cast<int>(counts.size()) - 1, at + 2);
         ++near) {
      if (counts[static_cast<std::size_t>(near)] > kLine * full) {
        return true;
      }
    }
    return false;
  };
  int ink = 0;
  for (int y = 0; y < height; ++y) {
    if (isLine(rows, y, width)) {
      continue;
    }
    for (int x = 0; x < width; ++x) {
      ink += dark(x, y) && !isLine(columns, x, height) ? 1 : 0;
    }
  }
  return static_cast<double>(ink) / (static_cast<double>(width) * height);
}

}  // namespace xiaowu::documents
