#pragma once
// The slip that a resident takes home.

#include "core/base/Bytes.h"
#include "core/base/Result.h"

#include <string>
#include <vector>

namespace xiaowu::printing {

struct SlipContent {
  std::string title;          ///< for example 受理回执 or 暂存凭条
  std::string place;          ///< the cabin's name, may be empty
  std::string state;          ///< large: the case number, or the words that it is only kept on this machine
  std::string itemName;       ///< 事项
  std::string applicantName;  ///< whole name; only its surname is printed
  std::string time;           ///< as people read it, for example 2026-05-20 21:35
  std::string qrText;         ///< URL or code; empty: no QR code
  std::vector<std::string> nextSteps;  ///< at most four lines of what to do next
  bool english = false;                ///< language of the fixed labels
};

/// 80 mm wide, as long as its text; body letters 3.9 mm and more. Fails with documents.slip-failed.
[[nodiscard]] Result<Bytes> receiptSlipPdf(const SlipContent& content);

}  // namespace xiaowu::printing
