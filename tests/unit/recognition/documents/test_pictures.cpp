#include "core/image/PictureCodec.h"
#include "recognition/documents/DocumentReading.h"
#include "recognition/documents/page/Pictures.h"

#include "tests/support/Catch.h"
#include "tests/support/Places.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

using namespace xiaowu;
using namespace xiaowu::documents;

namespace {

Image gradient(int width, int height, PixelFormat format) {
  const std::size_t channels = format == PixelFormat::Grey8 ? 1 : 3;
  Bytes pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * channels);
  for (std::size_t at = 0; at < pixels.size(); ++at) {
    pixels[at] = static_cast<std::uint8_t>((at * 7) % 251);
  }
  return Image::of(width, height, format, std::move(pixels));
}

}  // namespace

TEST_CASE("PNG keeps every pixel, JPEG the size") {
  for (const auto format : {PixelFormat::Grey8, PixelFormat::Bgr8}) {
    const auto image = gradient(37, 21, format);
    const auto png = encodePng(image);
    REQUIRE(png);
    const auto back = decodeImage(*png);
    REQUIRE(back);
    CHECK(*back->pixels == *image.pixels);
    const auto jpeg = encodeJpeg(image, 92);
    REQUIRE(jpeg);
    CHECK(decodeImage(*jpeg)->width == 37);
  }
}

TEST_CASE("what is no whole picture is refused") {
  const auto png = *encodePng(gradient(60, 60, PixelFormat::Bgr8));
  const auto jpeg = *encodeJpeg(gradient(60, 60, PixelFormat::Bgr8), 90);
  std::vector<Bytes> bad{{}, {0xFF}, Bytes(100, 0), Bytes(png.begin(), png.begin() + 20)};
  for (const auto* whole : {&png, &jpeg}) {
    for (const std::size_t kept : {std::size_t{9}, whole->size() / 2, whole->size() - 5}) {
      bad.emplace_back(whole->begin(), whole->begin() + static_cast<std::ptrdiff_t>(kept));
    }
  }
  const std::string text = "%PDF-1.7 not a picture at all, but a long enough text";
  bad.emplace_back(text.begin(), text.end());
  for (const auto& bytes : bad) {
    const auto image = decodeImage(bytes);
    INFO(bytes.size());
    REQUIRE_FALSE(image);
    CHECK(image.error().code == documents::errors::kImageInvalid);
  }
}

TEST_CASE("a picture that claims to be huge is refused before it is decoded") {
  auto png = *encodePng(gradient(8, 8, PixelFormat::Grey8));
  png[16] = 0x00;
  png[17] = 0x01;  // 65,544 × 65,544
  png[20] = 0x00;
  png[21] = 0x01;
  CHECK(decodeImage(png).error().code == documents::errors::kImageTooLarge);
  CHECK(decodeImage(Bytes(33UL * 1024 * 1024, 0)).error().code == documents::errors::kImageTooLarge);
  CHECK_FALSE(encodePng(Image{}));
}

namespace {

std::string whyNot(const Bytes& bytes) {
  const auto image = decodeImage(bytes);
  REQUIRE_FALSE(image);
  CHECK((image.error().code == documents::errors::kImageInvalid ||
         image.error().code == documents::errors::kImageTooLarge));
  return image.error().detail;
}

Bytes bytesOf(std::string_view text) {
  return {text.begin(), text.end()};
}

/// A PNG chunk; its checksum is left wrong, as nothing that is refused earlier needs it.
Bytes withChunk(Bytes png, std::string_view name) {
  Bytes chunk{0, 0, 0, 8};
  chunk.insert(chunk.end(), name.begin(), name.end());
  chunk.insert(chunk.end(), 12, 0);
  png.insert(png.begin() + 33, chunk.begin(), chunk.end());
  return png;
}

}  // namespace

