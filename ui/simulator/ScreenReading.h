#pragma once
// What is on a window at this moment, read through its accessibility tree as a screen reader would, with the
// places on the glass.

#include <QJsonObject>
#include <QPointF>
#include <QQuickItem>
#include <QRectF>
#include <QString>
#include <QStringList>

#include <vector>

class QQuickWindow;

namespace xiaowu::panel {

struct Element {
  QQuickItem* item = nullptr;  ///< valid until the event loop runs again
  QString role;                ///< as in QAccessible::Role: "Button", "StaticText", …
  QString name;
  QString value;
  QString description;
  QRectF place;    ///< in the window
  QRectF visible;  ///< the part of it that is neither outside nor cut off; empty: none
  bool enabled = false;
  bool focusable = false;
  bool checked = false;
  [[nodiscard]] bool shown() const { return !visible.isEmpty(); }
};

/// Elements in the order of the tree; those that are marked as ignored are left out.
[[nodiscard]] std::vector<Element> readScreen(QQuickWindow& window);

/// Every text that can be seen: words drawn, names and values of elements. No duplicates.
[[nodiscard]] QStringList visibleTexts(QQuickWindow& window);

/// The last shown element of that name, and of that role when one is given, with "found"; {"found": false}.
[[nodiscard]] QJsonObject foundAmong(const std::vector<Element>& elements, const QString& name,
                                     const QString& role);

/// Names of shown elements, for messages; at most 60.
[[nodiscard]] QString namesOf(const std::vector<Element>& elements);

/// The item that would get a touch at `at` (window coordinates) instead of `target`; null when the touch
/// reaches it.
[[nodiscard]] QQuickItem* coveredBy(QQuickWindow& window, QQuickItem* target, QPointF at);

[[nodiscard]] QJsonObject toJson(const Element& element);

}  // namespace xiaowu::panel
