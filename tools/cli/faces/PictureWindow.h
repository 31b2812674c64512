#pragma once
// Two folders of pictures as the two cameras' frames: paired by the order of their names, 40 ms apart.

#include "drivers/api/Camera.h"
#include "tools/cli/Arguments.h"

#include <string>
#include <vector>

namespace xiaowu::cli {

namespace errors {
/// A folder is missing or empty, or the two do not hold the same number of pictures.
inline constexpr std::string_view kFolders = "tool.folders";
}  // namespace errors

struct PicturePair {
  std::string rgb;
  std::string nir;
};

inline constexpr std::size_t kWindowPairsMax = 2'000;

/// The regular files of both folders, hidden ones left out. errors::kFolders when a picture has no partner.
[[nodiscard]] Result<std::vector<PicturePair>> pairsOf(const std::string& rgbFolder,
                                                       const std::string& nirFolder);

/// Reads both; the error names the file (without its folder). `number` counts from 0.
[[nodiscard]] Result<drivers::FramePair> readPair(const PicturePair& pair, std::size_t number);

}  // namespace xiaowu::cli
