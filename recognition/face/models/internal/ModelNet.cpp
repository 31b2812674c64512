#include "recognition/face/models/internal/ModelNet.h"

#include "core/image/ImageMat.h"

#include <opencv2/dnn.hpp>
#include <opencv2/imgproc.hpp>

#include <QCryptographicHash>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>

namespace xiaowu::face {

struct ModelNet::Impl {
  cv::dnn::Net net;
};

namespace {

std::string sha256Of(const std::vector<char>& bytes) {
  const auto hash = QCryptographicHash::hash(
      QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())), QCryptographicHash::Sha256);
  return hash.toHex().toStdString();
}

constexpr double kShrinkFirst = 0.75;               ///< a face that must shrink more is averaged down first
constexpr std::uintmax_t kFileMax = 1'000'000'000;  ///< bytes; no net for this is longer

/// A guess at why a file is not the model: the three ways seen in the field.
std::string whyDifferent(const std::vector<char>& bytes) {
  const std::string start(
      bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(bytes.size(), 40)));
  if (bytes.empty()) {
    return "the file is empty";
  }
  if (start.starts_with("version https://git-lfs")) {
    return "a Git LFS pointer, not the model itself";
  }
  return "not the reviewed file (" + std::to_string(bytes.size()) + " bytes; cut short or changed)";
}

tl::unexpected<Error> refused(std::string_view code, const std::string& file, const std::string& why) {
  // OpenCV's texts have several lines; a reason is one.
  std::string line = why.substr(0, 300);
  std::replace(line.begin(), line.end(), '\n', ' ');
  return fail(code, Fault::ServiceUnavailable, file + ": " + line);
}

/// The file's bytes, and its SHA-256 in card.sha256.
Result<std::vector<char>> reviewedBytes(const std::filesystem::path& file, ModelCard& card) {
  std::error_code problem;
  if (!std::filesystem::is_regular_file(file, problem)) {
    return refused(errors::kModelMissing, card.file,
                   "not in the models folder (packaging/setup/models.sh fetches the shipped ones)");
  }
  if (std::filesystem::file_size(file, problem) > kFileMax) {
    return refused(errors::kModelDamaged, card.file, "too large for a model");
  }
  std::ifstream stream(file, std::ios::binary);
  std::vector<char> bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  if (!stream) {
    return refused(errors::kModelMissing, card.file, "cannot be read");
  }
  const auto sum = sha256Of(bytes);
  const bool isRight = card.sha256.empty() ? bytes.size() >= card.bytes[0] && bytes.size() <= card.bytes[1]
                                           : sum == card.sha256;
  if (!isRight) {
    return refused(errors::kModelDamaged, card.file, whyDifferent(bytes));
  }
  card.sha256 = sum;
  return bytes;
}

/// All of the picture in the card's proportions: fitted into the top left corner, black below or to the
/// right.
cv::Mat fitted(const cv::Mat& bgr, const ModelCard& card) {
  const double scale =
      std::min(static_cast<double>(card.width) / bgr.cols, static_cast<double>(card.height) / bgr.rows);
  const cv::Size size(std::clamp(static_cast<int>(std::lround(bgr.cols * scale)), 1, card.width),
                      std::clamp(static_cast<int>(std::lround(bgr.rows * scale)), 1, card.height));
  cv::Mat canvas(card.height, card.width, CV_8UC3, cv::Scalar::all(0));
  auto corner = canvas(cv::Rect({0, 0}, size));
  cv::resize(bgr, corner, size, 0, 0, scale < 0.5 ? cv::INTER_AREA : cv::INTER_LINEAR);
  return canvas;
}

}  // namespace

ModelNet::ModelNet(ModelCard card, std::unique_ptr<Impl> impl)
    : m_card(std::move(card)), m_impl(std::move(impl)) {}
ModelNet::~ModelNet() = default;

Result<std::unique_ptr<ModelNet>> ModelNet::load(const std::filesystem::path& modelsFolder, ModelCard card) {
  const auto read = reviewedBytes(modelsFolder / card.file, card);
  if (!read) {
    return fail(read.error());
  }
  try {
    auto impl = std::make_unique<Impl>();
    impl->net = cv::dnn::readNetFromONNX(read->data(), read->size());
    impl->net.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
    impl->net.setPreferableTarget(cv::dnn::DNN_TARGET_CPU);
    return std::unique_ptr<ModelNet>(new ModelNet(std::move(card), std::move(impl)));
  } catch (const std::exception& error) {
    return refused(errors::kModelRefused, card.file, error.what());
  }
}

ModelNet::Outputs ModelNet::run(const cv::Mat& bgr) {
  cv::Mat input = m_card.crop == Crop::Fitted ? fitted(bgr, m_card) : bgr;
  // A large picture is averaged down first: picking every tenth pixel hides what the detector looks for.
  if (m_card.crop == Crop::Whole && bgr.cols > 2 * m_card.width && bgr.rows > 2 * m_card.height) {
    cv::resize(bgr, input, cv::Size(m_card.width, m_card.height), 0, 0, cv::INTER_AREA);
  }
  if (m_card.channels == Channels::Grey) {
    cv::cvtColor(input, input, cv::COLOR_BGR2GRAY);
  }
  const bool swap = m_card.channels == Channels::Rgb;
  const cv::Scalar mean(m_card.mean[0], m_card.mean[1], m_card.mean[2]);
  const auto blob = cv::dnn::blobFromImage(input, m_card.scale, cv::Size(m_card.width, m_card.height), mean,
                                           swap, false, CV_32F);
  m_impl->net.setInput(blob, m_card.inputName);
  std::vector<cv::Mat> outputs;
  m_impl->net.forward(outputs, std::vector<cv::String>(m_card.outputs.begin(), m_card.outputs.end()));
  Outputs values;
  for (const auto& output : outputs) {
    CV_Assert(output.type() == CV_32F && output.isContinuous());
    values.emplace_back(output.ptr<float>(), output.ptr<float>() + output.total());
  }
  return values;
}

