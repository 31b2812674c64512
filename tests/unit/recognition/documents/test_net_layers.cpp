// The layers of our own in PP-OCR's nets against the sums written out number by number. What the whole nets
// answer: test_nets.cpp.
#include "recognition/inference/NetLayers.h"

#include "tests/support/Catch.h"
#include <opencv2/dnn.hpp>
#include <opencv2/dnn/layer.details.hpp>

#include <algorithm>
#include <vector>

using xiaowu::inference::registerNetLayers;

namespace {

constexpr float kGain = 1.5F;
constexpr float kOffset = -0.25F;
constexpr float kOutside = 0.75F;

float activated(float value, bool swish) {
  return (swish ? value * std::clamp(value + 3, 0.0F, 6.0F) / 6 : value) * kGain + kOffset;
}

cv::Mat numbers(const std::vector<int>& shape) {
  cv::Mat mat(shape, CV_32F);
  cv::randu(mat, -2, 2);
  return mat;
}

cv::dnn::LayerParams paramsOf(const std::string& type, bool swish) {
  cv::dnn::LayerParams params;
  params.name = params.type = type;
  params.set("swish", swish ? 1 : 0);
  params.set("gain", kGain);
  params.set("offset", kOffset);
  params.set("outside", kOutside);
  return params;
}

cv::Mat answerOf(cv::dnn::LayerParams params, const cv::Mat& map) {
  registerNetLayers();
  cv::dnn::Net net;
  net.addLayerToPrev(params.name, params.type, params);
  net.enableFusion(false);
  net.setInput(map);
  return net.forward().clone();
}

struct Steps {
  int y = 1;
  int x = 1;
};

float expected(const cv::Mat& map, const cv::Mat& weights, float bias, int channel, int y, int x,
               const Steps& steps, bool swish) {
  const int size = weights.size[2];
  double sum = static_cast<double>(bias);
  for (int ky = 0; ky < size; ++ky) {
    for (int kx = 0; kx < size; ++kx) {
      const int fromY = y * steps.y + ky - size / 2;
      const int fromX = x * steps.x + kx - size / 2;
      const bool inside = fromY >= 0 && fromY < map.size[2] && fromX >= 0 && fromX < map.size[3];
      sum += static_cast<double>(inside ? map.ptr<float>(0, channel, fromY)[fromX] : kOutside) *
             static_cast<double>(weights.ptr<float>(channel, 0, ky)[kx]);
    }
  }
  return activated(static_cast<float>(sum), swish);
}

void checkDepthwise(int size, const Steps& steps, int height, int width, bool swish) {
  INFO(size << "x" << size << " steps " << steps.y << ", " << steps.x << " on " << height << "x" << width
            << (swish ? " HardSwish" : ""));
  constexpr int kChannels = 3;
  const cv::Mat map = numbers({1, kChannels, height, width});
  auto params = paramsOf("XiaowuDepthwise", swish);
  params.set("step_y", steps.y);
  params.set("step_x", steps.x);
  params.blobs = {numbers({kChannels, 1, size, size}), numbers({kChannels, 1})};
  const cv::Mat answer = answerOf(params, map);
  REQUIRE(answer.size[2] == (height + steps.y - 1) / steps.y);
  REQUIRE(answer.size[3] == (width + steps.x - 1) / steps.x);
  float most = 0;
  for (int channel = 0; channel < kChannels; ++channel) {
    for (int y = 0; y < answer.size[2]; ++y) {
      for (int x = 0; x < answer.size[3]; ++x) {
        const float wanted = expected(map, params.blobs[0], params.blobs[1].ptr<float>()[channel], channel, y,
                                      x, steps, swish);
        most = std::max(most, std::abs(answer.ptr<float>(0, channel, y)[x] - wanted));
      }
    }
  }
  CHECK(most < 1e-3F);
}

}  // namespace

TEST_CASE("depthwise filters are the sums that they say") {
  for (const int size : {3, 5}) {
    for (const Steps& steps : {Steps{1, 1}, Steps{2, 1}, Steps{1, 2}, Steps{2, 2}}) {
      for (const bool swish : {false, true}) {
        checkDepthwise(size, steps, 1, 1, swish);
        checkDepthwise(size, steps, 3, 7, swish);
        checkDepthwise(size, steps, 6, 32, swish);
        checkDepthwise(size, steps, 5, 67, swish);
      }
    }
  }
}

TEST_CASE("HardSwish with gain and offset, also where the count is no multiple of the vectors") {
  for (const int width : {1, 7, 8, 9, 64, 65}) {
    const cv::Mat map = numbers({1, 3, 1, width}) * 3;
    const cv::Mat answer = answerOf(paramsOf("XiaowuSwish", true), map.clone());
    for (int at = 0; at < static_cast<int>(map.total()); ++at) {
      CHECK(answer.ptr<float>()[at] == Approx(activated(map.ptr<float>()[at], true)).margin(1e-4));
    }
  }
}

TEST_CASE("a filter that no net of ours has is refused") {
  auto params = paramsOf("XiaowuDepthwise", true);
  params.blobs = {numbers({3, 1, 4, 4}), numbers({3, 1})};
  CHECK_THROWS_AS(answerOf(params, numbers({1, 3, 8, 8})), cv::Exception);
}
