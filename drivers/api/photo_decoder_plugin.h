/* C interface of a chip-photo decoder plug-in: a shared library that exports xiaowu_decode_photo. Stable
 * since version 1. */
#ifndef XIAOWU_PHOTO_DECODER_PLUGIN_H
#define XIAOWU_PHOTO_DECODER_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#define XIAOWU_PHOTO_DECODER_VERSION 1
#define XIAOWU_PHOTO_WIDTH 102
#define XIAOWU_PHOTO_HEIGHT 126

#ifdef __cplusplus
extern "C" {
#endif

/* Must return XIAOWU_PHOTO_DECODER_VERSION. */
int xiaowu_photo_decoder_version(void);

/* Decodes `size` bytes of the chip's photo item into 102*126*3 bytes of BGR, rows from the top.
   Returns 0 on success; any other value means "not decodable" and leaves `bgr` unspecified. Must be
   thread-safe and keep no copy. */
int xiaowu_decode_photo(const uint8_t* encoded, size_t size, uint8_t* bgr);

#ifdef __cplusplus
}
#endif
#endif
