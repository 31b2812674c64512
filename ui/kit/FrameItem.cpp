#include "ui/kit/FrameItem.h"

#include <QtQuick/QQuickWindow>
#include <QtQuick/QSGSimpleTextureNode>

#include <algorithm>
#include <cmath>
#include <utility>

namespace xiaowu::kit {

FrameItem::FrameItem(QQuickItem* parent) : QQuickItem(parent) {
  setFlag(ItemHasContents);
  connect(this, &FrameItem::looksChanged, this, &QQuickItem::update);
}

void FrameItem::setImage(const QVariant& image) {
  setFrame(image.value<QImage>());
}

void FrameItem::setSource(QObject* source) {
  if (source == m_source) {
    return;
  }
  if (m_source != nullptr) {
    m_source->disconnect(this);
  }
  m_source = source;
  setFrame({});
  if (source != nullptr && !connect(source, SIGNAL(frameReady(QImage)), this, SLOT(setFrame(QImage)))) {
    qWarning("FrameItem: the source has no signal frameReady(QImage)");
  }
  Q_EMIT sourceChanged();
}

void FrameItem::setFrame(const QImage& frame) {
  m_image = m_mirrored ? frame.mirrored(true, false) : frame;
  m_fresh = true;
  Q_EMIT frameChanged();
  update();
}

void FrameItem::geometryChange(const QRectF& now, const QRectF& before) {
  QQuickItem::geometryChange(now, before);
  update();
}

QRectF FrameItem::target() const {
  if (m_cover) {
    return boundingRect();
  }
  const QSizeF room = size();
  QSizeF fitted = QSizeF(m_image.size()).scaled(room, Qt::KeepAspectRatio);
  if (m_crisp) {
    const qreal times = std::floor(fitted.width() / m_image.width());
    if (times >= 1) {
      fitted = QSizeF(m_image.size()) * times;
    }
  }
  return {QPointF(std::round((room.width() - fitted.width()) / 2),
                  std::round((room.height() - fitted.height()) / 2)),
          fitted};
}

QRectF FrameItem::cutout() const {
  const QRectF whole(QPointF(0, 0), QSizeF(m_image.size()));
  if (!m_cover) {
    return whole;
  }
  const QSizeF part = size().scaled(whole.size(), Qt::KeepAspectRatio);
  return {QPointF((whole.width() - part.width()) / 2, (whole.height() - part.height()) / 2), part};
}

QSGNode* FrameItem::updatePaintNode(QSGNode* old, UpdatePaintNodeData* /*data*/) {
  if (m_image.isNull() || width() < 1 || height() < 1) {
    delete old;
    return nullptr;
  }
  auto* node = static_cast<QSGSimpleTextureNode*>(old);
  if (node == nullptr) {
    node = new QSGSimpleTextureNode;
    node->setOwnsTexture(true);
    m_fresh = true;
  }
  if (std::exchange(m_fresh, false)) {
    node->setTexture(window()->createTextureFromImage(m_image));
  }
  node->setFiltering(m_crisp ? QSGTexture::Nearest : QSGTexture::Linear);
  node->setRect(target());
  node->setSourceRect(cutout());
  return node;
}

}  // namespace xiaowu::kit
