#include "drivers/api/Scanner.h"
#include "drivers/scanner/internal/SaneAddress.h"
#include "drivers/scanner/internal/SanePixels.h"
#include "drivers/scanner/SaneScanner.h"

#include "tests/support/Catch.h"

#include <cstring>

using namespace xiaowu;
using namespace xiaowu::drivers;
using Kind = FrameLayout::Kind;

namespace {

FrameLayout layout(Kind kind, int width, int lines, int bytesPerLine, int depth = 8) {
  return {kind, width, lines, bytesPerLine, depth};
}

Result<Image> pageOf(const FrameLayout& frame, const Bytes& raw, bool colour = true) {
  PageAssembler assembler;
  if (auto added = assembler.add(frame, raw); !added) {
    return fail(added.error());
  }
  return assembler.page(colour, 200);
}

}  // namespace

TEST_CASE("scanner addresses that are wrong are refused as such") {
  const std::string bad = GENERATE(as<std::string>{}, "", "sane", "sane:", "sane:?a=b", "pnm:0", "SANE:pnm:0",
                                   "sane:pnm:0?a", "sane:pnm:0?=b", "sane:pnm:0?a=%", "sane:pnm:0?a=%4",
                                   "sane:pnm:0?a=%zz", "sane:pnm:0?a=%00", "sane:pnm:0?a=b&&c=d");
  CAPTURE(bad);
  CHECK(makeScanner(bad).error().code == drivers::errors::kAddress);
}

TEST_CASE("scanner addresses are taken apart, options in their order") {
  const auto plain = parseSaneAddress("sane:genesys:libusb:001:004").value();
  CHECK(plain.device == "genesys:libusb:001:004");
  CHECK(plain.options.empty());
  const auto full = parseSaneAddress("sane:pnm:0?filename=/tmp/a%20%26b.ppm&grayify=yes&z=").value();
  CHECK(full.device == "pnm:0");
  REQUIRE(full.options.size() == 3);
  CHECK(full.options[0] == std::pair<std::string, std::string>("filename", "/tmp/a &b.ppm"));
  CHECK(full.options[1] == std::pair<std::string, std::string>("grayify", "yes"));
  CHECK(full.options[2].second.empty());
}

TEST_CASE("a frame whose numbers contradict each other is a protocol error") {
  const auto bad = GENERATE(values<FrameLayout>({
      layout(Kind::Grey, 0, 1, 1),
      layout(Kind::Grey, -1, 1, 1),
      layout(Kind::Grey, 4, 0, 4),
      layout(Kind::Grey, 4, -2, 4),
      layout(Kind::Grey, 4, 1, 3),
      layout(Kind::Rgb, 4, 1, 11),
      layout(Kind::Grey, 4, 1, 7, 16),
      layout(Kind::Grey, 4, 1, 4, 12),
      layout(Kind::Rgb, 4, 1, 12, 1),
      layout(Kind::Grey, 4, 1, 1'000'000),
      layout(Kind::Grey, 4, 1, 0),
      layout(Kind::Grey, 4, 1, -4),
      layout(Kind::Rgb, 8000, 5001, 24000),
      layout(Kind::Grey, 2'000'000'000, 2'000'000'000, 2'000'000'000),
  }));
  CAPTURE(bad.width, bad.lines, bad.bytesPerLine, bad.depth);
  CHECK(checkLayout(bad).error().code == drivers::errors::kProtocol);
}

TEST_CASE("forty megapixels are taken, with and without a known height") {
  CHECK(checkLayout(layout(Kind::Rgb, 8000, 5000, 24000)));
  const FrameLayout unknown = layout(Kind::Rgb, 8000, -1, 24000);
  CHECK(checkLayout(unknown));
  CHECK(bytesMax(unknown) == 3 * kPixelsMax);
  CHECK(checkLayout(layout(Kind::Grey, 9, 1, 2, 1)));
}

TEST_CASE("an RGB frame with padded lines becomes BGR without them") {
  const auto image =
      pageOf(layout(Kind::Rgb, 2, 2, 8), {1, 2, 3, 4, 5, 6, 0, 0, 7, 8, 9, 10, 11, 12, 0, 0}).value();
  CHECK(image.format == PixelFormat::Bgr8);
  CHECK(image.dpi == 200);
  CHECK(*image.pixels == Bytes{3, 2, 1, 6, 5, 4, 9, 8, 7, 12, 11, 10});
}

TEST_CASE("colour becomes grey on demand by the weights of BT.601") {
  const auto image = pageOf(layout(Kind::Rgb, 3, 1, 9), {255, 255, 255, 0, 0, 0, 255, 0, 0}, false).value();
  CHECK(image.format == PixelFormat::Grey8);
  CHECK(*image.pixels == Bytes{255, 0, 77});
}

TEST_CASE("sixteen bits keep their upper byte, line art is black where the bit is set") {
  const std::array<std::uint16_t, 2> deep = {0x12ff, 0xfe01};
  Bytes raw(4);
  std::memcpy(raw.data(), deep.data(), raw.size());
  CHECK(*pageOf(layout(Kind::Grey, 2, 1, 4, 16), raw).value().pixels == Bytes{0x12, 0xfe});
  CHECK(*pageOf(layout(Kind::Grey, 9, 1, 2, 1), {0x81, 0x80}).value().pixels ==
        Bytes{0, 255, 255, 255, 255, 255, 255, 0, 0});
}

TEST_CASE("a height that was not known is counted; half a line is a torn picture") {
  CHECK(pageOf(layout(Kind::Grey, 2, -1, 2), {1, 2, 3, 4, 5, 6}).value().height == 3);
  CHECK(pageOf(layout(Kind::Grey, 2, -1, 2), {1, 2, 3}).error().code == drivers::errors::kProtocol);
  CHECK(pageOf(layout(Kind::Grey, 2, -1, 2), {}).error().code == drivers::errors::kProtocol);
  CHECK(pageOf(layout(Kind::Grey, 2, 2, 2), {1, 2}).error().code == drivers::errors::kProtocol);
}

TEST_CASE("three passes in any order make one picture, fewer or doubled ones none") {
  PageAssembler page;
  REQUIRE(page.add(layout(Kind::Green, 2, 1, 2), Bytes{3, 4}));
  REQUIRE(page.add(layout(Kind::Red, 2, 1, 2), Bytes{1, 2}));
  CHECK(page.page(true, 0).error().code == drivers::errors::kProtocol);
  CHECK(page.add(layout(Kind::Red, 2, 1, 2), Bytes{1, 2}).error().code == drivers::errors::kProtocol);
  CHECK(page.add(layout(Kind::Blue, 1, 1, 1), Bytes{5}).error().code == drivers::errors::kProtocol);
  CHECK(page.add(layout(Kind::Grey, 2, 1, 2), Bytes{5, 6}).error().code == drivers::errors::kProtocol);
  REQUIRE(page.add(layout(Kind::Blue, 2, 1, 2), Bytes{5, 6}));
  CHECK(*page.page(true, 0).value().pixels == Bytes{5, 3, 1, 6, 4, 2});
}
