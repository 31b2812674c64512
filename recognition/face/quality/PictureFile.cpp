#include "recognition/face/quality/PictureFile.h"

#include "core/image/PictureCodec.h"

#include <fstream>
#include <iterator>
#include <string>
#include <system_error>

namespace xiaowu::face {
namespace {

tl::unexpected<Error> refused(std::string why) {
  return fail(errors::kPictureFile, Fault::ResidentCanFix, std::move(why));
}

}  // namespace

Result<Image> pictureOf(ByteView bytes) {
  auto image = decodePicture(bytes, kPictureLimits, Colour::Always);
  if (!image) {
    return refused(image.error().why);
  }
  return std::move(*image);
}

Result<Image> readPicture(const std::filesystem::path& file) {
  std::error_code problem;
  const auto status = std::filesystem::status(file, problem);
  if (!std::filesystem::exists(status)) {
    return refused("there is no such file");
  }
  if (std::filesystem::is_directory(status)) {
    return refused("a folder, not a picture");
  }
  if (!std::filesystem::is_regular_file(status)) {
    return refused("not a file");
  }
  const auto size = std::filesystem::file_size(file, problem);
  if (problem) {
    return refused("cannot be read");
  }
  if (size > kPictureLimits.bytesMax) {
    return refused("larger than 64 MB");
  }
  std::ifstream stream(file, std::ios::binary);
  const Bytes bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  if (!stream || bytes.size() != size) {
    return refused("cannot be read");
  }
  return pictureOf(bytes);
}

}  // namespace xiaowu::face
