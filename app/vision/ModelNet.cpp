#include "app/vision/ModelNet.h"

#include <opencv2/dnn.hpp>
#include <opencv2/imgproc.hpp>

#include <QCryptographicHash>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace xiaowu::vision {

struct ModelNet::Impl {
  cv::dnn::Net net;
};

namespace {

std::string sha256Of(const std::vector<char>& bytes) {
  const auto hash = QCryptographicHash::hash(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())), QCryptographicHash::Sha256);
  return hash.toHex().toStdString();
}

/// A guess at why a file is not the reviewed one: the three ways seen in the field.
std::string whyDifferent(const std::vector<char>& bytes) {
  const std::string start(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(bytes.size(), 40)));
  if (bytes.empty()) return "the file is empty";
  if (start.starts_with("version https://git-lfs")) return "a Git LFS pointer, not the model itself";
  return "not the reviewed file (" + std::to_string(bytes.size()) + " bytes; cut short or changed)";
}

}  // namespace

ModelNet::ModelNet(ModelCard card, std::unique_ptr<Impl> impl) : m_card(std::move(card)), m_impl(std::move(impl)) {}
ModelNet::~ModelNet() = default;

Result<std::unique_ptr<ModelNet>> ModelNet::load(const std::filesystem::path& modelsFolder, ModelCard card) {
  std::ifstream stream(modelsFolder / card.file, std::ios::binary);
  if (!stream) return fail(errors::kModelMissing, Fault::ServiceUnavailable, card.file + ": not in the models folder (setup/models.sh fetches it)");
  const std::vector<char> bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  if (sha256Of(bytes) != card.sha256) return fail(errors::kModelDamaged, Fault::ServiceUnavailable, card.file + ": " + whyDifferent(bytes));
  try {
    auto impl = std::make_unique<Impl>();
    impl->net = cv::dnn::readNetFromONNX(bytes.data(), bytes.size());
    impl->net.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
    impl->net.setPreferableTarget(cv::dnn::DNN_TARGET_CPU);
    return std::unique_ptr<ModelNet>(new ModelNet(std::move(card), std::move(impl)));
  } catch (const std::exception& error) {
    return fail(errors::kModelRefused, Fault::ServiceUnavailable, card.file + ": " + error.what());
  }
}

std::vector<std::vector<float>> ModelNet::run(const cv::Mat& bgr) {
  cv::Mat input = bgr;
  if (m_card.channels == Channels::Grey) cv::cvtColor(bgr, input, cv::COLOR_BGR2GRAY);
  const bool swap = m_card.channels == Channels::Rgb;
  const cv::Scalar mean(m_card.mean[0], m_card.mean[1], m_card.mean[2]);
  const auto blob = cv::dnn::blobFromImage(input, m_card.scale, cv::Size(m_card.width, m_card.height), mean, swap, false, CV_32F);
  m_impl->net.setInput(blob, m_card.inputName);
  std::vector<cv::Mat> outputs;
  m_impl->net.forward(outputs, std::vector<cv::String>(m_card.outputs.begin(), m_card.outputs.end()));
  std::vector<std::vector<float>> values;
  for (const auto& output : outputs) {
    CV_Assert(output.type() == CV_32F && output.isContinuous());
    values.emplace_back(output.ptr<float>(), output.ptr<float>() + output.total());
  }
  return values;
}

Result<std::vector<std::vector<float>>> ModelNet::runBlank() {
  try {
    return run(cv::Mat(m_card.height, m_card.width, CV_8UC3, cv::Scalar::all(128)));
  } catch (const std::exception& error) {
    return fail(errors::kModelRefused, Fault::ServiceUnavailable, m_card.file + ": " + error.what());
  }
}

Result<cv::Mat> bgrOf(const Image& image) {
  if (image.empty() || image.pixels->size() < image.stride() * static_cast<std::size_t>(image.height)) {
    return fail(errors::kPicture, Fault::Bug, "picture of " + std::to_string(image.width) + " x " + std::to_string(image.height));
  }
  const int type = image.format == PixelFormat::Grey8 ? CV_8UC1 : CV_8UC3;
  const cv::Mat view(image.height, image.width, type, const_cast<std::uint8_t*>(image.data()));
  if (image.format == PixelFormat::Bgr8) return view;
  cv::Mat bgr;
  cv::cvtColor(view, bgr, cv::COLOR_GRAY2BGR);
  return bgr;
}

cv::Mat cropOf(const cv::Mat& bgr, const Box& box, double scale) {
  const double fits = std::min({scale, bgr.cols / static_cast<double>(box.width), bgr.rows / static_cast<double>(box.height)});
  const int width = std::clamp(static_cast<int>(std::lround(box.width * fits)), 1, bgr.cols);
  const int height = std::clamp(static_cast<int>(std::lround(box.height * fits)), 1, bgr.rows);
  const int left = std::clamp(static_cast<int>(std::lround(box.x + (box.width - static_cast<float>(width)) / 2)), 0, bgr.cols - width);
  const int top = std::clamp(static_cast<int>(std::lround(box.y + (box.height - static_cast<float>(height)) / 2)), 0, bgr.rows - height);
  return bgr(cv::Rect(left, top, width, height));
}

cv::Mat alignedFace(const cv::Mat& bgr, const std::array<Point, 5>& points, const ModelCard& card) {
  Point from;
  Point to;
  for (std::size_t i = 0; i < 5; ++i) {
    from = {from.x + points[i].x / 5, from.y + points[i].y / 5};
    to = {to.x + card.alignment[i][0] / 5, to.y + card.alignment[i][1] / 5};
  }
  double along = 0;
  double across = 0;
  double norm = 1e-6;
  for (std::size_t i = 0; i < 5; ++i) {
    const double x = points[i].x - from.x;
    const double y = points[i].y - from.y;
    const double u = card.alignment[i][0] - to.x;
    const double v = card.alignment[i][1] - to.y;
    along += x * u + y * v;
    across += x * v - y * u;
    norm += x * x + y * y;
  }
  const double a = along / norm;
  const double b = across / norm;
  const cv::Matx23d map(a, -b, to.x - a * from.x + b * from.y, b, a, to.y - b * from.x - a * from.y);
  cv::Mat face;
  cv::warpAffine(bgr, face, map, cv::Size(card.width, card.height), cv::INTER_LINEAR);
  return face;
}

}  // namespace xiaowu::vision
