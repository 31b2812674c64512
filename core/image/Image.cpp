#include "core/image/Image.h"

#include <cstring>

#include <cassert>

namespace xiaowu {

Image Image::of(int width, int height, PixelFormat format, Bytes pixels, double dpi) {
  Image image{width, height, format, dpi, std::make_shared<const Bytes>(std::move(pixels))};
  assert(image.pixels->size() == image.stride() * static_cast<std::size_t>(height));
  return image;
}

void wipe(Image& image) {
  // The buffer of a vector is no const object, only our view of it is; a frame that a camera or the screen
  // still holds is theirs to overwrite.
  if (image.pixels && image.pixels.use_count() == 1) {
    explicit_bzero(const_cast<std::uint8_t*>(image.pixels->data()), image.pixels->size());
  }
  image = {};
}

}  // namespace xiaowu
