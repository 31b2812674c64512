#include "recognition/inference/NetLayers.h"

#include <opencv2/dnn.hpp>
#include <opencv2/dnn/layer.details.hpp>

#include <algorithm>
#include <array>
#include <cstring>
#include <mutex>
#include <vector>

namespace xiaowu::inference {
namespace {

using Shape = cv::dnn::MatShape;
// The compiler splits or joins them as the processor wants.
using Lanes = float __attribute__((vector_size(32)));

constexpr int kLanes = 8;
constexpr int kBlock = 4 * kLanes;

struct Activation {
  bool swish = false;
  float gain = 1;
  float offset = 0;

  explicit Activation(const cv::dnn::LayerParams& params)
      : swish(params.get<int>("swish", 1) == 1),
        gain(params.get<float>("gain", 1)),
        offset(params.get<float>("offset", 0)) {}
};

[[gnu::always_inline]] inline void activate(Lanes& value, const Activation& activation) {
  if (activation.swish) {
    Lanes gate = value + 3.0F;
    gate = gate > 0.0F ? gate : Lanes{};
    gate = gate < 6.0F ? gate : Lanes{} + 6.0F;
    value = value * gate * (1.0F / 6.0F);
  }
  value = value * activation.gain + activation.offset;
}

/// A plane with its border, its even and odd columns apart where every second column is wanted, so that
/// neighbours in the answer are neighbours here.
struct Bordered {
  std::vector<float> numbers;
  int pitch = 0;
  int phase = 0;  // numbers between the two kinds of columns
};

void fillBordered(const float* plane, int height, int width, int border, int stepX, float outside,
                  int answerWidth, Bordered& to) {
  // The last block of a row reads beyond it; what it gives there is thrown away.
  to.pitch = (width + 2 * border + stepX - 1) / stepX;
  to.phase = to.pitch * (height + 2 * border);
  const int room = kBlock + answerWidth;
  to.numbers.assign(
      static_cast<std::size_t>(to.phase) * static_cast<std::size_t>(stepX) + static_cast<std::size_t>(room),
      outside);
  for (int y = 0; y < height; ++y) {
    float* row = to.numbers.data() + static_cast<std::ptrdiff_t>(y + border) * to.pitch;
    const float* from = plane + static_cast<std::ptrdiff_t>(y) * width;
    if (stepX == 1) {
      std::copy_n(from, width, row + border);
    } else {
      for (int x = 0; x < width; ++x) {
        row[((x + border) & 1) * to.phase + (x + border) / 2] = from[x];
      }
    }
  }
}

struct Filter {
  int size = 3;
  int stepY = 1;
  int stepX = 1;
  const float* weights = nullptr;
  float bias = 0;
};

[[gnu::always_inline]] inline void addProduct(Lanes& sum, const float* from, float weight) {
  Lanes values;
  std::memcpy(&values, from, sizeof values);
  sum += values * weight;
}

/// Four vectors of a row at once, so that one addition need not wait for the one before it; written out, or
/// the sums would not stay in registers.
template <int Size, int StepX>
[[gnu::always_inline]] inline void filterRow(const float* rows, const Bordered& plane, const Filter& filter,
                                             const Activation& activation, int width, float* answer) {
  for (int x = 0; x < width; x += kBlock) {
    Lanes first = Lanes{} + filter.bias;
    Lanes second = first;
    Lanes third = first;
    Lanes fourth = first;
    const float* weight = filter.weights;
    for (int ky = 0; ky < Size; ++ky) {
      const float* row = rows + ky * plane.pitch + x;
      for (int kx = 0; kx < Size; ++kx, ++weight) {
        const float* from = row + (StepX == 1 ? kx : (kx & 1) * plane.phase + kx / 2);
        addProduct(first, from, *weight);
        addProduct(second, from + kLanes, *weight);
        addProduct(third, from + 2 * kLanes, *weight);
        addProduct(fourth, from + 3 * kLanes, *weight);
      }
    }
    activate(first, activation);
    activate(second, activation);
    activate(third, activation);
    activate(fourth, activation);
    const std::array<Lanes, 4> all{first, second, third, fourth};
    std::memcpy(answer + x, all.data(),
                sizeof(float) * static_cast<std::size_t>(std::min(width - x, kBlock)));
  }
}

[[gnu::always_inline]] inline void filterPlane(const Bordered& plane, const Filter& filter,
                                               const Activation& activation, int height, int width,
                                               float* answer) {
  for (int y = 0; y < height; ++y) {
    const float* rows = plane.numbers.data() + static_cast<std::ptrdiff_t>(y) * filter.stepY * plane.pitch;
    float* to = answer + static_cast<std::ptrdiff_t>(y) * width;
    if (filter.size == 3 && filter.stepX == 1) {
      filterRow<3, 1>(rows, plane, filter, activation, width, to);
    } else if (filter.size == 3) {
      filterRow<3, 2>(rows, plane, filter, activation, width, to);
    } else if (filter.stepX == 1) {
      filterRow<5, 1>(rows, plane, filter, activation, width, to);
    } else {
      filterRow<5, 2>(rows, plane, filter, activation, width, to);
    }
  }
}

[[gnu::always_inline]] inline void activateAll(const float* from, std::size_t count,
                                               const Activation& activation, float* to) {
  std::size_t at = 0;
  for (; at + kLanes <= count; at += kLanes) {
    Lanes values;
    std::memcpy(&values, from + at, sizeof values);
    activate(values, activation);
    std::memcpy(to + at, &values, sizeof values);
  }
  Lanes rest{};
  std::memcpy(&rest, from + at, (count - at) * sizeof(float));
  activate(rest, activation);
  std::memcpy(to + at, &rest, (count - at) * sizeof(float));
}

/// The same two bodies, compiled for one kind of processor. They differ in the last bits, as OpenCV's own do.
struct Kernels {
  void (*filterPlane)(const Bordered&, const Filter&, const Activation&, int height, int width,
                      float* answer);
  void (*activateAll)(const float* from, std::size_t count, const Activation&, float* to);
};

Kernels plainKernels() {
  return {[](const Bordered& plane, const Filter& filter, const Activation& activation, int height, int width,
             float* answer) { filterPlane(plane, filter, activation, height, width, answer); },
          [](const float* from, std::size_t count, const Activation& activation, float* to) {
            activateAll(from, count, activation, to);
          }};
}

#if defined(__x86_64__)
[[gnu::target("avx2,fma")]] void filterPlaneAvx2(const Bordered& plane, const Filter& filter,
                                                 const Activation& activation, int height, int width,
                                                 float* answer) {
  filterPlane(plane, filter, activation, height, width, answer);
}
[[gnu::target("avx2,fma")]] void activateAllAvx2(const float* from, std::size_t count,
                                                 const Activation& activation, float* to) {
  activateAll(from, count, activation, to);
}

Kernels bestKernels() {
  return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0
             ? Kernels{filterPlaneAvx2, activateAllAvx2}
             : plainKernels();
}
#else
Kernels bestKernels() {
  return plainKernels();
}
#endif

const Kernels& kernels() {
  static const Kernels best = bestKernels();
  return best;
}

/// The one map that a layer of ours reads and the one that it writes.
struct Maps {
  cv::Mat from;
  cv::Mat to;
};

Maps mapsOf(const cv::InputArrayOfArrays& inputs, const cv::OutputArrayOfArrays& outputs) {
  std::vector<cv::Mat> from;
  std::vector<cv::Mat> to;
  inputs.getMatVector(from);
  outputs.getMatVector(to);
  return {from.at(0), to.at(0)};
}

class Depthwise final : public cv::dnn::Layer {
 public:
  explicit Depthwise(const cv::dnn::LayerParams& params)
      : Layer(params),
        m_activation(params),
        m_stepY(params.get<int>("step_y", 1)),
        m_stepX(params.get<int>("step_x", 1)),
        m_outside(params.get<float>("outside", 0)) {
    CV_Assert(blobs.size() == 2 && blobs[0].dims == 4 && (blobs[0].size[2] == 3 || blobs[0].size[2] == 5) &&
              blobs[0].size[3] == blobs[0].size[2]);
    CV_Assert(blobs[0].size[1] == 1 && static_cast<int>(blobs[1].total()) == blobs[0].size[0] &&
              blobs[0].isContinuous() && blobs[1].isContinuous());
    CV_Assert(blobs[0].type() == CV_32F && blobs[1].type() == CV_32F && m_stepX >= 1 && m_stepX <= 2 &&
              m_stepY >= 1 && m_stepY <= 2);
  }
  static cv::Ptr<Layer> create(cv::dnn::LayerParams& params) { return cv::makePtr<Depthwise>(params); }

