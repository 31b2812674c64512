#pragma once
// A field as it stands on the straightened page, for the resident who is to compare it with what was read. In
// memory only. Pure.

#include "recognition/documents/DocumentReading.h"

#include <QImage>

namespace xiaowu::session {

/// A copy of `place` (pixels of `page`) with room around it, so that a character that the reader lost at an
/// end is seen too; null when it lies outside.
[[nodiscard]] QImage cutOut(const Image& page, const documents::Rect& place);

}  // namespace xiaowu::session
