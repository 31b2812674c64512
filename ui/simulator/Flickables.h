#pragma once
// Lists and pages that can be pushed, moved by setting their position. GUI thread only.

#include <QList>
#include <QPointer>
#include <QQuickItem>

namespace xiaowu::panel {

/// The innermost one around the item; nullptr when there is none.
[[nodiscard]] QQuickItem* flickableAbove(QQuickItem* item);

/// Moves what it shows, within its bounds, so that a place in the window's coordinates comes to its middle.
void centreOn(QQuickItem& flickable, const QRectF& place);

/// Shows the next page, a little of this one kept; false when there is none.
bool turnPage(QQuickItem& flickable);

/// Every visible and enabled one inside the item, outer ones first.
void collectFlickables(QQuickItem* item, QList<QPointer<QQuickItem>>& into);

}  // namespace xiaowu::panel
