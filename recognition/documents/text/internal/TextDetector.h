#pragma once
// Where text lines stand on a page: PP-OCRv4's detection net and the steps after it (DB: Liao et al., AAAI
// 2020). One detector per thread.

#include "core/image/Image.h"
#include "core/base/Result.h"
#include "recognition/documents/DocumentReading.h"

#include <array>
#include <filesystem>
#include <memory>
#include <vector>

namespace xiaowu::documents {

/// A line of text as a rectangle that may be turned: corners clockwise from where its first letter's upper
/// left is, pixels of the picture. A line that is one and a half times as high as wide is taken as running
/// upwards.
struct LineArea {
  std::array<Point, 4> corners{};
  double score = 0;  ///< 0 … 1
  [[nodiscard]] double width() const;
  [[nodiscard]] double height() const;
};

class TextDetector {
 public:
  /// Fails with documents.engine-missing: no file, not the reviewed one, or refused by OpenCV.
  [[nodiscard]] static Result<std::unique_ptr<TextDetector>> load(const std::filesystem::path& modelsFolder);
  ~TextDetector();

  /// `scale` shrinks the picture for the net: letters should be 12 … 40 pixels high then. About 0.5 µs per
  /// pixel that the net sees, on one core; cannot be interrupted. May throw cv::Exception.
  [[nodiscard]] std::vector<LineArea> find(const Image& image, double scale);

  /// Gives back what the last picture took, some 150 MB for a million pixels. Takes 10 ms. May throw
  /// cv::Exception.
  void rest();

 private:
  struct Private;
  explicit TextDetector(std::unique_ptr<Private> data);
  std::unique_ptr<Private> m_data;
};

}  // namespace xiaowu::documents
