#pragma once
// A picture in memory, shared without copying between threads. Pixels are immutable once shared; rows are
// tightly packed (stride = width × channels).

#include "core/base/Bytes.h"

#include <cstddef>
#include <memory>

namespace xiaowu {

enum class PixelFormat { Grey8, Bgr8 };

struct Image {
  int width = 0;   ///< pixels
  int height = 0;  ///< pixels
  PixelFormat format = PixelFormat::Bgr8;
  double dpi = 0;  ///< dots per inch where the source knows it, else 0
  std::shared_ptr<const Bytes> pixels;

  [[nodiscard]] static Image of(int width, int height, PixelFormat format, Bytes pixels, double dpi = 0);
  [[nodiscard]] bool empty() const { return width <= 0 || height <= 0 || pixels == nullptr; }
  [[nodiscard]] int channels() const { return format == PixelFormat::Grey8 ? 1 : 3; }
  [[nodiscard]] std::size_t stride() const {
    return static_cast<std::size_t>(width) * static_cast<std::size_t>(channels());
  }
  [[nodiscard]] const std::uint8_t* data() const { return pixels ? pixels->data() : nullptr; }
};

/// Lets go of the picture and overwrites its pixels if nobody else holds them.
void wipe(Image& image);

}  // namespace xiaowu
