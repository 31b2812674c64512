#pragma once
// Flat-bed scanner or document camera.

#include "core/image/Image.h"
#include "drivers/api/Device.h"

namespace xiaowu::drivers {

namespace errors {
inline constexpr std::string_view kScannerJammed = "scanner.jammed";
inline constexpr std::string_view kScannerCoverOpen = "scanner.cover-open";
inline constexpr std::string_view kScannerNoPaper = "scanner.no-paper";
}  // namespace errors

struct ScanSettings {
  int dpi = 200;
  bool colour = true;
};

class Scanner : public Device {
 public:
  /// One page as it lies, not rotated or cropped; `dpi` is set in the picture. At most 40 megapixels, more is
  /// errors::kProtocol.
  [[nodiscard]] virtual Result<Image> scanPage(const ScanSettings& settings, const CallContext& context) = 0;
};

}  // namespace xiaowu::drivers
