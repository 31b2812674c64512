#pragma once
// From the frames of a SANE scan (standard 1.x, section 4.3.8) to a Image. Pure functions.

#include "core/image/Image.h"
#include "core/base/Result.h"

#include <array>
#include <cstddef>

namespace xiaowu::drivers {

/// More is refused: 40 megapixels are an A4 page at 640 dpi.
inline constexpr std::size_t kPixelsMax = 40'000'000;

struct FrameLayout {
  enum class Kind { Grey, Rgb, Red, Green, Blue };
  Kind kind = Kind::Grey;
  int width = 0;         ///< pixels per line
  int lines = -1;        ///< -1: not known before the end
  int bytesPerLine = 0;  ///< may include padding
  int depth = 8;         ///< 1, 8 or 16 bits a sample, 16 in the machine's byte order

  [[nodiscard]] int channels() const { return kind == Kind::Rgb ? 3 : 1; }
};

/// errors::kProtocol when the numbers contradict each other or the picture is larger than kPixelsMax.
[[nodiscard]] Result<void> checkLayout(const FrameLayout& layout);
/// The most bytes a frame of this layout may have.
[[nodiscard]] std::size_t bytesMax(const FrameLayout& layout);

/// Picks the frames of one scan up: one grey or RGB frame, or one each of red, green and blue.
class PageAssembler {
 public:
  /// errors::kProtocol when the frame has not the size its layout promises, or does not fit those before it.
  [[nodiscard]] Result<void> add(const FrameLayout& layout, ByteView raw);
  /// The page; `colour` false makes it grey. errors::kProtocol when a frame is missing.
  [[nodiscard]] Result<Image> page(bool colour, double dpi);

 private:
  int m_width = 0;
  int m_height = 0;
  bool m_threePass = false;
  std::array<bool, 3> m_have{};  // blue, green, red: the order in a pixel
  int m_channels = 0;
  Bytes m_pixels;
};

}  // namespace xiaowu::drivers