  bool getMemoryShapes(const std::vector<Shape>& inputs, int, std::vector<Shape>& outputs,
                       std::vector<Shape>&) const override {
    CV_Assert(inputs.size() == 1 && inputs[0].size() == 4 && inputs[0][1] == blobs[0].size[0]);
    outputs.assign(1, inputs[0]);
    // The border is half of the filter, so only the steps matter.
    outputs[0][2] = (inputs[0][2] - 1) / m_stepY + 1;
    outputs[0][3] = (inputs[0][3] - 1) / m_stepX + 1;
    return false;
  }

  void forward(cv::InputArrayOfArrays inputs, cv::OutputArrayOfArrays outputs,
               cv::OutputArrayOfArrays) override {
    auto [map, answer] = mapsOf(inputs, outputs);
    const int size = blobs[0].size[2];
    for (int item = 0; item < map.size[0]; ++item) {
      for (int channel = 0; channel < map.size[1]; ++channel) {
        fillBordered(map.ptr<float>(item, channel), map.size[2], map.size[3], size / 2, m_stepX, m_outside,
                     answer.size[3], m_plane);
        const Filter filter{size, m_stepY, m_stepX, blobs[0].ptr<float>(channel),
                            blobs[1].ptr<float>()[channel]};
        kernels().filterPlane(m_plane, filter, m_activation, answer.size[2], answer.size[3],
                              answer.ptr<float>(item, channel));
      }
    }
  }

