// Takes a signature from a finger or a mouse: strokes smoothed by quadratic curves through the midpoints.
// Guaranteed: only the first finger writes (a resting palm adds nothing), points outside the sheet are cut to
// its edge, clear() overwrites and frees the points. GUI thread only.
#pragma once

#include <QtCore/QList>
#include <QtGui/QColor>
#include <QtGui/QImage>
#include <QtGui/QPainterPath>
#include <QtQml/qqmlregistration.h>
#include <QtQuick/QQuickPaintedItem>

namespace xiaowu::kit {

class StrokeItem : public QQuickPaintedItem {
  Q_OBJECT
  Q_PROPERTY(int strokeCount READ strokeCount NOTIFY strokesChanged)  // finished strokes
  Q_PROPERTY(qreal inkLength READ inkLength NOTIFY
                 strokesChanged)  // length of all finished strokes in pixels: a dot is not a signature
  Q_PROPERTY(bool writing READ writing NOTIFY writingChanged)
  Q_PROPERTY(QColor color MEMBER m_color NOTIFY looksChanged)
  Q_PROPERTY(qreal thickness MEMBER m_thickness NOTIFY looksChanged)  // pixels
  QML_ELEMENT

 public:
  explicit StrokeItem(QQuickItem* parent = nullptr);
  ~StrokeItem() override;

  [[nodiscard]] int strokeCount() const { return static_cast<int>(m_strokes.size()); }
  [[nodiscard]] qreal inkLength() const;
  [[nodiscard]] bool writing() const { return !m_current.isEmpty(); }

  Q_INVOKABLE void clear();
  // The strokes in black on white, as large as the item, in Format_RGB32.
  Q_INVOKABLE [[nodiscard]] QImage toImage() const;

  void paint(QPainter* painter) override;

 Q_SIGNALS:
  void strokesChanged();
  void writingChanged();
  void looksChanged();
  void strokeFinished();

 protected:
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseUngrabEvent() override;
  void touchEvent(QTouchEvent* event) override;
  void touchUngrabEvent() override;

 private:
  using Stroke = QList<QPointF>;

  void begin(QPointF point);
  void extend(QPointF point);
  void finish();
  void draw(QPainter& painter) const;
  [[nodiscard]] QPointF inside(QPointF point) const;
  [[nodiscard]] static QPainterPath smooth(const Stroke& stroke);
  static void wipe(Stroke& stroke);

  QList<Stroke> m_strokes;
  Stroke m_current;
  int m_finger = -1;
  QColor m_color = Qt::black;
  qreal m_thickness = 5;
};

}  // namespace xiaowu::kit
