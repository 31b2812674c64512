#include "tools/cli/Lines.h"

#include "core/base/DeliveredFiles.h"

#include <cmath>
#include <cstdlib>

namespace xiaowu::cli {

double rounded(double value, int decimals) {
  const double unit = std::pow(10.0, decimals);
  return std::round(value * unit) / unit;
}

std::filesystem::path modelsFolder(const Arguments& arguments) {
  const char* environment = std::getenv("XIAOWU_MODELS");
  if (const auto chosen = arguments.option("--models")) {
    return *chosen;
  }
  return environment == nullptr ? fetchedModels() : std::filesystem::path(environment);
}

}  // namespace xiaowu::cli
