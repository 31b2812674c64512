#pragma once
// One net with its card: preprocessing as the card says, then one forward run.

#include "recognition/face/models/FaceEngine.h"
#include "recognition/face/models/internal/ModelCard.h"

#include <memory>
#include <vector>

namespace cv {
class Mat;
}

namespace xiaowu::face {

class ModelNet {
 public:
  using Outputs = std::vector<std::vector<float>>;  ///< one flat vector per output of the card

  /// Reads the file once, checks those very bytes against the card's SHA-256 (a family's: size) and parses
  /// them. A refusal names the file and the reason. That it loads does not mean that it computes: checkModel
  /// (ModelCheck.h).
  [[nodiscard]] static Result<std::unique_ptr<ModelNet>> load(const std::filesystem::path& modelsFolder,
                                                              ModelCard card);
  ~ModelNet();

  [[nodiscard]] const ModelCard& card() const { return m_card; }

  /// Preprocesses a BGR picture (already cut out) and runs the net; throws cv::Exception.
  [[nodiscard]] Outputs run(const cv::Mat& bgr);

  /// Runs the net on an even grey picture: proves that it computes, and leaves nothing of the last face in
  /// its buffers.
  [[nodiscard]] Result<Outputs> runBlank();

 private:
  struct Impl;
  ModelNet(ModelCard card, std::unique_ptr<Impl> impl);
  ModelCard m_card;
  std::unique_ptr<Impl> m_impl;
};

/// A view on the picture's pixels without copying; grey is turned into a BGR copy. Only for reading. Fails
/// with errors::kPicture.
[[nodiscard]] Result<cv::Mat> bgrOf(const Image& image);

/// The part of `bgr` that `face` takes, grown by `scale` about its centre; moved inside the picture, and
/// grown less where it cannot fit.
[[nodiscard]] cv::Mat cropOf(const cv::Mat& bgr, const Box& box, double scale);

/// A square about the face's box, `card.cropScale` times its longer side, turned until the eyes are level.
/// May reach out of the picture (black there).
struct TurnedFace {
  double left = 0;  ///< where the input's corner (0, 0) lies in the picture
  double top = 0;
  double alongX = 1;  ///< one input pixel to the right, in picture pixels; one down is (-alongY, alongX)
  double alongY = 0;
};
[[nodiscard]] TurnedFace turnedFace(const Face& face, const ModelCard& card);
[[nodiscard]] cv::Mat cropOf(const cv::Mat& bgr, const TurnedFace& turned, const ModelCard& card);

/// The face turned and scaled so that its five points lie on the card's template (least squares over shift,
/// turn and scale).
[[nodiscard]] cv::Mat alignedFace(const cv::Mat& bgr, const std::array<Point, 5>& points,
                                  const ModelCard& card);

}  // namespace xiaowu::face
