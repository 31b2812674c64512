#include "tools/cli/FaceTools.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <ostream>

namespace xiaowu::cli {

Result<std::unique_ptr<vision::FaceEngine>> faceEngine(const Arguments& arguments, std::ostream& err) {
  const char* environment = std::getenv("XIAOWU_MODELS");
  const auto folder = arguments.option("--models").value_or(environment == nullptr ? XIAOWU_MODELS_DIR : environment);
  auto engine = vision::FaceEngine::load(folder);
  if (!engine) return engine;
  if ((*engine)->meshMissing()) err << "without the face mesh: points are less exact\n";
  return engine;
}

Result<std::optional<double>> thresholdOf(const Arguments& arguments) {
  const auto text = arguments.option("--threshold");
  if (!text) return std::nullopt;
  double value = 0;
  const auto [end, problem] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (problem != std::errc{} || end != text->data() + text->size() || !(value > 0 && value < 1)) return usageError("--threshold is a number above 0 and below 1");
  return value;
}

std::string reasonOf(const Error& error) { return error.detail.empty() ? error.code : error.detail; }

double rounded(double value, int decimals) {
  const double unit = std::pow(10.0, decimals);
  return std::round(value * unit) / unit;
}

void Progress::step() {
  if (++m_done % m_every == 0 && m_total > m_every) m_err << m_done << " of " << m_total << ' ' << m_what << std::endl;
}

}  // namespace xiaowu::cli
