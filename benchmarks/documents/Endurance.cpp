#include "benchmarks/documents/Endurance.h"

#include "core/base/Statistics.h"
#include "recognition/documents/DocumentReader.h"
#include "tests/support/Places.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <string>
#include <thread>

namespace xiaowu::bench {
namespace {

using Json = nlohmann::json;
using Clock = std::chrono::steady_clock;

/// "VmRSS" or "VmHWM" of this process, in megabytes.
int megabytes(const std::string& name) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind(name + ":", 0) == 0) {
      return std::stoi(line.substr(name.size() + 1)) / 1024;
    }
  }
  return 0;
}

/// From now on VmHWM is the peak since now.
void forgetPeak() {
  std::ofstream("/proc/self/clear_refs") << 5;
}

double millisecondsSince(Clock::time_point from) {
  return std::chrono::duration<double, std::milli>(Clock::now() - from).count();
}

Result<std::unique_ptr<documents::DocumentReader>> newReader() {
  const std::filesystem::path types = places::source() / "kiosk-config" / "documents";
  return documents::DocumentReader::load(types, {places::models(), 1, documents::ReaderChoice::Both});
}

/// Kinds and conditions in a fixed but mixed order.
std::vector<Paper> mixed(const PaperChoice& choice) {
  auto list = papers(choice);
  std::shuffle(list.begin(), list.end(), std::mt19937(20));
  return list;
}

/// The picture on a grey mat, the whole `pixels` large: what a large sensor would give.
Image enlarged(const Image& image, std::int64_t pixels) {
  const double scale =
      std::sqrt(static_cast<double>(pixels) / (static_cast<double>(image.width) * image.height));
  const int width = static_cast<int>(image.width * scale);
  const int height = static_cast<int>(image.height * scale);
  const auto channels = static_cast<std::size_t>(image.channels());
  Bytes bytes(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * channels);
  auto* to = bytes.data();
  for (int y = 0; y < height; ++y) {
    const auto* row =
        image.data() +
        static_cast<std::size_t>(std::min(image.height - 1, static_cast<int>(y / scale))) * image.stride();
    for (int x = 0; x < width; ++x, to += channels) {
      std::copy_n(
          row + static_cast<std::size_t>(std::min(image.width - 1, static_cast<int>(x / scale))) * channels,
          channels, to);
    }
  }
  return Image::of(width, height, image.format, std::move(bytes), image.dpi * scale);
}

Result<int> peakOf(documents::DocumentReader& reader, const Image& image) {
  forgetPeak();
  const auto reading = reader.read(image, "", {});
  if (!reading) {
    return fail(reading.error());
  }
  return megabytes("VmHWM");
}

Result<void> readLarge(documents::DocumentReader& reader, const std::vector<Paper>& list, Json& report) {
  const auto sheet = std::find_if(list.begin(), list.end(), [](const Paper& paper) {
    return paper.condition == "c300" && paper.type == "licence";
  });
  if (sheet == list.end()) {
    return {};
  }
  auto picture = sheet->picture();
  if (!picture) {
    return fail(picture.error());
  }
  const auto small = peakOf(reader, *picture);
  if (!small) {
    return fail(small.error());
  }
  *picture = enlarged(*picture, 39'900'000);
  const auto large = peakOf(reader, *picture);
  if (!large) {
    return fail(large.error());
  }
  report["peakMbA4At300Dpi"] = *small;
  report["peakMb40Megapixels"] = *large;
  return {};
}

Json spread(std::vector<double> values) {
  if (values.empty()) {
    return Json::object();
  }
  const auto at = [&](double share) { return std::round(quantile(values, share) * 10) / 10; };
  return {{"count", values.size()}, {"median", at(0.5)}, {"p95", at(0.95)}, {"most", at(1)}};
}

}  // namespace

Result<Json> soak(const PaperChoice& choice, int count) {
  auto reader = newReader();
  if (!reader) {
    return fail(reader.error());
  }
  const auto list = mixed(choice);
  if (list.empty()) {
    return fail(xiaowu::errors::kInternal, Fault::Bug, "no papers");
  }
  Json report{{"megabytes", Json::object()}};
  int peak = 0;
  forgetPeak();
  for (int done = 1; done <= count; ++done) {
    const auto picture = list[static_cast<std::size_t>(done) % list.size()].picture();
    const auto reading = picture ? (*reader)->read(*picture, "", {}) : fail(picture.error());
    if (!reading && reading.error().code == documents::errors::kEngineMissing) {
      return fail(reading.error());
    }
    if (done != 10 && done != 100 && done != 250 && done != 500 && done != count) {
      continue;
    }
    report["megabytes"][std::to_string(done)] = megabytes("VmRSS");
    peak = std::max(peak, megabytes("VmHWM"));
    std::cerr << "  … " << done << ": " << megabytes("VmRSS") << " MB, peak " << peak << " MB\n";
  }
  report["peakMb"] = peak;
  if (const auto large = readLarge(**reader, list, report); !large) {
    return fail(large.error());
  }
  return report;
}

Result<Json> cancels(const PaperChoice& choice, int count) {
  auto reader = newReader();
  if (!reader) {
    return fail(reader.error());
  }
  const auto list = mixed(choice);
  const Image blank = Image::of(64, 64, PixelFormat::Bgr8, Bytes(64 * 64 * 3, 200));
  if (list.empty() || !(*reader)->read(blank, "", {})) {
    return fail(xiaowu::errors::kInternal, Fault::Bug, "no papers or no reader");
  }
  std::mt19937 random(7);
  std::vector<double> returned;
  std::vector<double> freed;
  for (int run = 0; run < count; ++run) {
    const auto& paper = list[static_cast<std::size_t>(run) % list.size()];
    const auto picture = paper.picture();
    if (!picture) {
      return fail(picture.error());
    }
    const bool card = paper.type.rfind("id", 0) == 0 || paper.type == "bankcard";
    std::stop_source source;
    Clock::time_point stopped;
    std::thread other([&, delay = std::uniform_real_distribution<double>(0, card ? 600 : 2500)(random)] {
      std::this_thread::sleep_for(std::chrono::duration<double, std::milli>(delay));
      stopped = Clock::now();
      source.request_stop();
    });
    const auto reading = (*reader)->read(*picture, "", source.get_token());
    const auto ended = Clock::now();
    other.join();
    if (reading) {
      continue;  // it was done before the stop came
    }
    returned.push_back(std::chrono::duration<double, std::milli>(ended - stopped).count());
    (void)(*reader)->read(blank, "", {});
    freed.push_back(millisecondsSince(stopped));
  }
  return Json{{"returnedMs", spread(returned)}, {"freeMs", spread(freed)}};
}

}  // namespace xiaowu::bench
