#pragma once
// How much is printed in an area of a flat page. Pure.

#include "core/image/Image.h"
#include "recognition/documents/DocumentReading.h"

namespace xiaowu::documents {

/// Share of dark pixels, 0 … 1, without columns and rows that are dark nearly throughout: those are ruled
/// lines of a form. `flat` is Grey8, paper 255 (PageImage.h); what lies outside the picture does not count.
[[nodiscard]] double inkIn(const Image& flat, const Rect& area);

}  // namespace xiaowu::documents
