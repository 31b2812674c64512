#pragma once
// What the letters of a seal read as. Several pictures of the same ring are read and their characters vote;
// nothing is ever added from a list of names. A seal that reads right is no proof that it is genuine.

#include "recognition/documents/text/TextEngine.h"

#include <functional>

namespace xiaowu::documents {

/// Reads a picture of one line, for example PpOcrEngine::readStrip.
using StripReader = std::function<Result<TextLine>(const Image& strip)>;

/// The seal with outline, text, centre line and confidence. `picture` is the one that the seal was found in.
/// At most four strips are read (some 90 ms each); a title that is sure at the first look costs two. Text
/// stays empty when nothing can be read. Errors: those of `read`.
[[nodiscard]] Result<Seal> readSeal(const Image& picture, const Seal& seal, const StripReader& read);

/// Readings of the same line merged character by character: the surest one is the frame, a place is changed
/// when the others together are surer.
[[nodiscard]] TextLine voted(const std::vector<TextLine>& readings);

}  // namespace xiaowu::documents
