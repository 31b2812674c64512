#pragma once
// A drawn face, the same in every run: the picture on which each model must compute as its card says before
// it is used. Nobody's face. Drawn in whole numbers; packaging/setup/facemesh_to_onnx.py draws the same.

namespace cv {
class Mat;
}

namespace xiaowu::face {

/// 192 × 192 BGR. The face looks straight ahead and fills the middle: eyes at (73, 92) and (119, 92), mouth
/// at (96, 142).
[[nodiscard]] cv::Mat modelTestImage();

}  // namespace xiaowu::face
