#pragma once
// Faces of the invented persons, cut from the sample pictures and brought into the cabin's light. Internal to the camera twin.

#include "app/base/Image.h"
#include "app/base/Result.h"

#include <filesystem>
#include <string>

namespace xiaowu::virtualdevices {

/// A person as a layer of Portrait::kWidth × kHeight: larger than a frame by a margin on each side, so that he can move without showing an edge.
struct Portrait {
  static constexpr int kMargin = 40;
  static constexpr int kWidth = 640 + 2 * kMargin;
  static constexpr int kHeight = 480 + 2 * kMargin;
  static constexpr int kFaceWidth = 175;  ///< pixels, in the layer

  Image layer;       ///< BGR
  Image alpha;       ///< three equal channels, 255 where the person is; soft edge
  Image background;  ///< BGR, what is behind him, out of focus
  double faceHeight = 0;
};

/// The folder setup/models.sh fills: $XIAOWU_FACES_DIR, else the build's.
[[nodiscard]] std::filesystem::path facesFolder();

[[nodiscard]] Result<Portrait> loadPortrait(const std::filesystem::path& facesFolder, const std::string& personId);
/// 102×126, see personPhoto().
[[nodiscard]] Result<Image> loadIdPhoto(const std::filesystem::path& facesFolder, const std::string& personId);

}  // namespace xiaowu::virtualdevices
