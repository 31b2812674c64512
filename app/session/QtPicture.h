#pragma once
// The kiosk's one way from an Image to Qt's picture.

#include "core/image/Image.h"

#include <QImage>

namespace xiaowu::session {

/// The same pixels, not a copy: valid as long as `image` lives, so copy, scale or convert it at once. A null
/// picture for an empty one. Any thread.
[[nodiscard]] QImage qtView(const Image& image);

}  // namespace xiaowu::session
