#pragma once
// Pictures in and out of files' bytes, the one decoder (library xiaowu_picture_codec). Pure; any thread.

#include "core/base/Result.h"
#include "core/image/Image.h"
#include "core/image/PictureHeader.h"

namespace xiaowu {

/// Fails with base.internal for an empty picture.
[[nodiscard]] Result<Bytes> encodePng(const Image& image);
/// `quality` 1 … 100; 90 and more keep the colour at full resolution, which red seals need.
[[nodiscard]] Result<Bytes> encodeJpeg(const Image& image, int quality);

enum class Colour { AsInFile, Always };      ///< AsInFile: grey pictures give Grey8
enum class Turn { AsCameraSays, AsStored };  ///< whether the camera's turn (Exif) is taken into account

/// Bgr8 or Grey8; 16 bits become 8, CMYK becomes colour and transparency is dropped where the limits take
/// them; dpi is 0. What the decoder held beside the answer is overwritten.
[[nodiscard]] tl::expected<Image, PictureRefusal> decodePicture(ByteView bytes, const PictureLimits& limits,
                                                                Colour colour = Colour::AsInFile,
                                                                Turn turn = Turn::AsCameraSays);

}  // namespace xiaowu
