#include "core/image/Qr.h"
#include "tests/support/Catch.h"
#include "tools/harness/QrReader.h"

#include <string>

using namespace xiaowu;

namespace {

/// Drawn as a printer would: four pixels a module, the quiet zone round it.
std::string readBack(const QrCode& code) {
  constexpr int kModule = 4;
  const int side = (code.width + 2 * kQrQuietModules) * kModule;
  std::string pixels(static_cast<std::size_t>(side) * static_cast<std::size_t>(side), '\xFF');
  for (int y = 0; y < code.width * kModule; ++y) {
    for (int x = 0; x < code.width * kModule; ++x) {
      const int row = y + kQrQuietModules * kModule;
      const int column = x + kQrQuietModules * kModule;
      if (code.isDark(x / kModule, y / kModule)) {
        pixels[static_cast<std::size_t>(row * side + column)] = '\0';
      }
    }
  }
  const auto text = harness::readQr(reinterpret_cast<const std::uint8_t*>(pixels.data()), side, side, side);
  REQUIRE(text);
  return *text;
}

}  // namespace

TEST_CASE("a QR code reads back as what was written") {
  const std::string text = "https://example.invalid/r/018f5c2e?t=受理";
  const auto code = qrCode(text);
  REQUIRE(code);
  CHECK(code->modules.size() == static_cast<std::size_t>(code->width * code->width));
  CHECK(readBack(*code) == text);
}

TEST_CASE("what fits into no QR code is none") {
  CHECK_FALSE(qrCode(""));
  CHECK(qrCode(std::string(2331, 'x')));
  CHECK_FALSE(qrCode(std::string(2332, 'x')));
}
