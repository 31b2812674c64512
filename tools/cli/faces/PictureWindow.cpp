#include "tools/cli/faces/PictureWindow.h"

#include "recognition/face/quality/PictureFile.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <string_view>

namespace xiaowu::cli {
namespace {

namespace fs = std::filesystem;

Result<std::vector<std::string>> filesIn(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code problem;
  for (auto at = fs::directory_iterator(folder, problem); !problem && at != fs::directory_iterator();
       at.increment(problem)) {
    std::error_code none;
    if (at->is_regular_file(none) && at->path().filename().string().front() != '.') {
      files.push_back(at->path().string());
    }
    if (files.size() > kWindowPairsMax) {
      return fail(errors::kFolders, Fault::ResidentCanFix,
                  "more than " + std::to_string(kWindowPairsMax) + " pictures");
    }
  }
  if (problem) {
    return fail(errors::kFolders, Fault::ResidentCanFix, folder + ": " + problem.message());
  }
  if (files.empty()) {
    return fail(errors::kFolders, Fault::ResidentCanFix, folder + ": no pictures");
  }
  std::sort(files.begin(), files.end());
  return files;
}

Result<drivers::Frame> readFrame(const std::string& file, std::size_t number) {
  auto image = face::readPicture(file);
  if (!image) {
    return fail(image.error().code, image.error().fault,
                fs::path(file).filename().string() + ": " + image.error().detail);
  }
  const std::string_view pixels(reinterpret_cast<const char*>(image->data()), image->pixels->size());
  const auto digest = std::hash<std::string_view>{}(pixels);
  return drivers::Frame{std::move(*image), SteadyTime{} + std::chrono::milliseconds{40} * (number + 1),
                        number + 1, digest};
}

}  // namespace

Result<std::vector<PicturePair>> pairsOf(const std::string& rgbFolder, const std::string& nirFolder) {
  const auto rgb = filesIn(rgbFolder);
  if (!rgb) {
    return fail(rgb.error());
  }
  const auto nir = filesIn(nirFolder);
  if (!nir) {
    return fail(nir.error());
  }
  if (rgb->size() != nir->size()) {
    return fail(errors::kFolders, Fault::ResidentCanFix,
                std::to_string(rgb->size()) + " visible and " + std::to_string(nir->size()) +
                    " near-infrared pictures");
  }
  std::vector<PicturePair> pairs;
  for (std::size_t i = 0; i < rgb->size(); ++i) {
    pairs.push_back({(*rgb)[i], (*nir)[i]});
  }
  return pairs;
}

Result<drivers::FramePair> readPair(const PicturePair& pair, std::size_t number) {
  auto rgb = readFrame(pair.rgb, number);
  if (!rgb) {
    return fail(rgb.error());
  }
  auto nir = readFrame(pair.nir, number);
  if (!nir) {
    return fail(nir.error());
  }
  return drivers::FramePair{std::move(*rgb), std::move(*nir), {}};
}

}  // namespace xiaowu::cli
