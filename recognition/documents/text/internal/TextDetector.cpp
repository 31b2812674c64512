#include "recognition/documents/text/internal/TextDetector.h"

#include "core/image/ImageMat.h"
#include "recognition/inference/ModelFile.h"
#include "recognition/inference/NetLayers.h"

#include <opencv2/dnn.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace xiaowu::documents {

struct TextDetector::Private {
  cv::dnn::Net net;
};

namespace {

constexpr int kMapStep = 32;      // the net halves its maps five times
constexpr float kTextMin = 0.3F;  // these four as PaddleOCR sets them for its own use of the net
constexpr double kLineScoreMin = 0.5;
constexpr double kUnclip = 1.6;
constexpr float kSideMin = 3.0F;
constexpr double kTurnedAspect = 1.5;
// ImageNet's, given to blue, green, red in this order.
constexpr std::array<double, 3> kMean{0.485, 0.456, 0.406};
constexpr std::array<double, 3> kDeviation{0.229, 0.224, 0.225};

double distance(const Point& a, const Point& b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

int paddedTo(int length) {
  return (length + kMapStep - 1) / kMapStep * kMapStep;
}

/// Shrunk, filled up with white at the right and at the bottom, normalised, one plane per channel.
cv::Mat inputOf(const Image& image, cv::Size size) {
  const int channels = image.channels();
  cv::Mat small;
  cv::resize(matOf(image), small, size, 0, 0, size.width < image.width ? cv::INTER_AREA : cv::INTER_LINEAR);
  cv::copyMakeBorder(small, small, 0, paddedTo(size.height) - size.height, 0,
                     paddedTo(size.width) - size.width, cv::BORDER_CONSTANT, cv::Scalar::all(255));
  std::vector<cv::Mat> planes;
  cv::split(small, planes);
  cv::Mat blob(std::vector<int>{1, 3, small.rows, small.cols}, CV_32F);
  for (int channel = 0; channel < 3; ++channel) {
    const auto at = static_cast<std::size_t>(channel);
    cv::Mat plane(small.rows, small.cols, CV_32F, blob.ptr<float>(0, channel));
    planes[channels == 1 ? 0 : at].convertTo(plane, CV_32F, 1.0 / (255.0 * kDeviation[at]),
                                             -kMean[at] / kDeviation[at]);
  }
  return blob;
}

/// Mean probability inside the turned rectangle.
double scoreOf(const cv::Mat& text, const cv::RotatedRect& rect) {
  std::array<cv::Point2f, 4> corners;
  rect.points(corners.data());
  const cv::Rect bounds = rect.boundingRect() & cv::Rect(0, 0, text.cols, text.rows);
  if (bounds.empty()) {
    return 0;
  }
  std::array<cv::Point, 4> polygon;
  for (std::size_t at = 0; at < 4; ++at) {
    polygon[at] = cv::Point(cvRound(corners[at].x) - bounds.x, cvRound(corners[at].y) - bounds.y);
  }
  cv::Mat mask = cv::Mat::zeros(bounds.size(), CV_8UC1);
  cv::fillConvexPoly(mask, polygon.data(), 4, cv::Scalar(255));
  return cv::mean(text(bounds), mask)[0];
}

/// Clockwise from the upper left: of the two left corners the upper one comes first.
std::array<Point, 4> ordered(const cv::RotatedRect& rect, double scale) {
  std::array<cv::Point2f, 4> corners;
  rect.points(corners.data());
  std::sort(corners.begin(), corners.end(), [](const auto& a, const auto& b) { return a.x < b.x; });
  if (corners[0].y > corners[1].y) {
    std::swap(corners[0], corners[1]);
  }
  if (corners[2].y > corners[3].y) {
    std::swap(corners[2], corners[3]);
  }
  const auto point = [scale](const cv::Point2f& corner) { return Point{corner.x / scale, corner.y / scale}; };
  LineArea line{{point(corners[0]), point(corners[2]), point(corners[3]), point(corners[1])}, 0};
  // Much higher than wide: it runs from the bottom to the top, so its lower left corner comes first.
  if (line.height() > kTurnedAspect * line.width()) {
    std::rotate(line.corners.begin(), line.corners.begin() + 3, line.corners.end());
  }
  return line.corners;
}

std::vector<LineArea> linesOf(const cv::Mat& text, double scale) {
  cv::Mat mask = text > kTextMin;
  std::vector<std::vector<cv::Point>> contours;
  cv::findContours(mask, contours, cv::RETR_LIST, cv::CHAIN_APPROX_SIMPLE);
  std::vector<LineArea> lines;
  for (const auto& contour : contours) {
    cv::RotatedRect rect = cv::minAreaRect(contour);
    if (std::min(rect.size.width, rect.size.height) < kSideMin) {
      continue;
    }
    const double score = scoreOf(text, rect);
    if (score < kLineScoreMin) {
      continue;
    }
    // The net marks the core of a line; the line is that much thicker (Vatti clipping of a rectangle).
    const float grow = static_cast<float>(kUnclip) * rect.size.area() / (rect.size.width + rect.size.height);
    rect.size.width += grow;
    rect.size.height += grow;
    if (std::min(rect.size.width, rect.size.height) < kSideMin + 2) {
      continue;
    }
    lines.push_back({ordered(rect, scale), score});
  }
  return lines;
}

}  // namespace

double LineArea::width() const {
  return (distance(corners[0], corners[1]) + distance(corners[3], corners[2])) / 2;
}
double LineArea::height() const {
  return (distance(corners[0], corners[3]) + distance(corners[1], corners[2])) / 2;
}

TextDetector::TextDetector(std::unique_ptr<Private> data) : m_data(std::move(data)) {}
TextDetector::~TextDetector() = default;

Result<std::unique_ptr<TextDetector>> TextDetector::load(const std::filesystem::path& modelsFolder) {
  const auto bytes = inference::modelFile(modelsFolder, "ppocr_det.onnx");
  if (!bytes) {
    return fail(bytes.error());
  }
  try {
    inference::registerNetLayers();
    auto data = std::make_unique<Private>();
    data->net = cv::dnn::readNetFromONNX(bytes->data(), bytes->size());
    data->net.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
    data->net.enableFusion(false);  // there is nothing left to fuse: NetLayers.h did it
    return std::unique_ptr<TextDetector>(new TextDetector(std::move(data)));
  } catch (const std::exception& error) {
    return fail(errors::kEngineMissing, Fault::ServiceUnavailable,
                std::string("ppocr_det.onnx: ") + error.what());
  }
}

std::vector<LineArea> TextDetector::find(const Image& image, double scale) {
  const cv::Size size(std::max(kMapStep, cvRound(image.width * scale)),
                      std::max(kMapStep, cvRound(image.height * scale)));
  m_data->net.setInput(inputOf(image, size));
  const cv::Mat output = m_data->net.forward();
  CV_Assert(output.dims == 4 && output.size[2] == paddedTo(size.height) &&
            output.size[3] == paddedTo(size.width));
  // Read only.
  const cv::Mat text(output.size[2], output.size[3], CV_32F, const_cast<float*>(output.ptr<float>()));
  return linesOf(text(cv::Rect(0, 0, size.width, size.height)).clone(), scale);
}

void TextDetector::rest() {
  // A net keeps the buffers of the last size that it saw.
  m_data->net.setInput(cv::Mat::zeros(4, std::array<int, 4>{1, 3, kMapStep, kMapStep}.data(), CV_32F));
  m_data->net.forward();
}

}  // namespace xiaowu::documents
