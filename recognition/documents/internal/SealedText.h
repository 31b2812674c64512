#pragma once
// What stands under a seal: an organ and a date are mostly stamped over, and the detector loses such lines.

#include "recognition/documents/page/internal/UprightPage.h"
#include "recognition/documents/text/PpOcrEngine.h"

#include <stop_token>

namespace xiaowu::documents {

/// Reads the surroundings of each red seal again, its ink taken out, and puts the lines that were not there
/// before, or were read worse, into `upright.lines`. `upright.page.dpi` must be set. Errors as PpOcrEngine's.
[[nodiscard]] Result<void> readUnderSeals(PpOcrEngine& engine, UprightPage& upright,
                                          const std::stop_token& stop);

}  // namespace xiaowu::documents