TEST_CASE("what is refused is called by its name") {
  CHECK(whyNot({}) == "empty");
  CHECK(whyNot(bytesOf("just some text that somebody called photo.jpg")) == "not a PNG or JPEG but text");
  CHECK(whyNot(bytesOf("GIF89a, and then the frames")) == "not a PNG or JPEG but a GIF");
  CHECK(whyNot(bytesOf("%PDF-1.7 and so on")) == "not a PNG or JPEG but a PDF");
  CHECK(whyNot(bytesOf("RIFF1234WEBPVP8 ")) == "not a PNG or JPEG but a WebP");
  CHECK(whyNot(bytesOf("II*\x01 a scan")) == "not a PNG or JPEG but a TIFF");
  CHECK(whyNot(bytesOf("1234ftypheic")) == "not a PNG or JPEG but a HEIC or a film");
  CHECK(whyNot(withChunk(*encodePng(gradient(8, 8, PixelFormat::Grey8)), "acTL")) == "animated PNG");
  Bytes jpeg = *encodeJpeg(gradient(16, 16, PixelFormat::Bgr8), 90);
  CHECK(whyNot(Bytes(jpeg.begin(), jpeg.end() - 2)) == "JPEG cut short");
  const Bytes marker{0xFF, 0xDA};
  const auto scan = std::search(jpeg.begin(), jpeg.end(), marker.begin(), marker.end());
  REQUIRE(scan != jpeg.end());
  const Bytes body(scan, jpeg.end() - 2);
  Bytes bomb(jpeg.begin(), jpeg.end() - 2);
  for (int repeat = 0; repeat < 200; ++repeat) {
    bomb.insert(bomb.end(), body.begin(), body.end());
  }
  bomb.push_back(0xFF);
  bomb.push_back(0xD9);
  CHECK(whyNot(bomb) == "JPEG with too many scans");
}

TEST_CASE("a JPEG of a kind that is not read is refused by what it is") {
  const Bytes good = *encodeJpeg(gradient(16, 16, PixelFormat::Bgr8), 90);
  const Bytes marker{0xFF, 0xC0};
  const auto frame = std::search(good.begin(), good.end(), marker.begin(), marker.end()) - good.begin();
  REQUIRE(frame + 19 < static_cast<std::ptrdiff_t>(good.size()));
  const auto at = static_cast<std::size_t>(frame);
  Bytes changed = good;
  changed[at + 1] = 0xC3;
  CHECK(whyNot(changed) == "JPEG of a kind that is not read (lossless, hierarchical or arithmetic)");
  changed = good;
  changed[at + 4] = 12;
  CHECK(whyNot(changed) == "JPEG of other than 8 bits");
  changed = good;
  changed[at + 9] = 2;
  CHECK(whyNot(changed) == "JPEG with an odd number of colours");
  changed = good;
  // A frame of three colours has 19 bytes.
  changed.insert(changed.begin() + frame, good.begin() + frame, good.begin() + frame + 19);
  CHECK(whyNot(changed) == "JPEG with several frames");
}

TEST_CASE("a tiny picture decodes, a huge claim in a JPEG does not") {
  CHECK(decodeImage(*encodePng(gradient(1, 1, PixelFormat::Bgr8)))->width == 1);
  Bytes jpeg = *encodeJpeg(gradient(16, 16, PixelFormat::Bgr8), 90);
  for (std::size_t at = 0; at + 9 < jpeg.size(); ++at) {
    if (jpeg[at] != 0xFF || jpeg[at + 1] != 0xC0) {
      continue;
    }
    jpeg[at + 5] = 0x37;  // 14,142 × 14,142: 200 megapixels
    jpeg[at + 6] = 0x3E;
    jpeg[at + 7] = 0x37;
    jpeg[at + 8] = 0x3E;
    break;
  }
  CHECK(whyNot(jpeg) == "more than 40 megapixels");
}

TEST_CASE("sixteen bits, transparency and four inks become what the reader takes") {
  const auto folder = places::source() / "tests" / "unit" / "recognition" / "documents" / "golden";
  for (const auto& [name, format] :
       {std::pair{"grey16.png", PixelFormat::Grey8}, std::pair{"rgba.png", PixelFormat::Bgr8},
        std::pair{"cmyk.jpg", PixelFormat::Bgr8}}) {
    std::ifstream stream(folder / name, std::ios::binary);
    const Bytes bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
    const auto image = decodeImage(bytes);
    INFO(name);
    REQUIRE(image);
    CHECK(image->width == 40);
    CHECK(image->height == 24);
    CHECK(image->format == format);
    // Left half red (or dark), right half white.
    const auto* row = image->data() + 12 * image->stride();
    const auto channels = static_cast<std::size_t>(image->channels());
    CHECK(row[4 * channels] < 110);
    CHECK(row[36 * channels] > 240);
  }
}

TEST_CASE("every byte of a picture may be wrong without harm") {
  const auto jpeg = *encodeJpeg(gradient(40, 30, PixelFormat::Bgr8), 80);
  for (std::size_t at = 0; at < jpeg.size(); at += 3) {
    Bytes changed = jpeg;
    changed[at] = static_cast<std::uint8_t>(changed[at] ^ 0x5A);
    const auto image = decodeImage(changed);
    if (image) {
      CHECK(image->pixels->size() == image->stride() * static_cast<std::size_t>(image->height));
    }
  }
}
