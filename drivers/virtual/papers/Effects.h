#pragma once
// What can be wrong with a whole picture of a sheet. Internal to the paper twins.

#include "app/base/Image.h"

namespace xiaowu::virtualdevices {

[[nodiscard]] Image turned(const Image& image);
/// As a black-and-white copier makes it.
[[nodiscard]] Image greyCopy(const Image& image);
/// Three passes of a box of `half`·2+1 pixels, which is close to a Gaussian; the sheet was out of focus.
[[nodiscard]] Image outOfFocus(const Image& image, int half);

}  // namespace xiaowu::virtualdevices
