#pragma once
// The proof of a register query as one A4 sheet in PDF, with a drawn test seal and a QR code. Thread-safe
// (each call has its own surfaces). The seal follows the usual measures of a round official seal (42 mm,
// ring 1.2 mm, star 14 mm); it says 测试章 so that nobody takes it for a real one.

#include "core/base/Bytes.h"

#include <string>
#include <utility>
#include <vector>

namespace xiaowu::platform {

namespace errors {
inline constexpr std::string_view kProofTooLong = "proof.too-long";  ///< more than one sheet holds
inline constexpr std::string_view kProofDrawing = "proof.drawing";
}  // namespace errors

struct ProofContent {
  std::string title, holderName, idNumber, purpose;
  bool found = false;
  std::vector<std::pair<std::string, std::string>> entries;  ///< label, value
  std::string asOf, issuedAt, issuedDate;                    ///< as they are printed
  std::string issuer, proofId, checkCode, verifyUrl, verifyPage, sealMark;
};

/// Ink of the seal, relative to its centre, in the unit of `diameter`.
struct SealBounds {
  double left, top, right, bottom;
};

[[nodiscard]] Result<Bytes> drawProof(const ProofContent& content);
[[nodiscard]] SealBounds measureSeal(double diameter);

}  // namespace xiaowu::platform
