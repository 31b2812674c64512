#include "tools/harness/QrReader.h"

#include <ZXing/ReadBarcode.h>

namespace xiaowu::harness {
namespace {

#if __has_include(<ZXing/ReaderOptions.h>)
using Options = ZXing::ReaderOptions;  // since version 2.2
#else
using Options = ZXing::DecodeHints;
#endif

}  // namespace

std::optional<std::string> readQr(const std::uint8_t* grey, int width, int height, int stride) {
  const ZXing::ImageView view(grey, width, height, ZXing::ImageFormat::Lum, stride);
  const auto found =
      ZXing::ReadBarcode(view, Options().setFormats(ZXing::BarcodeFormat::QRCode).setTryHarder(true));
  if (!found.isValid()) {
    return std::nullopt;
  }
  return std::string(found.bytes().begin(), found.bytes().end());
}

}  // namespace xiaowu::harness
