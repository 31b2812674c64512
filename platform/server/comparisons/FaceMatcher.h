#pragma once
// Compares a chip photo with a living face, with the engine and the decoder that a kiosk would use. Keeps
// nothing: every picture and vector is overwritten before compare() returns, whatever it returns.

#include "core/base/Bytes.h"

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

  /// contract::kPhotoNotDecodable, kNoFaceInPhoto or kFaceUnusable for the two pictures;
  /// contract::kComparisonFailed when the nets did not run.
  [[nodiscard]] Result<FaceVerdict> compare(ByteView encodedPhoto, ByteView faceJpeg);

 private:
  FaceMatcher(std::unique_ptr<face::FaceEngine> engine, std::shared_ptr<const drivers::PhotoDecoder> decoder);
  std::unique_ptr<face::FaceEngine> m_engine;
  std::shared_ptr<const drivers::PhotoDecoder> m_decoder;
};

}  // namespace xiaowu::platform
