#include "drivers/idcard/simulator/SimulatorPhotoDecoder.h"

#include "drivers/api/photo_decoder_plugin.h"

#include <algorithm>
#include <array>
#include <string>

namespace xiaowu::simulator {
namespace {

constexpr std::array<std::uint8_t, 5> kHead = {'S', 'I', 'M', 'U', 1};
constexpr std::size_t kSize = 1024;

tl::unexpected<Error> notDecodable(std::string detail) {
  return fail(drivers::errors::kPhotoNotDecodable, Fault::ServiceUnavailable, std::move(detail));
}

}  // namespace

Bytes encodeSimulatorPhoto(std::string_view personId) {
  Bytes item(kSize, 0);
  std::copy(kHead.begin(), kHead.end(), item.begin());
  std::copy_n(personId.begin(), std::min(personId.size(), kSize - kHead.size() - 1),
              item.begin() + kHead.size());
  return item;
}

Result<std::string> simulatorPhotoOwner(ByteView item) {
  if (item.size() != kSize || !std::equal(kHead.begin(), kHead.end(), item.begin())) {
    return notDecodable("not a simulator's photo item");
  }
  const auto text = textOf(item.subspan(kHead.size()));
  const auto end = text.find('\0');
  if (end == 0 || end == std::string_view::npos ||
      text.find_first_not_of('\0', end) != std::string_view::npos) {
    return notDecodable("a simulator's photo item without an owner");
  }
  return std::string(text.substr(0, end));
}

Result<Image> SimulatorPhotoDecoder::decode(ByteView encodedPhoto) const {
  const auto owner = simulatorPhotoOwner(encodedPhoto);
  if (!owner) {
    return fail(owner.error());
  }
  auto picture = m_source(*owner);
  if (!picture) {
    return notDecodable("no picture of this simulator's person: " + picture.error().code);
  }
  if (picture->width != XIAOWU_PHOTO_WIDTH || picture->height != XIAOWU_PHOTO_HEIGHT ||
      picture->format != PixelFormat::Bgr8) {
    return notDecodable("the picture has not the chip photo's size");
  }
  return picture;
}

}  // namespace xiaowu::simulator
