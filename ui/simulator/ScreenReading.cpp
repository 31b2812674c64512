#include "ui/simulator/ScreenReading.h"

#include "ui/simulator/CommandWords.h"

#include <QAccessible>
#include <QMetaEnum>
#include <QQuickWindow>

#include <algorithm>

namespace xiaowu::panel {
namespace {

constexpr qreal kSeen = 0.05;  // opacity below which nobody sees a thing

QRectF placeOf(QQuickItem* item) {
  return item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
}

QRectF visiblePart(QQuickWindow& window, QQuickItem* item) {
  if (!item->isVisible()) {
    return {};
  }
  auto part = placeOf(item).intersected(QRectF(QPointF(), QSizeF(window.size())));
  qreal opacity = 1;
  for (auto* each = item; each != nullptr; each = each->parentItem()) {
    opacity *= each->opacity();
    if (each != item && each->clip()) {
      part = part.intersected(each->mapRectToScene(each->clipRect()));
    }
  }
  return opacity < kSeen ? QRectF() : part;
}

Element elementOf(QQuickWindow& window, QAccessibleInterface& face, QQuickItem* item) {
  Element element;
  const auto state = face.state();
  element.item = item;
  element.role = QString::fromLatin1(QMetaEnum::fromType<QAccessible::Role>().valueToKey(face.role()));
  element.name = face.text(QAccessible::Name);
  element.value = face.text(QAccessible::Value);
  element.description = face.text(QAccessible::Description);
  element.place = placeOf(item);
  element.visible = visiblePart(window, item);
  element.enabled = item->isEnabled() && state.disabled == 0;
  element.focusable = item->activeFocusOnTab() || state.focusable != 0;
  element.checked = state.checked != 0;
  return element;
}

void walk(QQuickWindow& window, QAccessibleInterface& face, std::vector<Element>& into) {
  for (int i = 0; i < face.childCount(); ++i) {
    auto* child = face.child(i);
    if (child == nullptr || !child->isValid()) {
      continue;
    }
    auto* item = qobject_cast<QQuickItem*>(child->object());
    if (item != nullptr && !item->isVisible()) {
      continue;
    }
    if (item != nullptr) {
      into.push_back(elementOf(window, *child, item));
    }
    walk(window, *child, into);
  }
}

QList<QQuickItem*> topFirst(QQuickItem* item) {
  auto children = item->childItems();
  std::stable_sort(children.begin(), children.end(),
                   [](const QQuickItem* a, const QQuickItem* b) { return a->z() < b->z(); });
  std::reverse(children.begin(), children.end());
  return children;
}

bool takesTouch(const QQuickItem* item) {
  if (item->acceptedMouseButtons() != Qt::NoButton || item->acceptTouchEvents()) {
    return true;
  }
  const auto children = item->children();
  return std::any_of(children.begin(), children.end(), [](const QObject* child) {
    return child->inherits("QQuickPointerHandler") && !child->inherits("QQuickHoverHandler") &&
           child->property("enabled").toBool();
  });
}

enum class Hit { Nothing, Target, Cover };

/// Items in the order in which a touch is offered to them: what is painted last comes first.
Hit offer(QQuickItem* item, QQuickItem* target, QPointF at, QQuickItem*& cover) {
  const auto inside = item->contains(item->mapFromScene(at));
  if (!item->isVisible() || !item->isEnabled() || (item->clip() && !inside)) {
    return Hit::Nothing;
  }
  const auto children = topFirst(item);
  const auto under =
      std::find_if(children.begin(), children.end(), [](const QQuickItem* child) { return child->z() < 0; });
  for (auto child = children.begin(); child != under; ++child) {
    if (const auto hit = offer(*child, target, at, cover); hit != Hit::Nothing) {
      return hit;
    }
  }
  if (item == target) {
    return Hit::Target;
  }
  if (inside && takesTouch(item)) {
    cover = item;
    return target->isAncestorOf(item) ? Hit::Target : Hit::Cover;
  }
  for (auto child = under; child != children.end(); ++child) {
    if (const auto hit = offer(*child, target, at, cover); hit != Hit::Nothing) {
      return hit;
    }
  }
  return Hit::Nothing;
}

void drawnTexts(QQuickWindow& window, QQuickItem* item, QStringList& into) {
  if (!item->isVisible()) {
    return;
  }
  if ((item->inherits("QQuickText") || item->inherits("QQuickTextInput") ||
       item->inherits("QQuickTextEdit")) &&
      !visiblePart(window, item).isEmpty()) {
    into.append(item->property("text").toString());
  }
  const auto children = item->childItems();
  for (auto* child : children) {
    drawnTexts(window, child, into);
  }
}

}  // namespace

std::vector<Element> readScreen(QQuickWindow& window) {
  std::vector<Element> elements;
  if (auto* face = QAccessible::queryAccessibleInterface(&window)) {
    walk(window, *face, elements);
  }
  return elements;
}

QStringList visibleTexts(QQuickWindow& window) {
  QStringList texts;
  drawnTexts(window, window.contentItem(), texts);
  for (const auto& element : readScreen(window)) {
    if (element.shown()) {
      texts << element.name << element.value;
    }
  }
  texts.removeAll(QString());
  texts.removeDuplicates();
  return texts;
}

QJsonObject foundAmong(const std::vector<Element>& elements, const QString& name, const QString& role) {
  QJsonObject result{{q("found"), false}};
  for (const auto& element : elements) {
    if (!element.shown() || element.name != name || (!role.isEmpty() && element.role != role)) {
      continue;
    }
    result = toJson(element);
    result.insert(q("found"), true);
  }
  return result;
}

QString namesOf(const std::vector<Element>& elements) {
  QStringList names;
  for (const auto& element : elements) {
    if (element.shown() && !element.name.isEmpty() && names.size() < 60) {
      names << element.name;
    }
  }
  names.removeDuplicates();
  return names.join(q(" | "));
}

QQuickItem* coveredBy(QQuickWindow& window, QQuickItem* target, QPointF at) {
  QQuickItem* cover = nullptr;
  return offer(window.contentItem(), target, at, cover) == Hit::Cover ? cover : nullptr;
}

QJsonObject toJson(const Element& element) {
  QJsonObject object{
      {q("role"), element.role},       {q("name"), element.name},           {q("x"), element.place.x()},
      {q("y"), element.place.y()},     {q("w"), element.place.width()},     {q("h"), element.place.height()},
      {q("enabled"), element.enabled}, {q("focusable"), element.focusable}, {q("visible"), element.shown()}};
  if (!element.value.isEmpty()) {
    object.insert(q("value"), element.value);
  }
  if (!element.description.isEmpty()) {
    object.insert(q("description"), element.description);
  }
  if (element.checked) {
    object.insert(q("checked"), true);
  }
  return object;
}

}  // namespace xiaowu::panel
