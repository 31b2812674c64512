#include "core/image/PictureHeader.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace xiaowu {
namespace {

constexpr int kScansMax = 100;  // cameras write 1, progressive encoders about 10

using Header = tl::expected<PictureHeader, PictureRefusal>;

tl::unexpected<PictureRefusal> invalid(std::string why) {
  return tl::unexpected(PictureRefusal{false, std::move(why)});
}
tl::unexpected<PictureRefusal> tooLarge(std::string why) {
  return tl::unexpected(PictureRefusal{true, std::move(why)});
}
tl::unexpected<PictureRefusal> transparent() {
  return invalid("has an alpha channel; save it without");
}

std::uint64_t bigEndian(ByteView bytes, std::size_t at, std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t index = 0; index < count; ++index) {
    value = (value << 8U) | bytes[at + index];
  }
  return value;
}

std::uint64_t littleEndian(ByteView bytes, std::size_t at, std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t index = count; index > 0; --index) {
    value = (value << 8U) | bytes[at + index - 1];
  }
  return value;
}

bool hasText(ByteView bytes, std::string_view text, std::size_t at = 0) {
  return bytes.size() >= at + text.size() && std::memcmp(bytes.data() + at, text.data(), text.size()) == 0;
}

Header withinLimits(PictureKind kind, std::uint64_t width, std::uint64_t height,
                    const PictureLimits& limits) {
  if (width == 0 || height == 0) {
    return invalid("no pixels");
  }
  const auto sideMax = static_cast<std::uint64_t>(limits.sideMax);
  if (width > sideMax || height > sideMax) {
    return tooLarge("more than " + std::to_string(limits.sideMax) + " pixels a side");
  }
  if (width * height > limits.pixelsMax) {
    return tooLarge("more than " + std::to_string(limits.pixelsMax / 1'000'000) + " megapixels");
  }
  if (std::min(width, height) < static_cast<std::uint64_t>(limits.sideMin)) {
    return invalid("less than " + std::to_string(limits.sideMin) + " pixels a side");
  }
  return PictureHeader{kind, static_cast<int>(width), static_cast<int>(height)};
}

/// ISO/IEC 15948: the chunks up to IEND.
Header pngHeader(ByteView bytes, const PictureLimits& limits) {
  if (bytes.size() < 33 || !hasText(bytes, "IHDR", 12)) {
    return invalid("PNG without a header");
  }
  auto header = withinLimits(PictureKind::Png, bigEndian(bytes, 16, 4), bigEndian(bytes, 20, 4), limits);
  if (!header) {
    return header;
  }
  if (limits.plainOnly && bytes[24] == 16) {
    return invalid("more than 8 bits per colour");
  }
  if (limits.plainOnly && (bytes[25] == 4 || bytes[25] == 6)) {
    return transparent();
  }
  std::size_t at = 8;
  while (at + 12 <= bytes.size()) {
    const auto length = static_cast<std::size_t>(bigEndian(bytes, at, 4));
    if (length > bytes.size() - at - 12) {
      break;
    }
    if (hasText(bytes, "acTL", at + 4)) {
      return invalid("animated PNG");
    }
    if (limits.plainOnly && hasText(bytes, "tRNS", at + 4)) {
      return transparent();
    }
    if (hasText(bytes, "IEND", at + 4)) {
      return header;
    }
    at += length + 12;
  }
  return invalid("PNG cut short");
}

/// Behind the header of a scan come its bytes; a marker ends them, but a stuffed FF00 and a restart do not.
std::size_t endOfScan(ByteView bytes, std::size_t at, std::size_t end) {
  while (at + 1 < end) {
    const auto* found = static_cast<const std::uint8_t*>(std::memchr(bytes.data() + at, 0xFF, end - at - 1));
    if (found == nullptr) {
      return end;
    }
    at = static_cast<std::size_t>(found - bytes.data());
    const std::uint8_t next = bytes[at + 1];
    if (next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7)) {
      return at;
    }
    at += next == 0xFF ? 1 : 2;
  }
  return end;
}

