#pragma once
// QR codes as modules (library xiaowu_qr); whoever shows or prints one draws them. Pure; any thread.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace xiaowu {

/// Modules of empty paper that ISO/IEC 18004 wants on each side. They are not part of QrCode.
inline constexpr int kQrQuietModules = 4;

struct QrCode {
  int width = 0;                      ///< modules a side
  std::vector<std::uint8_t> modules;  ///< row by row; 1: dark

  [[nodiscard]] bool isDark(int x, int y) const {
    return modules[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                   static_cast<std::size_t>(x)] != 0;
  }
};

/// ISO/IEC 18004, bytes, error correction M, the smallest that fits. Nothing for an empty text and for one of
/// more than 2,331 bytes.
[[nodiscard]] std::optional<QrCode> qrCode(std::string_view text);

}  // namespace xiaowu
