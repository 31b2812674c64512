#pragma once
// Checks a printed proof as its receiver would: takes the sheet as the printer got it, reads its QR code from
// the picture, asks the address in it.

#include "core/base/Result.h"

#include <QString>

#include <filesystem>

namespace xiaowu::demo {

namespace errors {
inline constexpr std::string_view kSheet = "demo.sheet";  ///< cannot be drawn or read
inline constexpr std::string_view kVerify =
    "demo.verify";  ///< the verification page does not say what it should
}  // namespace errors

/// The text of the first QR code on the PDF's first page (drawn by pdftoppm, read by zxing).
[[nodiscard]] Result<QString> qrOnSheet(const std::filesystem::path& pdf);

/// The page that a telephone opens from that code says 有效.
[[nodiscard]] Result<void> verifyAt(const QString& url);

}  // namespace xiaowu::demo