 private:
  Activation m_activation;
  int m_stepY;
  int m_stepX;
  float m_outside;
  Bordered m_plane;  // kept: a net belongs to one thread
};

class Swish final : public cv::dnn::Layer {
 public:
  explicit Swish(const cv::dnn::LayerParams& params) : Layer(params), m_activation(params) {}
  static cv::Ptr<Layer> create(cv::dnn::LayerParams& params) { return cv::makePtr<Swish>(params); }

  bool getMemoryShapes(const std::vector<Shape>& inputs, int, std::vector<Shape>& outputs,
                       std::vector<Shape>&) const override {
    outputs.assign(1, inputs.at(0));
    return true;
  }

  void forward(cv::InputArrayOfArrays inputs, cv::OutputArrayOfArrays outputs,
               cv::OutputArrayOfArrays) override {
    auto [from, to] = mapsOf(inputs, outputs);
    CV_Assert(from.isContinuous() && to.isContinuous() && from.type() == CV_32F);
    kernels().activateAll(from.ptr<float>(), from.total(), m_activation, to.ptr<float>());
  }

 private:
  Activation m_activation;
};

}  // namespace

void registerNetLayers() {
  static std::once_flag once;
  std::call_once(once, [] {
    cv::dnn::LayerFactory::registerLayer("XiaowuDepthwise", Depthwise::create);
    cv::dnn::LayerFactory::registerLayer("XiaowuSwish", Swish::create);
  });
}

}  // namespace xiaowu::inference
