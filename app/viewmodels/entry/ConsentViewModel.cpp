#include "app/viewmodels/entry/ConsentViewModel.h"

namespace xiaowu::viewmodels {

void ConsentViewModel::update(const Scene& scene) {
  const auto* item = scene.item();
  if (item == nullptr) {
    return;
  }
  m_itemName = scene.text(item->name);
  m_words = scene.text(item->consent);
  m_promises = {tr("只用来办这一件事")};
  if (item->kind == catalog::ServiceKind::RecordQuery) {
    m_promises.append(tr("办完就从这台机器上清除"));
  } else {
    const auto hours = scene.rules.draftLife.count();
    m_promises.append(tr("交的申请加密存放，送到以后过些天自动删除"));
    m_promises.append(tr("没办完的加密存 %1 小时，只有您本人能打开").arg(hours));
  }
  m_promises.append(tr("您可以随时停下来"));
  Q_EMIT changed();
}

}  // namespace xiaowu::viewmodels
