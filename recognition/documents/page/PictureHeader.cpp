#include "recognition/documents/page/PictureHeader.h"

#include "recognition/documents/DocumentReading.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <string_view>

namespace xiaowu::documents {
namespace {

constexpr std::size_t kBytesMax = 32UL * 1024 * 1024;
constexpr std::uint64_t kPixelsMax = 40'000'000;
constexpr std::uint64_t kSideMax = 20'000;
constexpr int kScansMax = 100;  // cameras write 1, progressive encoders about 10

tl::unexpected<Error> invalid(std::string reason) {
  return fail(errors::kImageInvalid, Fault::ResidentCanFix, std::move(reason));
}
tl::unexpected<Error> tooLarge(std::string reason) {
  return fail(errors::kImageTooLarge, Fault::ResidentCanFix, std::move(reason));
}

std::uint64_t bigEndian(ByteView bytes, std::size_t at, std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t index = 0; index < count; ++index) {
    value = (value << 8U) | bytes[at + index];
  }
  return value;
}

bool startsWith(ByteView bytes, std::string_view text, std::size_t at = 0) {
  return bytes.size() >= at + text.size() && std::memcmp(bytes.data() + at, text.data(), text.size()) == 0;
}

Result<PictureHeader> withinLimits(std::uint64_t width, std::uint64_t height) {
  if (width == 0 || height == 0) {
    return invalid("no pixels");
  }
  if (width > kSideMax || height > kSideMax || width * height > kPixelsMax) {
    return tooLarge("more than 40 megapixels or 20,000 pixels a side");
  }
  return PictureHeader{static_cast<int>(width), static_cast<int>(height)};
}

/// Walks the chunks up to IEND, because the decoder fills what a truncated file lacks without saying so.
Result<PictureHeader> pngHeader(ByteView bytes) {
  if (bytes.size() < 33 || !startsWith(bytes, "IHDR", 12)) {
    return invalid("PNG without a header");
  }
  auto header = withinLimits(bigEndian(bytes, 16, 4), bigEndian(bytes, 20, 4));
  if (!header) {
    return header;
  }
  std::size_t at = 8;
  while (at + 12 <= bytes.size()) {
    const auto length = static_cast<std::size_t>(bigEndian(bytes, at, 4));
    if (length > bytes.size() - at - 12) {
      break;
    }
    if (startsWith(bytes, "acTL", at + 4)) {
      return invalid("animated PNG");
    }
    if (startsWith(bytes, "IEND", at + 4)) {
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

Result<PictureHeader> frameOf(ByteView bytes, std::size_t at, std::uint8_t marker) {
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
  return withinLimits(bigEndian(bytes, at + 7, 2), bigEndian(bytes, at + 5, 2));
}

Result<PictureHeader> jpegHeader(ByteView bytes) {
  std::size_t end = bytes.size();
  while (end > 4 && bytes[end - 1] == 0) {
    --end;  // some cameras pad
  }
  if (end < 16 || bytes[end - 2] != 0xFF || bytes[end - 1] != 0xD9) {
    return invalid("JPEG cut short");
  }
  Result<PictureHeader> header = invalid("JPEG without a frame");
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
    if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
      if (framed) {
        return invalid("JPEG with several frames");
      }
      framed = true;
      header = frameOf(bytes, at, marker);
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
  return scans > 0 ? header : invalid("JPEG without a picture");
}

std::string kindOf(ByteView bytes) {
  if (startsWith(bytes, "GIF8")) {
    return "a GIF";
  }
  if (startsWith(bytes, "%PDF")) {
    return "a PDF";
  }
  if (startsWith(bytes, "RIFF") && startsWith(bytes, "WEBP", 8)) {
    return "a WebP";
  }
  if (startsWith(bytes, "II*") || startsWith(bytes, "MM")) {
    return "a TIFF";
  }
  if (startsWith(bytes, "ftyp", 4)) {
    return "a HEIC or a film";
  }
  if (startsWith(bytes, "BM")) {
    return "a BMP";
  }
  const ByteView start = bytes.first(std::min<std::size_t>(bytes.size(), 64));
  const bool isText = std::all_of(start.begin(), start.end(), [](std::uint8_t byte) {
    return byte >= 0x20 || byte == '\n' || byte == '\r' || byte == '\t';
  });
  return isText ? "text" : "unknown bytes";
}

}  // namespace

Result<PictureHeader> inspectPicture(ByteView bytes) {
  if (bytes.empty()) {
    return invalid("empty");
  }
  if (bytes.size() > kBytesMax) {
    return tooLarge("more than 32 MB");
  }
  constexpr std::array<std::uint8_t, 8> kPng{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  if (bytes.size() >= kPng.size() && std::equal(kPng.begin(), kPng.end(), bytes.begin())) {
    return pngHeader(bytes);
  }
  if (bytes.size() >= 3 && bytes[0] == 0xFF && bytes[1] == 0xD8 && bytes[2] == 0xFF) {
    return jpegHeader(bytes);
  }
  return invalid("not a PNG or JPEG but " + kindOf(bytes));
}

}  // namespace xiaowu::documents
