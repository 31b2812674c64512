#include "drivers/scanner/internal/SanePixels.h"

#include "drivers/api/Device.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>

namespace xiaowu::drivers {

namespace {

tl::unexpected<Error> broken(std::string detail) {
  return fail(errors::kProtocol, Fault::AttendantNeeded, "scan: " + std::move(detail));
}

std::size_t lineBytesNeeded(const FrameLayout& layout) {
  const std::size_t samples =
      static_cast<std::size_t>(layout.width) * static_cast<std::size_t>(layout.channels());
  return layout.depth == 1 ? (samples + 7) / 8 : samples * static_cast<std::size_t>(layout.depth / 8);
}

std::uint8_t sampleAt(const std::uint8_t* line, std::size_t index, int depth) {
  if (depth == 8) {
    return line[index];
  }
  if (depth == 16) {
    std::uint16_t value = 0;
    std::memcpy(&value, line + index * 2, sizeof(value));
    return static_cast<std::uint8_t>(value >> 8);
  }
  return ((line[index / 8] >> (7 - index % 8)) & 1) != 0 ? 0 : 255;  // line art: 1 is black
}

std::size_t channelOf(FrameLayout::Kind kind) {  // blue, green, red
  switch (kind) {
    case FrameLayout::Kind::Blue: return 0;
    case FrameLayout::Kind::Green: return 1;
    default: return 2;
  }
}

Bytes toGrey(const Bytes& bgr) {
  Bytes grey(bgr.size() / 3);
  for (std::size_t i = 0; i < grey.size(); ++i) {
    const std::uint8_t* pixel = bgr.data() + i * 3;
    // ITU-R BT.601 weights.
    grey[i] = static_cast<std::uint8_t>((29 * pixel[0] + 150 * pixel[1] + 77 * pixel[2] + 128) >> 8);
  }
  return grey;
}

}  // namespace

Result<void> checkLayout(const FrameLayout& layout) {
  if (layout.width <= 0 || layout.lines < -1 || layout.lines == 0 || layout.bytesPerLine <= 0) {
    return broken("an empty picture is announced");
  }
  const bool oneBitColour = layout.depth == 1 && layout.kind != FrameLayout::Kind::Grey;
  if ((layout.depth != 1 && layout.depth != 8 && layout.depth != 16) || oneBitColour) {
    return broken("unknown sample depth " + std::to_string(layout.depth));
  }
  const auto width = static_cast<std::size_t>(layout.width);
  if (width > kPixelsMax ||
      (layout.lines > 0 && static_cast<std::size_t>(layout.lines) > kPixelsMax / width)) {
    return broken("larger than 40 megapixels");
  }
  const std::size_t needed = lineBytesNeeded(layout);
  const auto line = static_cast<std::size_t>(layout.bytesPerLine);
  if (line < needed || line > needed + needed / 2 + 4096) {
    return broken("line length and width contradict each other");
  }
  return {};
}

std::size_t bytesMax(const FrameLayout& layout) {
  const std::size_t lines = layout.lines > 0 ? static_cast<std::size_t>(layout.lines)
                                             : kPixelsMax / static_cast<std::size_t>(layout.width);
  return lines * static_cast<std::size_t>(layout.bytesPerLine);
}

Result<void> PageAssembler::add(const FrameLayout& layout, ByteView raw) {
  const auto lineBytes = static_cast<std::size_t>(layout.bytesPerLine);
  const std::size_t lines = raw.size() / lineBytes;
  if (lines == 0 || raw.size() % lineBytes != 0 ||
      (layout.lines > 0 && lines != static_cast<std::size_t>(layout.lines))) {
    return broken("the picture ends early");
  }
  const bool threePass = layout.kind != FrameLayout::Kind::Grey && layout.kind != FrameLayout::Kind::Rgb;
  const auto height = static_cast<int>(lines);
  if (m_channels == 0) {
    m_width = layout.width;
    m_height = height;
    m_threePass = threePass;
    m_channels = layout.kind == FrameLayout::Kind::Grey ? 1 : 3;
    m_pixels.resize(lines * static_cast<std::size_t>(m_width) * static_cast<std::size_t>(m_channels));
  } else if (!threePass || !m_threePass || m_have[channelOf(layout.kind)] || m_width != layout.width ||
             m_height != height) {
    return broken("frames that do not belong together");
  }
  if (threePass) {
    m_have[channelOf(layout.kind)] = true;
  } else {
    m_have.fill(true);
  }
  const std::size_t samples = static_cast<std::size_t>(m_width) * static_cast<std::size_t>(layout.channels());
  for (std::size_t y = 0; y < lines; ++y) {
    const std::uint8_t* from = raw.data() + y * lineBytes;
    std::uint8_t* to =
        m_pixels.data() + y * static_cast<std::size_t>(m_width) * static_cast<std::size_t>(m_channels);
    for (std::size_t i = 0; i < samples; ++i) {
      std::size_t place = i;
      if (threePass) {
        place = i * 3 + channelOf(layout.kind);
      } else if (m_channels == 3) {
        place = i - i % 3 + (2 - i % 3);
      }
      to[place] = sampleAt(from, i, layout.depth);
    }
  }
  return {};
}

Result<Image> PageAssembler::page(bool colour, double dpi) {
  if (m_channels == 0 || !std::all_of(m_have.begin(), m_have.end(), [](bool have) { return have; })) {
    return broken("a frame is missing");
  }
  if (m_channels == 3 && !colour) {
    return Image::of(m_width, m_height, PixelFormat::Grey8, toGrey(m_pixels), dpi);
  }
  return Image::of(m_width, m_height, m_channels == 1 ? PixelFormat::Grey8 : PixelFormat::Bgr8,
                   std::move(m_pixels), dpi);
}

}  // namespace xiaowu::drivers
