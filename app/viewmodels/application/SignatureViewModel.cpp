#include "app/viewmodels/application/SignatureViewModel.h"

namespace xiaowu::viewmodels {

void SignatureViewModel::update(const Scene& scene) {
  const auto* item = scene.item();
  m_statement = item != nullptr ? tr("我申请办理“%1”，刚才核对的内容都是真实的。").arg(scene.text(item->name))
                                : QString();
  Q_EMIT changed();
}

void SignatureViewModel::setKeeper(std::function<domain::PageId(const QImage&)> keep) {
  m_keep = std::move(keep);
}

void SignatureViewModel::sign(const QImage& picture, int strokes) {
  const bool written = !picture.isNull() && strokes > 0;
  const domain::PageId page = m_keep && written ? m_keep(picture) : 0;
  send(workflow::Signed{page, strokes});
}

}  // namespace xiaowu::viewmodels
