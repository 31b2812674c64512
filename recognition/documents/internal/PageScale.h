#pragma once
// The scale of a page: how many pixels an inch of paper takes, where the picture does not say it. Pure.

#include "recognition/documents/DocumentReading.h"
#include "recognition/documents/fields/DocumentTypes.h"

namespace xiaowu::documents {

[[nodiscard]] double longerSide(const Image& page);
/// Longer side over shorter side; 0 for an empty page.
[[nodiscard]] double aspectOf(const Image& page);

/// Dots per inch: the picture's own, else guessed from the size of the paper, which is that of the expected
/// type, or a card or A4 by its proportions.
[[nodiscard]] double resolutionOf(const Image& page, const DocumentType* expected, bool edgesFound);
/// Dots per inch from the size of the paper that it turned out to be; 0 when the proportions do not fit or
/// the page was not seen whole.
[[nodiscard]] double resolutionOf(const DocumentReading& reading, const DocumentType& type);
/// A page of A4's proportions, or one without edges: the size that was guessed for a type without a size of
/// its own is right then.
[[nodiscard]] bool looksLikeA4(const DocumentReading& reading);

}  // namespace xiaowu::documents
