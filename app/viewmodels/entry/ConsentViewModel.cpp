#include "app/viewmodels/entry/ConsentViewModel.h"

namespace xiaowu::viewmodels {

void ConsentViewModel::update(const Scene& scene) {
  const auto* item = scene.item();
  if (item == nullptr) {
    return;
  }
  m_itemName = scene.text(item->name);
  m_words = scene.text(item->consent);
  m_promises = {tr("只用来办这一件事"), tr("办完就从这台机器上清除"), tr("您可以随时停下来")};
  Q_EMIT changed();
}

}  // namespace xiaowu::viewmodels
