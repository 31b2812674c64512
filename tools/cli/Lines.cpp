#include "tools/cli/Lines.h"

#include <cmath>
#include <cstdlib>

namespace xiaowu::cli {

double rounded(double value, int decimals) {
  const double unit = std::pow(10.0, decimals);
  return std::round(value * unit) / unit;
}

std::filesystem::path modelsFolder(const Arguments& arguments) {
  const char* environment = std::getenv("XIAOWU_MODELS");
  return arguments.option("--models").value_or(environment == nullptr ? XIAOWU_MODELS_DIR : environment);
}

}  // namespace xiaowu::cli
