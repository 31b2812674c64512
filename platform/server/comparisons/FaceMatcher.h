#pragma once
// Compares a chip photo with a living face, with the engine and the decoder that a kiosk would use. Keeps
// nothing: every picture and vector is overwritten before compare() returns, whatever it returns.

#include "core/base/Bytes.h"
#include "core/domain/ContractCodes.h"

#include <filesystem>
#include <memory>
#include <string>

namespace xiaowu::drivers {
class PhotoDecoder;
}
namespace xiaowu::face {
class FaceEngine;
}

namespace xiaowu::platform {

namespace errors {
// Of the two pictures; each is final for its request.
using domain::contract::kFaceUnusable;  ///< no JPEG within the limits, or no face in it, or a second one of
                                        ///< like size
using domain::contract::kNoFaceInPhoto;
using domain::contract::kPhotoNotDecodable;
inline constexpr std::string_view kMatcherFailed = "comparison.failed";  ///< the nets did not run
}  // namespace errors

struct FaceVerdict {
  bool match = false;
  std::string model;  ///< what Embedding::model names it by (its file's SHA-256), the first 16 characters
  std::string
      thresholdId;  ///< "<model>-0.450": which value was held against which model; never the similarity
};

/// Used by one thread at a time.
class FaceMatcher {
 public:
  /// Errors of FaceEngine::load. About 0.3 s.
  [[nodiscard]] static Result<std::unique_ptr<FaceMatcher>> load(
      const std::filesystem::path& models, std::shared_ptr<const drivers::PhotoDecoder> decoder);
  FaceMatcher(const FaceMatcher&) = delete;
  FaceMatcher& operator=(const FaceMatcher&) = delete;
  ~FaceMatcher();

  [[nodiscard]] Result<FaceVerdict> compare(ByteView encodedPhoto, ByteView faceJpeg);

 private:
  FaceMatcher(std::unique_ptr<face::FaceEngine> engine, std::shared_ptr<const drivers::PhotoDecoder> decoder);
  std::unique_ptr<face::FaceEngine> m_engine;
  std::shared_ptr<const drivers::PhotoDecoder> m_decoder;
};

}  // namespace xiaowu::platform
