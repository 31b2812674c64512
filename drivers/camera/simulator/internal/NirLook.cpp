// What a picture taken in visible light would look like by the light of the near-infrared LEDs beside the
// lens. No real near-infrared picture of these persons exists; this follows what is known of 850 nm: skin is
// bright and smooth (melanin and blood absorb little), the LEDs light what is near and what faces them,
// rooms' light is filtered away, and the corneas show a glint.
#include "core/image/ImageMat.h"
#include "drivers/camera/simulator/Portraits.h"

#include <opencv2/imgproc.hpp>

#include <cmath>

namespace xiaowu::simulator {
namespace {

constexpr double kFaceLevel = 138;  // mean grey that the camera's automatic exposure gives the face

cv::Mat matOf(const Grid& grid) {
  return {grid.height, grid.width, CV_32F, const_cast<float*>(grid.values.data())};
}

/// LED light that comes back: falls with the square of the distance and with the angle of the surface.
cv::Mat lightOf(const Portrait& portrait) {
  const cv::Mat depth = matOf(portrait.depth);
  cv::Mat smooth;
  cv::GaussianBlur(depth, smooth, {}, 1.5);
  cv::Mat slopeX;
  cv::Mat slopeY;
  const double cell = Portrait::kStep * portrait.distance / 600;  // millimetres
  cv::Sobel(smooth, slopeX, CV_32F, 1, 0, 3, 1 / (8 * cell));
  cv::Sobel(smooth, slopeY, CV_32F, 0, 1, 3, 1 / (8 * cell));
  cv::Mat light(depth.size(), CV_32F);
  for (int row = 0; row < light.rows; ++row) {
    for (int column = 0; column < light.cols; ++column) {
      const double steep = std::hypot(slopeX.at<float>(row, column), slopeY.at<float>(row, column));
      const double facing = 1 / std::sqrt(1 + steep * steep);
      const double near = portrait.distance / depth.at<float>(row, column);
      light.at<float>(row, column) = static_cast<float>(near * near * (0.45 + 0.55 * facing));
    }
  }
  cv::GaussianBlur(light, light, {}, 1.0);
  cv::resize(light, light, {Portrait::kWidth, Portrait::kHeight}, 0, 0, cv::INTER_LINEAR);
  return light;
}

/// How bright each place is in near infrared whatever lamp shone on the photo: most of the slow changes of
/// brightness are the room's light.
cv::Mat reflectanceOf(const cv::Mat& picture) {
  cv::Mat grey;
  cv::transform(picture, grey, cv::Matx13f(0.05F, 0.25F, 0.70F));
  grey.convertTo(grey, CV_32F, 1 / 255.0, 0.02);
  cv::Mat smooth;
  cv::bilateralFilter(grey, smooth, 7, 0.10, 3);
  cv::Mat room;
  cv::GaussianBlur(grey, room, {}, 28);
  cv::pow(room, 0.7, room);
  cv::divide(0.25 * grey + 0.75 * smooth, room, grey);
  cv::pow(grey, 0.75, grey);
  return grey;
}

void addGlints(cv::Mat& grey, const Portrait& portrait) {
  const auto eyes = eyesOf(portrait.mesh);
  for (const auto& eye : {eyes.left, eyes.right}) {
    constexpr int kShift = 4;
    const cv::Point at(cvRound((eye.x + 1) * (1 << kShift)), cvRound((eye.y - 1) * (1 << kShift)));
    cv::circle(grey, at, cvRound(0.016 * portrait.eyePixels * (1 << kShift)), cv::Scalar(1.9), -1,
               cv::LINE_AA, kShift);
  }
}

}  // namespace

void addNirLook(Portrait& portrait) {
  const auto light = lightOf(portrait);
  auto grey = reflectanceOf(matOf(portrait.picture));
  addGlints(grey, portrait);
  cv::multiply(grey, light, grey);
  const auto& face = portrait.face;
  const cv::Rect middle(cvRound(face.left + face.width / 4), cvRound(face.top + face.height / 4),
                        cvRound(face.width / 2), cvRound(face.height / 2));
  const double gain = kFaceLevel / std::max(cv::mean(grey(middle & cv::Rect({}, grey.size())))[0], 0.05);
  cv::Mat nir;
  grey.convertTo(nir, CV_8U, gain);
  portrait.nir = imageOf(nir);
  cv::Mat behind;
  cv::transform(matOf(portrait.background), behind, cv::Matx13f(0.05F, 0.25F, 0.70F));
  behind.convertTo(behind, CV_8U, 0.16);  // 1.15 m away
  portrait.nirBackground = imageOf(behind);
}

}  // namespace xiaowu::simulator
