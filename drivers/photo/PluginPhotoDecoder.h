#pragma once
// Loads the licensed decoder of chip photos, a shared library with the C interface of
// drivers/api/photo_decoder_plugin.h: on the kiosk, or on the platform that compares faces for kiosks without
// one.

#include "drivers/api/PhotoDecoder.h"

#include <filesystem>
#include <memory>

namespace xiaowu::photo {

namespace errors {
inline constexpr std::string_view kPhotoPlugin = "photo.plugin";  ///< configured, but missing or not usable
}

/// Missing file, missing symbol, other interface version: kPhotoPlugin, the detail says which. The library
/// stays loaded while the decoder lives.
[[nodiscard]] Result<std::unique_ptr<drivers::PhotoDecoder>> loadPhotoDecoder(
    const std::filesystem::path& library);

/// For sites without a plug-in: every photo is photo.not-decodable.
[[nodiscard]] std::unique_ptr<drivers::PhotoDecoder> makeNoPhotoDecoder();

}  // namespace xiaowu::photo
