#include "recognition/face/quality/PictureFile.h"

#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>

namespace xiaowu::face {
namespace {

/// What a file's head says; `problem` is empty when it is whole and of a kind that is read.
struct Head {
  std::uint64_t width = 0;
  std::uint64_t height = 0;
  std::string problem;
};

std::uint64_t bigEndian(ByteView bytes, std::size_t at, std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    value = value << 8U | bytes[at + i];
  }
  return value;
}

std::uint64_t littleEndian(ByteView bytes, std::size_t at, std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t i = count; i > 0; --i) {
    value = value << 8U | bytes[at + i - 1];
  }
  return value;
}

bool hasText(ByteView bytes, std::size_t at, std::string_view text) {
  return bytes.size() >= at + text.size() &&
         std::equal(text.begin(), text.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at),
                    [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

Head cutShort() {
  return {0, 0, "the file is cut short"};
}

/// ITU-T T.81: segments up to the first scan, then the end marker, which entropy-coded data cannot contain.
Head jpegHead(ByteView bytes) {
  Head head;
  std::size_t at = 2;
  while (at + 4 <= bytes.size()) {
    if (bytes[at] != 0xFF) {
      return {0, 0, "not a whole JPEG"};
    }
    const auto marker = bytes[at + 1];
    if (marker == 0xFF) {
      ++at;
      continue;
    }
    const auto length = bigEndian(bytes, at + 2, 2);
    if (length < 2 || at + 2 + length > bytes.size()) {
      return cutShort();
    }
    const bool isFrame =
        marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    if (isFrame && length >= 8) {
      if (bytes[at + 4] != 8) {
        return {0, 0, "more than 8 bits per colour"};
      }
      if (bytes[at + 9] == 4) {
        return {0, 0, "a CMYK picture; save it as RGB"};
      }
      head.height = bigEndian(bytes, at + 5, 2);
      head.width = bigEndian(bytes, at + 7, 2);
    }
    at += 2 + length;
    if (marker == 0xDA) {
      break;
    }
  }
  for (; at + 2 <= bytes.size(); ++at) {
    if (bytes[at] == 0xFF && bytes[at + 1] == 0xD9) {
      return head;
    }
  }
  return cutShort();
}

/// ISO/IEC 15948: chunks until IEND.
Head pngHead(ByteView bytes) {
  if (bytes.size() < 33) {
    return cutShort();
  }
  Head head{bigEndian(bytes, 16, 4), bigEndian(bytes, 20, 4), {}};
  if (bytes[24] == 16) {
    head.problem = "more than 8 bits per colour";
  } else if (bytes[25] == 4 || bytes[25] == 6) {
    head.problem = "has an alpha channel; save it without";
  }
  for (std::size_t at = 8; at + 12 <= bytes.size();) {
    if (hasText(bytes, at + 4, "IEND")) {
      return head;
    }
    if (hasText(bytes, at + 4, "tRNS") && head.problem.empty()) {
      head.problem = "has an alpha channel; save it without";
    }
    at += 12 + bigEndian(bytes, at, 4);
  }
  return cutShort();
}

Head bmpHead(ByteView bytes) {
  if (bytes.size() < 54) {
    return cutShort();
  }
  const auto signedHeight = static_cast<std::int32_t>(littleEndian(bytes, 22, 4));
  Head head{littleEndian(bytes, 18, 4),
            static_cast<std::uint64_t>(std::abs(static_cast<std::int64_t>(signedHeight))),
            {}};
  const auto bits = littleEndian(bytes, 28, 2);
  if (bits == 32) {
    head.problem = "has an alpha channel; save it without";
  } else if ((bits != 24 && bits != 8) || littleEndian(bytes, 30, 4) != 0) {
    head.problem = "a BMP of a kind that is not read";
  } else if (littleEndian(bytes, 10, 4) + (head.width * bits + 31) / 32 * 4 * head.height > bytes.size()) {
    return cutShort();
  }
  return head;
}

Head webpHead(ByteView bytes) {
  if (bytes.size() < 30 || littleEndian(bytes, 4, 4) + 8 > bytes.size()) {
    return cutShort();
  }
  if (hasText(bytes, 12, "VP8 ")) {
    return {littleEndian(bytes, 26, 2) & 0x3FFFU, littleEndian(bytes, 28, 2) & 0x3FFFU, {}};
  }
  if (hasText(bytes, 12, "VP8L")) {
    const auto packed = littleEndian(bytes, 21, 4);
    if ((packed >> 28U & 1U) != 0) {
      return {0, 0, "has an alpha channel; save it without"};
    }
    return {(packed & 0x3FFFU) + 1, (packed >> 14U & 0x3FFFU) + 1, {}};
  }
  if ((bytes[20] & 0x10U) != 0) {
    return {0, 0, "has an alpha channel; save it without"};
  }
  return {littleEndian(bytes, 24, 3) + 1, littleEndian(bytes, 27, 3) + 1, {}};
}

Head headOf(ByteView bytes) {
  if (bytes.empty()) {
    return {0, 0, "the file is empty"};
  }
  if (hasText(bytes, 0, "version https://git-lfs")) {
    return {0, 0, "a Git LFS pointer, not the picture itself"};
  }
  if (hasText(bytes, 0, "\xFF\xD8\xFF")) {
    return jpegHead(bytes);
  }
  if (hasText(bytes, 0, "\x89PNG\r\n\x1A\n")) {
    return pngHead(bytes);
  }
  if (hasText(bytes, 0, "BM")) {
    return bmpHead(bytes);
  }
  if (hasText(bytes, 0, "RIFF") && hasText(bytes, 8, "WEBP")) {
    return webpHead(bytes);
  }
  return {0, 0, "not a JPEG, PNG, BMP or WebP picture"};
}

tl::unexpected<Error> refused(std::string why) {
  return fail(errors::kPictureFile, Fault::ResidentCanFix, std::move(why));
}

}  // namespace

Result<Image> decodePicture(ByteView bytes) {
  const auto head = headOf(bytes);
  if (!head.problem.empty()) {
    return refused(head.problem);
  }
  if (head.width == 0 || head.height == 0) {
    return refused("a picture without pixels");
  }
  // Asked before decoding: a small file can name a size that would take all memory.
  if (head.width > kPicturePixelsMax || head.height > kPicturePixelsMax / head.width) {
    return refused("larger than 50 megapixels");
  }
  try {
    // Read only.
    const cv::Mat view(1, static_cast<int>(bytes.size()), CV_8UC1, const_cast<std::uint8_t*>(bytes.data()));
    const auto bgr = cv::imdecode(view, cv::IMREAD_COLOR);
    if (bgr.empty() || bgr.type() != CV_8UC3) {
      return refused("cannot be decoded");
    }
    const auto row = static_cast<std::size_t>(bgr.cols) * 3;
    Bytes pixels(row * static_cast<std::size_t>(bgr.rows));
    for (int y = 0; y < bgr.rows; ++y) {
      std::memcpy(pixels.data() + static_cast<std::size_t>(y) * row, bgr.ptr(y), row);
    }
    return Image::of(bgr.cols, bgr.rows, PixelFormat::Bgr8, std::move(pixels));
  } catch (const std::exception&) {
    return refused("cannot be decoded");
  }
}

Result<Image> readPicture(const std::filesystem::path& file) {
  std::error_code problem;
  const auto status = std::filesystem::status(file, problem);
  if (!std::filesystem::exists(status)) {
    return refused("there is no such file");
  }
  if (std::filesystem::is_directory(status)) {
    return refused("a folder, not a picture");
  }
  if (!std::filesystem::is_regular_file(status)) {
    return refused("not a file");
  }
  const auto size = std::filesystem::file_size(file, problem);
  if (problem) {
    return refused("cannot be read");
  }
  if (size > kPictureBytesMax) {
    return refused("larger than 64 MB");
  }
  std::ifstream stream(file, std::ios::binary);
  const Bytes bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  if (!stream || bytes.size() != size) {
    return refused("cannot be read");
  }
  return decodePicture(bytes);
}

}  // namespace xiaowu::face
