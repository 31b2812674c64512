#pragma once
// One net with its card: preprocessing as the card says, then one forward run. Internal to app/vision.

#include "app/vision/FaceEngine.h"
#include "app/vision/ModelCard.h"

#include <memory>
#include <vector>

namespace cv {
class Mat;
}

namespace xiaowu::vision {

class ModelNet {
 public:
  /// Reads the file once, checks those very bytes against the card's SHA-256 and parses them. A refusal names the file and the reason.
  [[nodiscard]] static Result<std::unique_ptr<ModelNet>> load(const std::filesystem::path& modelsFolder, ModelCard card);
  ~ModelNet();

  [[nodiscard]] const ModelCard& card() const { return m_card; }

  /// Preprocesses a BGR picture (already cut out) and runs the net; one flat vector per output of the card. Throws cv::Exception.
  [[nodiscard]] std::vector<std::vector<float>> run(const cv::Mat& bgr);

  /// Runs the net on an even grey picture: proves that it computes, and leaves nothing of the last face in its buffers.
  [[nodiscard]] Result<std::vector<std::vector<float>>> runBlank();

 private:
  struct Impl;
  ModelNet(ModelCard card, std::unique_ptr<Impl> impl);
  ModelCard m_card;
  std::unique_ptr<Impl> m_impl;
};

/// A view on the picture's pixels without copying; grey is turned into a BGR copy. Only for reading. Fails with errors::kPicture.
[[nodiscard]] Result<cv::Mat> bgrOf(const Image& image);

/// The part of `bgr` that `face` takes, grown by `scale` about its centre; moved inside the picture, and grown less where it cannot fit.
[[nodiscard]] cv::Mat cropOf(const cv::Mat& bgr, const Box& box, double scale);

/// The face turned and scaled so that its five points lie on the card's template (least squares over shift, turn and scale).
[[nodiscard]] cv::Mat alignedFace(const cv::Mat& bgr, const std::array<Point, 5>& points, const ModelCard& card);

}  // namespace xiaowu::vision