Result<ModelNet::Outputs> ModelNet::runBlank() {
  try {
    return run(cv::Mat(m_card.height, m_card.width, CV_8UC3, cv::Scalar::all(128)));
  } catch (const std::exception& error) {
    return refused(errors::kModelRefused, m_card.file, error.what());
  }
}

Result<cv::Mat> bgrOf(const Image& image) {
  cv::Mat view = matOf(image);
  if (view.empty()) {
    return fail(errors::kPicture, Fault::Bug,
                "picture of " + std::to_string(image.width) + " x " + std::to_string(image.height));
  }
  if (view.channels() == 3) {
    return view;
  }
  cv::Mat bgr;
  cv::cvtColor(view, bgr, cv::COLOR_GRAY2BGR);
  return bgr;
}

cv::Mat cropOf(const cv::Mat& bgr, const Box& box, double scale) {
  const double fits = std::min(
      {scale, bgr.cols / static_cast<double>(box.width), bgr.rows / static_cast<double>(box.height)});
  const int width = std::clamp(static_cast<int>(std::lround(box.width * fits)), 1, bgr.cols);
  const int height = std::clamp(static_cast<int>(std::lround(box.height * fits)), 1, bgr.rows);
  const int left =
      std::clamp(static_cast<int>(std::lround(box.x + (box.width - static_cast<float>(width)) / 2)), 0,
                 bgr.cols - width);
  const int top =
      std::clamp(static_cast<int>(std::lround(box.y + (box.height - static_cast<float>(height)) / 2)), 0,
                 bgr.rows - height);
  return bgr(cv::Rect(left, top, width, height));
}

TurnedFace turnedFace(const Face& face, const ModelCard& card) {
  const double side = std::max({1.0F, face.box.width, face.box.height}) * card.cropScale;
  double dx = face.points[1].x - face.points[0].x;
  double dy = face.points[1].y - face.points[0].y;
  const double eyes = std::hypot(dx, dy);
  if (eyes < 1) {  // a face without points: not turned
    dx = 1;
    dy = 0;
  } else {
    dx /= eyes;
    dy /= eyes;
  }
  const double step = side / card.width;
  const double middleX = face.box.x + face.box.width / 2;
  const double middleY = face.box.y + face.box.height / 2;
  return {middleX - side / 2 * (dx - dy), middleY - side / 2 * (dx + dy), dx * step, dy * step};
}

cv::Mat cropOf(const cv::Mat& bgr, const TurnedFace& turned, const ModelCard& card) {
  const cv::Matx23d map(turned.alongX, -turned.alongY, turned.left, turned.alongY, turned.alongX, turned.top);
  cv::Mat square;
  cv::warpAffine(bgr, square, map, cv::Size(card.width, card.height),
                 cv::INTER_LINEAR | cv::WARP_INVERSE_MAP);
  return square;
}

namespace {

/// x' = a x - b y + shiftX, y' = b x + a y + shiftY: the least-squares shift, turn and scale from the points
/// to the card's template.
cv::Matx23d similarityMap(const std::array<Point, 5>& points, const ModelCard& card) {
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
  return {a, -b, to.x - a * from.x + b * from.y, b, a, to.y - b * from.x - a * from.y};
}

}  // namespace

cv::Mat alignedFace(const cv::Mat& bgr, const std::array<Point, 5>& points, const ModelCard& card) {
  const auto map = similarityMap(points, card);
  const double scale = std::hypot(map(0, 0), map(1, 0));
  cv::Mat face;
  if (scale < kShrinkFirst && scale > 1e-3) {
    // Averaged down to about the wanted size first, since warpAffine looks at four pixels only. Just the part
    // that is needed, and something around it.
    const double reach = std::hypot(card.width, card.height) / scale;
    const auto& middle = points[2];
    const Box around{static_cast<float>(middle.x - reach), static_cast<float>(middle.y - reach),
                     static_cast<float>(2 * reach), static_cast<float>(2 * reach)};
    const cv::Rect part =
        cv::Rect(static_cast<int>(std::floor(around.x)), static_cast<int>(std::floor(around.y)),
                 static_cast<int>(around.width) + 1, static_cast<int>(around.height) + 1) &
        cv::Rect(0, 0, bgr.cols, bgr.rows);
    if (part.width > 8 && part.height > 8) {
      cv::Mat small;
      cv::resize(bgr(part), small, cv::Size(), scale, scale, cv::INTER_AREA);
      const double shrunkX = static_cast<double>(small.cols) / part.width;
      const double shrunkY = static_cast<double>(small.rows) / part.height;
      auto moved = points;
      for (auto& point : moved) {
        point = {static_cast<float>((point.x - static_cast<float>(part.x) + 0.5) * shrunkX - 0.5),
                 static_cast<float>((point.y - static_cast<float>(part.y) + 0.5) * shrunkY - 0.5)};
      }
      cv::warpAffine(small, face, similarityMap(moved, card), cv::Size(card.width, card.height),
                     cv::INTER_LINEAR);
      return face;
    }
  }
  cv::warpAffine(bgr, face, map, cv::Size(card.width, card.height), cv::INTER_LINEAR);
  return face;
}

}  // namespace xiaowu::face
