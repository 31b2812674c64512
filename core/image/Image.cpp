#include "core/image/Image.h"

#include <cassert>

namespace xiaowu {

Image Image::of(int width, int height, PixelFormat format, Bytes pixels, double dpi) {
  Image image{width, height, format, dpi, std::make_shared<const Bytes>(std::move(pixels))};
  assert(image.pixels->size() == image.stride() * static_cast<std::size_t>(height));
  return image;
}

}  // namespace xiaowu
