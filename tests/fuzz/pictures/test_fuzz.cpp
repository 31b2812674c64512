// Seeded, so a failure repeats: 60,000 damaged headers are inspected, 6,000 damaged files decoded. Whatever
// comes out is a picture within the limits that it states, or one of two errors.
#include "core/image/PictureCodec.h"
#include "recognition/documents/DocumentReading.h"
#include "recognition/documents/page/Pictures.h"

#include "tests/support/Catch.h"

#include <algorithm>
#include <random>

using namespace xiaowu;
using namespace xiaowu::documents;

namespace {

Image sample(int width, int height, PixelFormat format) {
  const std::size_t channels = format == PixelFormat::Grey8 ? 1 : 3;
  Bytes pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * channels);
  for (std::size_t at = 0; at < pixels.size(); ++at) {
    pixels[at] = static_cast<std::uint8_t>((at * at / 7) % 251);
  }
  return Image::of(width, height, format, std::move(pixels));
}

std::vector<Bytes> seeds() {
  std::vector<Bytes> files;
  for (const auto format : {PixelFormat::Grey8, PixelFormat::Bgr8}) {
    files.push_back(*encodePng(sample(33, 21, format)));
    files.push_back(*encodeJpeg(sample(33, 21, format), 85));
  }
  return files;
}

/// A few changes, more often near the start, where the headers are.
Bytes damaged(Bytes bytes, std::mt19937& random) {
  const auto below = [&](std::size_t limit) {
    return limit == 0 ? 0 : std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
  };
  for (std::size_t changes = 1 + below(5); changes > 0 && !bytes.empty(); --changes) {
    const std::size_t at = below(below(2) == 0 ? std::min<std::size_t>(bytes.size(), 64) : bytes.size());
    const auto place = bytes.begin() + static_cast<std::ptrdiff_t>(at);
    switch (below(6)) {
      case 0: *place = static_cast<std::uint8_t>(below(256)); break;
      case 1: *place = static_cast<std::uint8_t>(*place ^ (1U << below(8))); break;
      case 2: bytes.erase(place); break;
      case 3:
        bytes.insert(place, {0xFF, static_cast<std::uint8_t>(0xC0 + below(64)), 0,
                             static_cast<std::uint8_t>(below(12))});
        break;
      case 4: bytes.resize(at); break;
      default:
        bytes.insert(bytes.end(), bytes.begin(),
                     bytes.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(bytes.size(), 200)));
        break;
    }
  }
  return bytes;
}

bool isKnown(const Error& error) {
  return error.code == documents::errors::kImageInvalid || error.code == documents::errors::kImageTooLarge;
}

}  // namespace

TEST_CASE("damaged headers are read within their bytes") {
  std::mt19937 random(20261122);
  const auto files = seeds();
  int whole = 0;
  for (int round = 0; round < 60'000; ++round) {
    // An exact copy on the heap: a sanitizer sees any step beyond the end.
    const Bytes bytes = damaged(files[static_cast<std::size_t>(round) % files.size()], random);
    const auto header = inspectPicture(bytes, kPaperPictureLimits);
    if (header) {
      ++whole;
      if (header->width < 1 || header->height < 1 ||
          static_cast<std::int64_t>(header->width) * header->height > 40'000'000) {
        FAIL("beyond the limits");
      }
    } else if (header.error().why.empty()) {
      FAIL("refused without a reason");
    }
  }
  CHECK(whole > 1000);
  CHECK(whole < 50'000);
}

TEST_CASE("damaged files decode to a whole picture or to an error") {
  std::mt19937 random(4711);
  const auto files = seeds();
  int decoded = 0;
  for (int round = 0; round < 6'000; ++round) {
    const Bytes bytes = damaged(files[static_cast<std::size_t>(round) % files.size()], random);
    const auto header = inspectPicture(bytes, kPaperPictureLimits);
    // A claim of millions of pixels costs a tenth of a second each; the limits are tested elsewhere.
    if (header && static_cast<std::int64_t>(header->width) * header->height > 200'000) {
      continue;
    }
    const auto image = decodeImage(bytes);
    if (!image) {
      if (!isKnown(image.error())) {
        FAIL(describe(image.error()));
      }
      continue;
    }
    ++decoded;
    if (image->pixels->size() != image->stride() * static_cast<std::size_t>(image->height)) {
      FAIL("rows are missing");
    }
  }
  CHECK(decoded > 100);
}
