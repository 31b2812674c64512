#include "ui/simulator/Flickables.h"

#include <algorithm>

namespace xiaowu::panel {

namespace {

bool isFlickable(const QQuickItem* item) {
  return item->inherits("QQuickFlickable");
}

/// False when it was there already. The names are the flickable's properties of one direction.
bool moveContent(QQuickItem& flickable, const char* position, const char* contentSize, qreal viewSize,
                 const char* origin, qreal wanted) {
  const qreal least = flickable.property(origin).toReal();
  const qreal most = std::max(least, least + flickable.property(contentSize).toReal() - viewSize);
  const qreal before = flickable.property(position).toReal();
  flickable.setProperty(position, std::clamp(wanted, least, most));
  return flickable.property(position).toReal() != before;
}

}  // namespace

QQuickItem* flickableAbove(QQuickItem* item) {
  auto* each = item->parentItem();
  while (each != nullptr && !isFlickable(each)) {
    each = each->parentItem();
  }
  return each;
}

void centreOn(QQuickItem& flickable, const QRectF& place) {
  const auto within = flickable.mapRectFromScene(place);
  const auto at = QPointF(flickable.property("contentX").toReal(), flickable.property("contentY").toReal()) +
                  within.center();
  moveContent(flickable, "contentY", "contentHeight", flickable.height(), "originY",
              at.y() - flickable.height() / 2);
  moveContent(flickable, "contentX", "contentWidth", flickable.width(), "originX",
              at.x() - flickable.width() / 2);
}

bool turnPage(QQuickItem& flickable) {
  constexpr double kOfHeight = 0.8;
  const qreal wanted = flickable.property("contentY").toReal() + flickable.height() * kOfHeight;
  return moveContent(flickable, "contentY", "contentHeight", flickable.height(), "originY", wanted);
}

void collectFlickables(QQuickItem* item, QList<QPointer<QQuickItem>>& into) {
  if (!item->isVisible()) {
    return;
  }
  if (isFlickable(item) && item->isEnabled()) {
    into.append(item);
  }
  const auto children = item->childItems();
  for (auto* child : children) {
    collectFlickables(child, into);
  }
}

}  // namespace xiaowu::panel
