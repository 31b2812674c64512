// photo_decoder_plugin.h for the simulators' cards: the item names an invented person, whose picture is
// given.
#include "drivers/api/photo_decoder_plugin.h"

#include "drivers/camera/simulator/CameraSimulator.h"
#include "drivers/idcard/simulator/SimulatorPhotoDecoder.h"

#include <algorithm>

int xiaowu_photo_decoder_version(void) {
  return XIAOWU_PHOTO_DECODER_VERSION;
}

int xiaowu_decode_photo(const uint8_t* encoded, size_t size, uint8_t* bgr) {
  try {
    const auto picture =
        xiaowu::simulator::SimulatorPhotoDecoder(xiaowu::simulator::personPhoto).decode({encoded, size});
    if (!picture) {
      return 1;
    }
    std::copy(picture->pixels->begin(), picture->pixels->end(), bgr);
    return 0;
  } catch (...) {  // nothing may leave a C function
    return 2;
  }
}
