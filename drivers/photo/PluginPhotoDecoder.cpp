#include "drivers/photo/PluginPhotoDecoder.h"

#include "drivers/api/photo_decoder_plugin.h"

#include <dlfcn.h>

#include <string>

namespace xiaowu::photo {
namespace {

struct LibraryCloser {
  void operator()(void* library) const { dlclose(library); }
};
using Library = std::unique_ptr<void, LibraryCloser>;
using DecodeFunction = decltype(&xiaowu_decode_photo);
using VersionFunction = decltype(&xiaowu_photo_decoder_version);

tl::unexpected<Error> unusable(const std::filesystem::path& library, const std::string& why) {
  return fail(errors::kPhotoPlugin, Fault::AttendantNeeded, library.string() + ": " + why);
}

tl::unexpected<Error> notDecodable(std::string detail) {
  return fail(drivers::errors::kPhotoNotDecodable, Fault::ServiceUnavailable, std::move(detail));
}

class PluginPhotoDecoder final : public drivers::PhotoDecoder {
 public:
  PluginPhotoDecoder(Library library, DecodeFunction function)
      : m_library(std::move(library)), m_decode(function) {}

  Result<Image> decode(ByteView encodedPhoto) const override {
    if (encodedPhoto.empty()) {
      return notDecodable("the card has no photo");
    }
    Bytes pixels(std::size_t{XIAOWU_PHOTO_WIDTH} * XIAOWU_PHOTO_HEIGHT * 3);
    const int outcome = m_decode(encodedPhoto.data(), encodedPhoto.size(), pixels.data());
    if (outcome != 0) {
      return notDecodable("the plug-in answered " + std::to_string(outcome));
    }
    return Image::of(XIAOWU_PHOTO_WIDTH, XIAOWU_PHOTO_HEIGHT, PixelFormat::Bgr8, std::move(pixels));
  }

 private:
  Library m_library;
  DecodeFunction m_decode;
};

class NoPhotoDecoder final : public drivers::PhotoDecoder {
 public:
  Result<Image> decode(ByteView) const override { return notDecodable("no decoder is installed"); }
};

}  // namespace

Result<std::unique_ptr<drivers::PhotoDecoder>> loadPhotoDecoder(const std::filesystem::path& path) {
  // A bare name would make dlopen search the system's folders; a decoder is always named by its full path.
  if (!path.is_absolute()) {
    return unusable(path, "not an absolute path");
  }
  Library library(dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL));
  if (!library) {
    const char* why = dlerror();
    return unusable(path, why != nullptr ? why : "cannot be loaded");
  }
  const auto version =
      reinterpret_cast<VersionFunction>(dlsym(library.get(), "xiaowu_photo_decoder_version"));
  const auto decode = reinterpret_cast<DecodeFunction>(dlsym(library.get(), "xiaowu_decode_photo"));
  if (version == nullptr || decode == nullptr) {
    return unusable(path, "does not export the photo decoder interface");
  }
  if (const int found = version(); found != XIAOWU_PHOTO_DECODER_VERSION) {
    return unusable(path, "interface version " + std::to_string(found) + " instead of " +
                              std::to_string(XIAOWU_PHOTO_DECODER_VERSION));
  }
  return std::make_unique<PluginPhotoDecoder>(std::move(library), decode);
}

std::unique_ptr<drivers::PhotoDecoder> makeNoPhotoDecoder() {
  return std::make_unique<NoPhotoDecoder>();
}

}  // namespace xiaowu::photo
