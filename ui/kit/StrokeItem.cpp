#include "ui/kit/StrokeItem.h"

#include <QtCore/QLineF>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtGui/QTouchEvent>

#include <algorithm>
#include <cmath>

namespace xiaowu::kit {
namespace {

// A finger that trembles on one spot sends many points; below this distance (pixels) they only cost time and
// make corners.
constexpr qreal kStepPx = 2.0;

}  // namespace

StrokeItem::StrokeItem(QQuickItem* parent) : QQuickPaintedItem(parent) {
  setAcceptedMouseButtons(Qt::LeftButton);
  setAcceptTouchEvents(true);
  setKeepMouseGrab(true);  // a page that scrolls must not take the stroke over
  setKeepTouchGrab(true);
  connect(this, &StrokeItem::looksChanged, this, [this] { update(); });
}

StrokeItem::~StrokeItem() {
  for (Stroke& stroke : m_strokes) {
    wipe(stroke);
  }
  wipe(m_current);
}

qreal StrokeItem::inkLength() const {
  qreal sum = 0;
  for (const Stroke& stroke : m_strokes) {
    for (qsizetype i = 1; i < stroke.size(); ++i) {
      sum += QLineF(stroke[i - 1], stroke[i]).length();
    }
  }
  return sum;
}

void StrokeItem::wipe(Stroke& stroke) {
  std::fill(stroke.begin(), stroke.end(), QPointF());
  stroke.clear();
}

void StrokeItem::clear() {
  for (Stroke& stroke : m_strokes) {
    wipe(stroke);
  }
  m_strokes.clear();
  wipe(m_current);
  m_finger = -1;
  Q_EMIT strokesChanged();
  Q_EMIT writingChanged();
  update();
}

QImage StrokeItem::toImage() const {
  QImage image(std::max(1, static_cast<int>(std::ceil(width()))),
               std::max(1, static_cast<int>(std::ceil(height()))), QImage::Format_RGB32);
  image.fill(Qt::white);
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(Qt::black, m_thickness, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  draw(painter);
  return image;
}

void StrokeItem::paint(QPainter* painter) {
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setPen(QPen(m_color, m_thickness, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  draw(*painter);
}

void StrokeItem::draw(QPainter& painter) const {
  for (const Stroke& stroke : m_strokes) {
    painter.drawPath(smooth(stroke));
  }
  if (!m_current.isEmpty()) {
    painter.drawPath(smooth(m_current));
  }
}

QPainterPath StrokeItem::smooth(const Stroke& stroke) {
  QPainterPath path(stroke.first());
  if (stroke.size() == 1) {
    path.lineTo(stroke.first() +
                QPointF(0.1, 0));  // a path of one point draws nothing; a dot is part of many characters
    return path;
  }
  for (qsizetype i = 1; i + 1 < stroke.size(); ++i) {
    path.quadTo(stroke[i], (stroke[i] + stroke[i + 1]) / 2);
  }
  path.lineTo(stroke.last());
  return path;
}

QPointF StrokeItem::inside(QPointF point) const {
  return {std::clamp(point.x(), 0.0, width()), std::clamp(point.y(), 0.0, height())};
}

void StrokeItem::begin(QPointF point) {
  m_current = {inside(point)};
  Q_EMIT writingChanged();
  update();
}

void StrokeItem::extend(QPointF point) {
  if (m_current.isEmpty()) {
    return;
  }
  const QPointF next = inside(point);
  if (QLineF(m_current.last(), next).length() < kStepPx) {
    return;
  }
  const QRectF dirty = QRectF(m_current.last(), next).normalized();
  const qreal room = m_thickness * 2 + 40;  // the curve bends back by less than one step of the finger
  m_current.append(next);
  update(dirty.adjusted(-room, -room, room, room).toAlignedRect());
}

void StrokeItem::finish() {
  if (m_current.isEmpty()) {
    return;
  }
  m_strokes.append(m_current);
  m_current.clear();
  m_finger = -1;
  Q_EMIT strokesChanged();
  Q_EMIT writingChanged();
  Q_EMIT strokeFinished();
  update();
}

void StrokeItem::mousePressEvent(QMouseEvent* event) {
  begin(event->position());
}

void StrokeItem::mouseMoveEvent(QMouseEvent* event) {
  extend(event->position());
}

void StrokeItem::mouseReleaseEvent(QMouseEvent* event) {
  extend(event->position());
  finish();
}

void StrokeItem::mouseUngrabEvent() {
  finish();
}

void StrokeItem::touchEvent(QTouchEvent* event) {
  for (const QEventPoint& point : event->points()) {
    const bool pressed = point.state() == QEventPoint::State::Pressed;
    if (pressed && m_finger < 0) {
      m_finger = point.id();
      begin(point.position());
    } else if (point.id() == m_finger) {
      extend(point.position());
      if (point.state() == QEventPoint::State::Released) {
        finish();
      }
    }
  }
  event->accept();
}

void StrokeItem::touchUngrabEvent() {
  finish();
  m_finger = -1;
}

}  // namespace xiaowu::kit
