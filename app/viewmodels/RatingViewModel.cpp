#include "app/viewmodels/RatingViewModel.h"

#include "app/viewmodels/Wording.h"

namespace xiaowu::viewmodels {

void RatingViewModel::update(const Scene& scene) {
  const auto* item = scene.item();
  m_itemName = item != nullptr ? scene.text(item->name) : QString();
  m_choices->setRows(
      {{5, tr("非常满意")}, {4, tr("满意")}, {3, tr("基本满意")}, {2, tr("不满意")}, {1, tr("非常不满意")}});
  m_cardLeft = scene.state.cardOnPlate;
  m_farewell = m_cardLeft ? tr("请先拿走您的身份证") : tr("谢谢您，请慢走");
  m_reminder = m_cardLeft ? tr("您的身份证还在机器上，请拿走。") : tr("请带好您的身份证和打印的材料。");
  m_points = {tr("打印的纸和小票拿好了吗？"), wording::remains(scene.state.remains, scene.rules.draftLife)};
  if (!m_cardLeft) {
    m_points.prepend(tr("身份证拿好了吗？"));
  }
  Q_EMIT changed();
}

void RatingViewModel::rate(int stars) {
  send(workflow::Rated{stars});
}

}  // namespace xiaowu::viewmodels
