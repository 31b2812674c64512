// Draws one QImage, or a stream of them. Guaranteed: works on the software renderer (where VideoOutput stays
// white), the picture keeps its proportions, and no frame is kept after the item is gone or `source` is set
// to null. GUI thread only; frames from other threads arrive by a queued connection.
#pragma once

#include <QtCore/QPointer>
#include <QtGui/QImage>
#include <QtQml/qqmlregistration.h>
#include <QtQuick/QQuickItem>

namespace xiaowu::kit {

class FrameItem : public QQuickItem {
  Q_OBJECT
  // The picture as a QImage in a variant; anything else shows nothing.
  Q_PROPERTY(QVariant image READ image WRITE setImage NOTIFY frameChanged)
  // An object with a signal frameReady(QImage). One without it is refused with a warning.
  Q_PROPERTY(QObject* source READ source WRITE setSource NOTIFY sourceChanged)
  Q_PROPERTY(bool cover MEMBER m_cover NOTIFY
                 looksChanged)  // fill the item and cut the rest, instead of fitting inside
  Q_PROPERTY(
      bool mirrored MEMBER m_mirrored NOTIFY looksChanged)  // left and right exchanged, for the next frame on
  Q_PROPERTY(
      bool crisp MEMBER m_crisp NOTIFY looksChanged)  // whole multiples of pixels, unsmoothed: for codes
  Q_PROPERTY(bool hasFrame READ hasFrame NOTIFY frameChanged)
  QML_ELEMENT

 public:
  explicit FrameItem(QQuickItem* parent = nullptr);

  [[nodiscard]] QVariant image() const { return QVariant::fromValue(m_image); }
  void setImage(const QVariant& image);
  [[nodiscard]] QObject* source() const { return m_source; }
  void setSource(QObject* source);
  [[nodiscard]] bool hasFrame() const { return !m_image.isNull(); }

 public Q_SLOTS:
  void setFrame(const QImage& frame);

 Q_SIGNALS:
  void frameChanged();
  void sourceChanged();
  void looksChanged();

 protected:
  QSGNode* updatePaintNode(QSGNode* old, UpdatePaintNodeData* data) override;
  void geometryChange(const QRectF& now, const QRectF& before) override;

 private:
  [[nodiscard]] QRectF target() const;
  [[nodiscard]] QRectF cutout() const;

  QImage m_image;
  QPointer<QObject> m_source;
  bool m_cover = false;
  bool m_mirrored = false;
  bool m_crisp = false;
  bool m_fresh = false;
};

}  // namespace xiaowu::kit
