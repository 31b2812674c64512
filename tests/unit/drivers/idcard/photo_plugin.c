/* A decoder of nothing real: fills the picture with the item's first byte, refuses items that begin with 0. */
#include "drivers/api/photo_decoder_plugin.h"

#include <string.h>

#ifdef PLUGIN_EMPTY
int xiaowu_nothing_here(void) { return 0; }
#else
#ifdef PLUGIN_VERSION
int xiaowu_photo_decoder_version(void) { return XIAOWU_PHOTO_DECODER_VERSION + 1; }
#else
int xiaowu_photo_decoder_version(void) { return XIAOWU_PHOTO_DECODER_VERSION; }
#endif

int xiaowu_decode_photo(const uint8_t *encoded, size_t size, uint8_t *bgr) {
  if (size != 1024 || encoded[0] == 0) return 7;
  memset(bgr, encoded[0], (size_t)XIAOWU_PHOTO_WIDTH * XIAOWU_PHOTO_HEIGHT * 3);
  return 0;
}
#endif
