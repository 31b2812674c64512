#include "drivers/scanner/simulator/papers/internal/Effects.h"

#include <algorithm>
#include <vector>

namespace xiaowu::simulator {

Image turned(const Image& image) {
  Bytes pixels(image.pixels->size());
  const std::size_t count = pixels.size() / 3;
  for (std::size_t at = 0; at < count; ++at) {
    std::copy_n(image.data() + at * 3, 3, pixels.data() + (count - 1 - at) * 3);
  }
  return Image::of(image.width, image.height, image.format, std::move(pixels), image.dpi);
}

Image greyCopy(const Image& image) {
  Bytes pixels(*image.pixels);
  for (std::size_t at = 0; at + 2 < pixels.size(); at += 3) {
    const double grey = 0.114 * pixels[at] + 0.587 * pixels[at + 1] + 0.299 * pixels[at + 2];
    std::fill_n(pixels.data() + at, 3,
                static_cast<std::uint8_t>(std::clamp((grey - 128) * 1.15 + 138, 0.0, 255.0)));
  }
  return Image::of(image.width, image.height, image.format, std::move(pixels), image.dpi);
}

Image outOfFocus(const Image& image, int half) {
  Bytes pixels(*image.pixels);
  const auto pass = [&](int count, int length, std::ptrdiff_t alongStep, std::ptrdiff_t acrossStep) {
    std::vector<int> sums(static_cast<std::size_t>(length) + 1);
    for (int line = 0; line < count; ++line) {
      for (int channel = 0; channel < 3; ++channel) {
        std::uint8_t* start = pixels.data() + line * acrossStep + channel;
        for (int at = 0; at < length; ++at) {
          sums[static_cast<std::size_t>(at) + 1] = sums[static_cast<std::size_t>(at)] + start[at * alongStep];
        }
        for (int at = 0; at < length; ++at) {
          const int from = std::max(0, at - half);
          const int to = std::min(length, at + half + 1);
          start[at * alongStep] = static_cast<std::uint8_t>(
              (sums[static_cast<std::size_t>(to)] - sums[static_cast<std::size_t>(from)]) / (to - from));
        }
      }
    }
  };
  const auto row = static_cast<std::ptrdiff_t>(image.stride());
  for (int round = 0; round < 3; ++round) {
    pass(image.height, image.width, 3, row);
    pass(image.width, image.height, row, 3);
  }
  return Image::of(image.width, image.height, image.format, std::move(pixels), image.dpi);
}

}  // namespace xiaowu::simulator
