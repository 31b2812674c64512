#include "recognition/documents/text/internal/TextRecogniser.h"

#include "core/image/ImageMat.h"
#include "recognition/documents/text/internal/Utf8Characters.h"
#include "recognition/inference/ModelFile.h"
#include "recognition/inference/NetLayers.h"

#include <opencv2/dnn.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

namespace xiaowu::documents {
namespace {

constexpr int kHeight = 48;  // pixels that the net wants
constexpr int kStep = 8;     // pixels of width per step of the net
constexpr int kWidthMin = 64;
constexpr int kWidthMax = 3200;  // some 80 characters; wider ones are squeezed
constexpr int kWidthBucket = 16;

/// One character of the net's answer, in the 48-pixel strip.
struct Step {
  int index = 0;
  int first = 0;
  int last = 0;
  int peak = 0;
  float confidence = 0;
};

/// Resized to the net's height, as three normalised planes, filled up with grey at the right.
cv::Mat inputOf(const cv::Mat& strip, int width) {
  const int padded = std::max(kWidthMin, (width + kWidthBucket - 1) / kWidthBucket * kWidthBucket);
  cv::Mat small;
  cv::resize(strip, small, cv::Size(width, kHeight), 0, 0,
             strip.rows >= 2 * kHeight ? cv::INTER_AREA : cv::INTER_LINEAR);
  std::vector<cv::Mat> channels;
  cv::split(small, channels);
  cv::Mat blob = cv::Mat::zeros(4, std::array<int, 4>{1, 3, kHeight, padded}.data(), CV_32F);
  for (int channel = 0; channel < 3; ++channel) {
    cv::Mat plane(kHeight, padded, CV_32F, blob.ptr<float>(0, channel));
    channels[channels.size() == 1 ? 0 : static_cast<std::size_t>(channel)].convertTo(plane.colRange(0, width),
                                                                                     CV_32F, 1 / 127.5, -1);
  }
  return blob;
}

bool isWide(const std::string& character) {
  return character.size() >= 3;
}

}  // namespace

struct TextRecogniser::Private {
  cv::dnn::Net net;
  std::vector<std::string> keys;  // by the net's index; 0 is "nothing"
  std::unordered_map<std::string, int> indexOf;

