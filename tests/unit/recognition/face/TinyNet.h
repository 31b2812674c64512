#pragma once
// Small ONNX files made by the tests: nets that load, and answer what the test wants. The few fields of
// ONNX's protobuf that OpenCV reads, written by hand.

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace xiaowu::testing {

class TinyNet {
 public:
  TinyNet(std::string input, int width, int height)
      : m_input(std::move(input)), m_width(width), m_height(height) {}

  /// An output of values.size() numbers: values[i] + slopes[i] · (mean of the input's first channel). Empty
  /// slopes: constant.
  TinyNet& output(const std::string& name, const std::vector<float>& values, std::vector<float> slopes = {}) {
    const auto count = static_cast<std::int64_t>(values.size());
    slopes.resize(values.size(), 0);
    std::vector<float> weights(values.size() * 3, 0);
    for (std::size_t i = 0; i < values.size(); ++i) {
      weights[3 * i] = slopes[i];
    }
    m_tensors += bytes(5, tensor(name + "/w", {count, 3, 1, 1}, weights)) +
                 bytes(5, tensor(name + "/b", {count}, values));
    m_nodes += bytes(1, node("GlobalAveragePool", {m_input}, name + "/mean")) +
               bytes(1, node("Conv", {name + "/mean", name + "/w", name + "/b"}, name) + kernelOfOne());
    m_outputs += bytes(12, valueInfo(name, {1, count, 1, 1}));
    return *this;
  }

  [[nodiscard]] std::string onnx() const {
    const auto graph = m_nodes + bytes(2, "tiny") + m_tensors +
                       bytes(11, valueInfo(m_input, {1, 3, m_height, m_width})) + m_outputs;
    return number(1, 6) + bytes(7, graph) + bytes(8, bytes(1, "") + number(2, 11));
  }

 private:
  static std::string varint(std::uint64_t value) {
    std::string out;
    for (; value >= 0x80; value >>= 7U) {
      out += static_cast<char>(value | 0x80U);
    }
    return out + static_cast<char>(value);
  }
  static std::string number(unsigned field, std::int64_t value) {
    return varint(field << 3U) + varint(static_cast<std::uint64_t>(value));
  }
  static std::string bytes(unsigned field, std::string_view value) {
    return varint(field << 3U | 2U) + varint(value.size()) + std::string(value);
  }

  static std::string tensor(const std::string& name, const std::vector<std::int64_t>& shape,
                            const std::vector<float>& values) {
    std::string raw(values.size() * sizeof(float), '\0');
    std::memcpy(raw.data(), values.data(), raw.size());
    std::string out;
    for (const auto side : shape) {
      out += number(1, side);
    }
    return out + number(2, 1) + bytes(8, name) + bytes(9, raw);
  }
  static std::string node(const std::string& kind, const std::vector<std::string>& inputs,
                          const std::string& output) {
    std::string out;
    for (const auto& input : inputs) {
      out += bytes(1, input);
    }
    return out + bytes(2, output) + bytes(3, output) + bytes(4, kind);
  }
  /// The attribute kernel_shape = [1, 1], which OpenCV insists on.
  static std::string kernelOfOne() {
    return bytes(5, bytes(1, "kernel_shape") + number(8, 1) + number(8, 1) + number(20, 7));
  }
  static std::string valueInfo(const std::string& name, const std::vector<std::int64_t>& shape) {
    std::string sides;
    for (const auto side : shape) {
      sides += bytes(1, number(1, side));
    }
    return bytes(1, name) + bytes(2, bytes(1, number(1, 1) + bytes(2, sides)));
  }

  std::string m_input;
  int m_width;
  int m_height;
  std::string m_nodes;
  std::string m_tensors;
  std::string m_outputs;
};

}  // namespace xiaowu::testing
