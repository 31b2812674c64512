#pragma once
// The seals of a page: found, read, and kept or dropped by what stands in them.

#include "recognition/documents/DocumentReading.h"
#include "recognition/documents/text/PpOcrEngine.h"

#include <stop_token>

namespace xiaowu::documents {

/// Fills `reading.seals` from `reading.page`. Without PP-OCR, which alone can read a ring, seals stay without
/// text. When the scale is only guessed (`scaleKnown` false), only seals with the text of one count, and they
/// set the page's dpi.
[[nodiscard]] Result<void> readSeals(PpOcrEngine* ppOcr, DocumentReading& reading, bool scaleKnown,
                                     const std::stop_token& stop);

}  // namespace xiaowu::documents
