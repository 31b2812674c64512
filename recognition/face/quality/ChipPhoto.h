#pragma once
// The photo in an ID card's chip: 102 × 126 pixels, about 1 KB. Its blocks of compression look like features
// to a net that was trained on clean faces, so such a photo is smoothed before it is looked at, and has a
// threshold of its own (FaceEngine::chipThreshold).

#include "recognition/face/models/FaceEngine.h"

namespace xiaowu::face {

inline constexpr int kChipWidth = 102;   ///< pixels
inline constexpr int kChipHeight = 126;  ///< pixels
inline constexpr std::size_t kChipBytes = 1024;

namespace errors {
inline constexpr std::string_view kNoFace = "vision.no-face";  ///< a picture in which no face is found
}

/// A face with what is needed to compare it.
struct ComparableFace {
  Face face;  ///< in the picture's pixels
  Embedding embedding;
};

/// The largest face, its points steadied by the mesh where there is one. When none is found, the picture is
/// searched once more with room around it, since a face that fills the picture is missed. errors::kNoFace.
[[nodiscard]] Result<ComparableFace> comparableFace(FaceEngine& engine, const Image& image,
                                                    Look look = Look::Plain, Care care = Care::Thorough);

/// The same for a chip photo: smoothed first, Look::ChipPhoto. Compare it with a vector of
/// Look::AgainstChipPhoto, by FaceEngine::chipThreshold.
[[nodiscard]] Result<ComparableFace> chipFace(FaceEngine& engine, const Image& chipPhoto,
                                              Care care = Care::Thorough);

/// What would be left of a photo in a chip: head and shoulders cut out as on an ID photo (GA 461: the head
/// about 0.58 of the width), reduced to 102 × 126, coded as JPEG of the highest quality with at most
/// kChipBytes and decoded again. The chip's own code (WLT) has its tables built in, therefore the JPEG's
/// constant tables (Huffman, quantisation) are not counted. A stand-in: no open WLT coder exists.
/// errors::kNoFace.
[[nodiscard]] Result<Image> reducedToChip(FaceEngine& engine, const Image& image);

}  // namespace xiaowu::face
