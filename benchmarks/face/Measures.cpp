#include "benchmarks/face/Measures.h"

#include "core/base/Statistics.h"
#include "recognition/face/quality/PictureFile.h"
#include "tests/support/Places.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <system_error>

namespace xiaowu::bench {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

fs::path facesFolder() {
  const char* shared = std::getenv("XIAOWU_SHARED_DATA");
  return (shared != nullptr ? fs::path(shared) : places::source() / "../shared/data") / "faces";
}

std::vector<fs::path> filesIn(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none)) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

Image pictureOf(const fs::path& file) {
  return face::readPicture(file).value_or(Image{});
}

std::string subjectOf(const fs::path& file) {
  const auto name = file.filename().string();
  return name.substr(0, name.find('_'));
}

double meanOf(const std::vector<double>& values) {
  return values.empty()
             ? 0
             : std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

Json spread(const std::vector<double>& values) {
  return {{"n", values.size()},           {"p1", quantile(values, 0.01)},  {"p5", quantile(values, 0.05)},
          {"p50", quantile(values, 0.5)}, {"p95", quantile(values, 0.95)}, {"p99", quantile(values, 0.99)}};
}

double shareBelow(const std::vector<double>& values, double threshold) {
  if (values.empty()) {
    return 0;
  }
  return static_cast<double>(
             std::count_if(values.begin(), values.end(), [=](double v) { return v < threshold; })) /
         static_cast<double>(values.size());
}

Json verificationRates(const std::vector<double>& genuine, const std::vector<double>& impostor,
                       double threshold) {
  Json rates{{"genuinePairs", genuine.size()},
             {"impostorPairs", impostor.size()},
             {"threshold", threshold},
             {"FRR", shareBelow(genuine, threshold)},
             {"FAR", impostor.empty() ? 0.0 : 1 - shareBelow(impostor, threshold)}};
  auto highest = impostor;
  std::sort(highest.rbegin(), highest.rend());
  for (const auto& [name, far] :
       {std::pair{"atFAR1%", 0.01}, std::pair{"atFAR0.1%", 0.001}, std::pair{"atFAR0.01%", 0.0001}}) {
    const auto at = static_cast<std::size_t>(far * static_cast<double>(highest.size()));
    if (static_cast<double>(highest.size()) * far < 1) {
      continue;  // too few impostor pairs to say anything about this rate
    }
    const double limit = highest[at] + 1e-6;
    rates[name] = {{"threshold", limit}, {"FRR", shareBelow(genuine, limit)}};
  }
  rates["genuine"] = spread(genuine);
  rates["impostor"] = spread(impostor);
  return rates;
}

}  // namespace xiaowu::bench
