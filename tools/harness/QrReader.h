#pragma once
// Reads QR codes back, for the demo and for tests: what the kiosk draws must be readable to others. Hides
// which version of ZXing is there.

#include <cstdint>
#include <optional>
#include <string>

namespace xiaowu::harness {

/// The bytes of the QR code in a grey picture of 8 bits a pixel; nothing when none can be read.
/// `stride`: bytes from one row to the next.
[[nodiscard]] std::optional<std::string> readQr(const std::uint8_t* grey, int width, int height, int stride);

}  // namespace xiaowu::harness