bool isFrame(std::uint8_t marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

Header frameOf(ByteView bytes, std::size_t at, const PictureLimits& limits) {
  const std::uint8_t marker = bytes[at + 1];
  if (marker == 0xC3 || marker >= 0xC5) {
    return invalid("JPEG of a kind that is not read (lossless, hierarchical or arithmetic)");
  }
  if (bytes[at + 4] != 8) {
    return invalid("JPEG of other than 8 bits");
  }
  const std::uint8_t components = bytes[at + 9];
  if (components != 1 && components != 3 && components != 4) {
    return invalid("JPEG with an odd number of colours");
  }
  if (limits.plainOnly && components == 4) {
    return invalid("a CMYK picture; save it as RGB");
  }
  return withinLimits(PictureKind::Jpeg, bigEndian(bytes, at + 7, 2), bigEndian(bytes, at + 5, 2), limits);
}

/// ITU-T T.81: the segments and scans up to the end marker, which entropy-coded data cannot contain.
Header jpegHeader(ByteView bytes, const PictureLimits& limits) {
  std::size_t end = bytes.size();
  while (end > 4 && bytes[end - 1] == 0) {
    --end;  // some cameras pad
  }
  if (end < 16 || bytes[end - 2] != 0xFF || bytes[end - 1] != 0xD9) {
    return invalid("JPEG cut short");
  }
  Header header = invalid("JPEG without a frame");
  bool framed = false;
  int scans = 0;
  std::size_t at = 2;
  while (at + 10 <= end && bytes[at] == 0xFF) {
    const std::uint8_t marker = bytes[at + 1];
    if (marker == 0xFF) {
      ++at;
      continue;
    }
    const auto length = static_cast<std::size_t>(bigEndian(bytes, at + 2, 2));
    if (length < 2 || at + 2 + length > end) {
      return invalid("JPEG cut short");
    }
    if (isFrame(marker)) {
      if (framed) {
        return invalid("JPEG with several frames");
      }
      framed = true;
      header = frameOf(bytes, at, limits);
      if (!header) {
        return header;
      }
    }
    at += 2 + length;
    if (marker != 0xDA) {
      continue;
    }
    if (++scans > kScansMax) {
      return invalid("JPEG with too many scans");
    }
    at = endOfScan(bytes, at, end);
  }
  return scans > 0 ? header : Header(invalid("JPEG without a picture"));
}

Header bmpHeader(ByteView bytes, const PictureLimits& limits) {
  if (bytes.size() < 54) {
    return invalid("BMP cut short");
  }
  const auto signedHeight = static_cast<std::int32_t>(littleEndian(bytes, 22, 4));
  const auto width = littleEndian(bytes, 18, 4);
  const auto height = static_cast<std::uint64_t>(std::abs(static_cast<std::int64_t>(signedHeight)));
  const auto bits = littleEndian(bytes, 28, 2);
  if (bits == 32) {
    return transparent();
  }
  if ((bits != 24 && bits != 8) || littleEndian(bytes, 30, 4) != 0) {
    return invalid("a BMP of a kind that is not read");
  }
  auto header = withinLimits(PictureKind::Bmp, width, height, limits);
  if (header && littleEndian(bytes, 10, 4) + (width * bits + 31) / 32 * 4 * height > bytes.size()) {
    return invalid("BMP cut short");
  }
  return header;
}

Header webpHeader(ByteView bytes, const PictureLimits& limits) {
  const auto sized = [&](std::uint64_t width, std::uint64_t height) {
    return withinLimits(PictureKind::WebP, width, height, limits);
  };
  if (bytes.size() < 30 || littleEndian(bytes, 4, 4) + 8 > bytes.size()) {
    return invalid("WebP cut short");
  }
  if (hasText(bytes, "VP8 ", 12)) {
    return sized(littleEndian(bytes, 26, 2) & 0x3FFFU, littleEndian(bytes, 28, 2) & 0x3FFFU);
  }
  if (hasText(bytes, "VP8L", 12)) {
    const auto packed = littleEndian(bytes, 21, 4);
    if ((packed >> 28U & 1U) != 0) {
      return transparent();
    }
    return sized((packed & 0x3FFFU) + 1, (packed >> 14U & 0x3FFFU) + 1);
  }
  if ((bytes[20] & 0x10U) != 0) {
    return transparent();
  }
  return sized(littleEndian(bytes, 24, 3) + 1, littleEndian(bytes, 27, 3) + 1);
}

std::string nameOf(ByteView bytes) {
  struct Name {
    std::size_t at;
    std::string_view text;
    const char* name;
  };
  constexpr std::array<Name, 8> kNames{{{0, "GIF8", "a GIF"},
                                        {0, "%PDF", "a PDF"},
                                        {8, "WEBP", "a WebP"},
                                        {0, "II*", "a TIFF"},
                                        {0, "MM", "a TIFF"},
                                        {4, "ftyp", "a HEIC or a film"},
                                        {0, "BM", "a BMP"},
                                        {0, "version https://git-lfs", "a Git LFS pointer"}}};
  const auto* const known = std::find_if(
      kNames.begin(), kNames.end(), [&](const Name& name) { return hasText(bytes, name.text, name.at); });
  if (known != kNames.end()) {
    return known->name;
  }
  const ByteView start = bytes.first(std::min<std::size_t>(bytes.size(), 64));
  const bool isText = std::all_of(start.begin(), start.end(), [](std::uint8_t byte) {
    return byte >= 0x20 || byte == '\n' || byte == '\r' || byte == '\t';
  });
  return isText ? "text" : "unknown bytes";
}

std::string takenKinds(const PictureLimits& limits) {
  if (!limits.png) {
    return "a JPEG";
  }
  return limits.bmpAndWebP ? "a JPEG, PNG, BMP or WebP" : "a PNG or JPEG";
}

}  // namespace

std::optional<PictureKind> pictureKind(ByteView bytes) {
  if (hasText(bytes, "\x89PNG\r\n\x1A\n")) {
    return PictureKind::Png;
  }
  if (hasText(bytes, "\xFF\xD8\xFF")) {
    return PictureKind::Jpeg;
  }
  if (hasText(bytes, "BM")) {
    return PictureKind::Bmp;
  }
  if (hasText(bytes, "RIFF") && hasText(bytes, "WEBP", 8)) {
    return PictureKind::WebP;
  }
  return std::nullopt;
}

tl::expected<PictureHeader, PictureRefusal> inspectPicture(ByteView bytes, const PictureLimits& limits) {
  if (bytes.empty()) {
    return invalid("empty");
  }
  if (bytes.size() > limits.bytesMax) {
    return tooLarge("more than " + std::to_string(limits.bytesMax / 1024) + " KB");
  }
  const auto kind = pictureKind(bytes);
  if (kind == PictureKind::Jpeg) {
    return jpegHeader(bytes, limits);
  }
  if (kind == PictureKind::Png && limits.png) {
    return pngHeader(bytes, limits);
  }
  if (kind == PictureKind::Bmp && limits.bmpAndWebP) {
    return bmpHeader(bytes, limits);
  }
  if (kind == PictureKind::WebP && limits.bmpAndWebP) {
    return webpHeader(bytes, limits);
  }
  return invalid("not " + takenKinds(limits) + " but " +
                 (kind == PictureKind::Png ? "a PNG" : nameOf(bytes)));
}

}  // namespace xiaowu