  TextLine read(const cv::Mat& strip, const std::string& alphabet);
  std::vector<Step> decode(const cv::Mat& output, const std::string& alphabet) const;
  Symbol symbolOf(const cv::Mat& output, const Step& step) const;
};

/// Greedy CTC: the best of every step, equal neighbours joined, "nothing" left out.
std::vector<Step> TextRecogniser::Private::decode(const cv::Mat& output, const std::string& alphabet) const {
  std::vector<int> allowed{0};
  for (const auto& character : utf8Characters(alphabet)) {
    if (const auto found = indexOf.find(character); found != indexOf.end()) {
      allowed.push_back(found->second);
    }
  }
  std::vector<Step> steps;
  int before = 0;
  for (int at = 0; at < output.rows; ++at) {
    const float* row = output.ptr<float>(at);
    int best = 0;
    if (alphabet.empty()) {
      best = static_cast<int>(std::max_element(row, row + output.cols) - row);
    } else {
      best =
          *std::max_element(allowed.begin(), allowed.end(), [row](int a, int b) { return row[a] < row[b]; });
    }
    if (best != 0 && best == before) {
      steps.back().last = at;
      if (row[best] > steps.back().confidence) {
        steps.back().confidence = row[best];
        steps.back().peak = at;
      }
    } else if (best != 0) {
      steps.push_back({best, at, at, at, row[best]});
    }
    before = best;
  }
  return steps;
}

Symbol TextRecogniser::Private::symbolOf(const cv::Mat& output, const Step& step) const {
  const float* row = output.ptr<float>(step.peak);
  int rival = 0;
  for (int index = 1; index < output.cols; ++index) {
    if (index != step.index && (rival == 0 || row[index] > row[rival])) {
      rival = index;
    }
  }
  Symbol symbol{keys[static_cast<std::size_t>(step.index)],
                {},
                std::clamp(static_cast<double>(step.confidence), 0.0, 1.0),
                Reader::PpOcr};
  if (row[rival] >= 0.01F) {
    symbol.rival = keys[static_cast<std::size_t>(rival)];
    symbol.rivalConfidence = static_cast<double>(row[rival]);
  }
  return symbol;
}

/// Boxes in pixels of the strip.
TextLine TextRecogniser::Private::read(const cv::Mat& strip, const std::string& alphabet) {
  const int width =
      std::clamp(cvRound(static_cast<double>(strip.cols) * kHeight / strip.rows), kStep, kWidthMax);
  net.setInput(inputOf(strip, width));
  const cv::Mat answer = net.forward();
  CV_Assert(answer.dims == 3 && answer.size[2] == static_cast<int>(keys.size()));
  // Read only.
  const cv::Mat output(answer.size[1], answer.size[2], CV_32F, const_cast<float*>(answer.ptr<float>()));
  const auto steps = decode(output, alphabet);
  const auto centre = [&](std::size_t at) { return (steps[at].first + steps[at].last + 1) * kStep / 2.0; };
  const double scale = static_cast<double>(strip.cols) / width;
  TextLine line;
  for (std::size_t at = 0; at < steps.size(); ++at) {
    Symbol symbol = symbolOf(output, steps[at]);
    // The net says where a character is, not how wide: hanzi are about as wide as high, and boxes never
    // overlap.
    const double half = kHeight * (isWide(symbol.text) ? 0.40 : 0.24);
    double left = centre(at) - half;
    double right = centre(at) + half;
    if (at > 0) {
      left = std::max(left, (centre(at - 1) + centre(at)) / 2);
    }
    if (at + 1 < steps.size()) {
      right = std::min(right, (centre(at) + centre(at + 1)) / 2);
    }
    left = std::clamp(left, 0.0, static_cast<double>(width - 1));
    right = std::clamp(right, left + 1, static_cast<double>(width));
    symbol.box = {cvRound(left * scale), 0, std::max(1, cvRound((right - left) * scale)), strip.rows};
    line.push_back(std::move(symbol));
  }
  return line;
}

TextRecogniser::TextRecogniser(std::unique_ptr<Private> data) : m_data(std::move(data)) {}
TextRecogniser::~TextRecogniser() = default;

Result<std::unique_ptr<TextRecogniser>> TextRecogniser::load(const std::filesystem::path& modelsFolder) {
  const auto bytes = inference::modelFile(modelsFolder, "ppocr_rec.onnx");
  if (!bytes) {
    return fail(bytes.error());
  }
  const auto list = inference::modelFile(modelsFolder, "ppocr_keys.txt");
  if (!list) {
    return fail(list.error());
  }
  try {
    inference::registerNetLayers();
    auto data = std::make_unique<Private>();
    data->net = cv::dnn::readNetFromONNX(bytes->data(), bytes->size());
    data->net.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
    data->net.enableFusion(false);  // as in TextDetector
    data->keys.emplace_back();
    for (auto from = list->begin(); from != list->end();) {
      const auto to = std::find(from, list->end(), '\n');
      data->keys.emplace_back(from, to);
      from = to == list->end() ? to : to + 1;
    }
    data->keys.emplace_back(" ");
    for (std::size_t at = 1; at < data->keys.size(); ++at) {
      data->indexOf.emplace(data->keys[at], static_cast<int>(at));
    }
    return std::unique_ptr<TextRecogniser>(new TextRecogniser(std::move(data)));
  } catch (const std::exception& error) {
    return fail(errors::kEngineMissing, Fault::ServiceUnavailable,
                std::string("ppocr_rec.onnx: ") + error.what());
  }
}

namespace {

std::array<cv::Point2f, 4> cornersOf(const LineArea& area) {
  std::array<cv::Point2f, 4> corners;
  for (std::size_t at = 0; at < 4; ++at) {
    corners[at] = {static_cast<float>(area.corners[at].x), static_cast<float>(area.corners[at].y)};
  }
  return corners;
}

}  // namespace

TextLine TextRecogniser::readStrip(const Image& strip, const std::string& alphabet) {
  if (strip.empty() || strip.width < 4 || strip.height < 4) {
    return {};
  }
  return m_data->read(matOf(strip), alphabet);
}

TextLine TextRecogniser::readLine(const Image& page, const LineArea& area, const std::string& alphabet) {
  const auto from = cornersOf(area);
  const int width = cvRound(area.width());
  const int height = cvRound(area.height());
  if (width < 4 || height < 4) {
    return {};
  }
  const auto right = static_cast<float>(width);
  const auto bottom = static_cast<float>(height);
  const std::array<cv::Point2f, 4> to{{{0, 0}, {right, 0}, {right, bottom}, {0, bottom}}};
  cv::Mat strip;
  cv::warpPerspective(matOf(page), strip, cv::getPerspectiveTransform(from.data(), to.data()),
                      cv::Size(width, height), cv::INTER_CUBIC, cv::BORDER_REPLICATE);
  TextLine line = m_data->read(strip, alphabet);
  const cv::Mat back = cv::getPerspectiveTransform(to.data(), from.data());
  for (auto& symbol : line) {
    const auto left = static_cast<float>(symbol.box.x);
    const auto end = static_cast<float>(symbol.box.x + symbol.box.width);
    std::vector<cv::Point2f> corners{{left, 0}, {end, 0}, {end, bottom}, {left, bottom}};
    cv::perspectiveTransform(corners, corners, back);
    const cv::Rect bounds = cv::boundingRect(corners) & cv::Rect(0, 0, page.width, page.height);
    symbol.box = {bounds.x, bounds.y, bounds.width, bounds.height};
  }
  return line;
}

bool TextRecogniser::knows(const std::string& character) const {
  return m_data->indexOf.find(character) != m_data->indexOf.end();
}

}  // namespace xiaowu::documents
