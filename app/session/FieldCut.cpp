#include "app/session/FieldCut.h"

#include "app/session/QtPicture.h"

#include <algorithm>

namespace xiaowu::session {

QImage cutOut(const Image& page, const documents::Rect& place) {
  if (page.empty() || place.empty()) {
    return {};
  }
  // Two characters' width at the ends; above and below a part of the line, which on forms is less than the
  // way to the next one.
  const int beside = std::min(place.height * 2, page.height / 8);
  const int above = place.height * 2 / 5;
  const int left = std::max(place.x - beside, 0);
  const int top = std::max(place.y - above, 0);
  const int right = std::min(place.x + place.width + beside, page.width);
  const int bottom = std::min(place.y + place.height + above, page.height);
  if (right - left < 8 || bottom - top < 8) {
    return {};
  }
  return qtView(page).copy(left, top, right - left, bottom - top).convertToFormat(QImage::Format_RGB32);
}

}  // namespace xiaowu::session
