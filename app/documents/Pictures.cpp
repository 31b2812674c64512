#include "app/documents/Pictures.h"

#include "app/documents/DocumentReading.h"

#include <opencv2/imgcodecs.hpp>
#include <qrencode.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <optional>

namespace xiaowu::documents {
namespace {

constexpr std::size_t kBytesMax = 32UL * 1024 * 1024;
constexpr std::uint64_t kPixelsMax = 40'000'000;

struct Size {
  std::uint64_t width = 0;
  std::uint64_t height = 0;
};

std::uint64_t bigEndian(ByteView bytes, std::size_t at, std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t index = 0; index < count; ++index) value = (value << 8U) | bytes[at + index];
  return value;
}

/// Walks the chunks up to IEND, because the decoder fills what a truncated file lacks without saying so.
std::optional<Size> pngSize(ByteView bytes) {
  if (bytes.size() < 33) return std::nullopt;
  const Size size{bigEndian(bytes, 16, 4), bigEndian(bytes, 20, 4)};
  std::size_t at = 8;
  while (at + 12 <= bytes.size()) {
    const auto length = static_cast<std::size_t>(bigEndian(bytes, at, 4));
    if (length > bytes.size() - at - 12) return std::nullopt;
    if (std::memcmp(bytes.data() + at + 4, "IEND", 4) == 0) return size;
    at += length + 12;
  }
  return std::nullopt;
}

std::optional<Size> jpegSize(ByteView bytes) {
  std::size_t end = bytes.size();
  while (end > 4 && bytes[end - 1] == 0) --end;  // some cameras pad
  if (bytes[end - 2] != 0xFF || bytes[end - 1] != 0xD9) return std::nullopt;
  std::size_t at = 2;
  while (at + 9 <= end && bytes[at] == 0xFF) {
    const std::uint8_t marker = bytes[at + 1];
    if (marker == 0xFF) {
      ++at;
      continue;
    }
    const bool frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    if (frame) return Size{bigEndian(bytes, at + 7, 2), bigEndian(bytes, at + 5, 2)};
    at += 2 + static_cast<std::size_t>(bigEndian(bytes, at + 2, 2));
  }
  return std::nullopt;
}

std::optional<Size> sizeOf(ByteView bytes) {
  constexpr std::array<std::uint8_t, 8> kPng{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  if (bytes.size() >= kPng.size() && std::equal(kPng.begin(), kPng.end(), bytes.begin())) return pngSize(bytes);
  if (bytes.size() >= 16 && bytes[0] == 0xFF && bytes[1] == 0xD8 && bytes[2] == 0xFF) return jpegSize(bytes);
  return std::nullopt;
}

tl::unexpected<Error> invalid(std::string reason) { return fail(errors::kImageInvalid, Fault::ResidentCanFix, std::move(reason)); }

Result<Bytes> encode(const Image& image, const char* extension, const std::vector<int>& parameters) {
  if (image.empty() || image.pixels->size() < image.stride() * static_cast<std::size_t>(image.height)) return invalid("nothing to encode");
  try {
    const cv::Mat view(image.height, image.width, image.format == PixelFormat::Grey8 ? CV_8UC1 : CV_8UC3, const_cast<std::uint8_t*>(image.data()));  // read only
    Bytes bytes;
    if (!cv::imencode(extension, view, bytes, parameters)) return fail(xiaowu::errors::kInternal, Fault::Bug, "encoder failed");
    return bytes;
  } catch (const std::exception& error) {
    return fail(xiaowu::errors::kInternal, Fault::Bug, error.what());
  }
}

}  // namespace

Result<Bytes> encodePng(const Image& image) { return encode(image, ".png", {}); }

Result<Bytes> encodeJpeg(const Image& image, int quality) {
  const int bounded = std::clamp(quality, 1, 100);
  return encode(image, ".jpg", {cv::IMWRITE_JPEG_QUALITY, bounded});
}

Result<Image> decodeImage(ByteView bytes) {
  if (bytes.size() > kBytesMax) return fail(errors::kImageTooLarge, Fault::ResidentCanFix, "more than 32 MB");
  const auto size = sizeOf(bytes);
  if (!size || size->width == 0 || size->height == 0) return invalid("not a whole PNG or JPEG");
  if (size->width * size->height > kPixelsMax) return fail(errors::kImageTooLarge, Fault::ResidentCanFix, "more than 40 megapixels");
  try {
    const cv::Mat view(1, static_cast<int>(bytes.size()), CV_8UC1, const_cast<std::uint8_t*>(bytes.data()));  // read only
    cv::Mat mat = cv::imdecode(view, cv::IMREAD_ANYCOLOR);
    if (mat.empty() || mat.depth() != CV_8U || (mat.channels() != 1 && mat.channels() != 3)) return invalid("cannot be decoded");
    const auto row = static_cast<std::size_t>(mat.cols) * mat.elemSize();
    Bytes pixels(row * static_cast<std::size_t>(mat.rows));
    for (int y = 0; y < mat.rows; ++y) std::memcpy(pixels.data() + static_cast<std::size_t>(y) * row, mat.ptr(y), row);
    return Image::of(mat.cols, mat.rows, mat.channels() == 1 ? PixelFormat::Grey8 : PixelFormat::Bgr8, std::move(pixels));
  } catch (const std::exception& error) {
    return invalid(error.what());
  }
}

Result<Image> qrImage(std::string_view text, int modulePixels) {
  if (text.empty() || modulePixels < 1 || modulePixels > 40) return fail(errors::kSlipFailed, Fault::Bug, "QR code: empty text or bad module size");
  const std::unique_ptr<QRcode, void (*)(QRcode*)> code(
      QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M), QRcode_free);
  if (code == nullptr) return fail(errors::kSlipFailed, Fault::Bug, "QR code: text too long");
  constexpr int kQuiet = 4;
  const int side = (code->width + 2 * kQuiet) * modulePixels;
  Bytes pixels(static_cast<std::size_t>(side) * static_cast<std::size_t>(side), 255);
  for (int y = 0; y < code->width * modulePixels; ++y) {
    for (int x = 0; x < code->width * modulePixels; ++x) {
      const bool dark = (code->data[(y / modulePixels) * code->width + x / modulePixels] & 1U) != 0;
      if (dark) pixels[static_cast<std::size_t>(y + kQuiet * modulePixels) * static_cast<std::size_t>(side) + static_cast<std::size_t>(x + kQuiet * modulePixels)] = 0;
    }
  }
  return Image::of(side, side, PixelFormat::Grey8, std::move(pixels));
}

}  // namespace xiaowu::documents
