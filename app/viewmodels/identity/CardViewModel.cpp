#include "app/viewmodels/identity/CardViewModel.h"

namespace xiaowu::viewmodels {

void CardViewModel::update(const Scene& scene) {
  const auto* session = scene.session();
  m_cardRead = session != nullptr && session->card.has_value();
  m_leftOver = scene.state.cardLeftOver;
  if (m_leftOver) {
    m_title = tr("请先把身份证拿起来");
    m_hint = tr("上一次办理已经结束了。是您的身份证，就再放一次；不是您的，请交给工作人员。");
    Q_EMIT changed();
    return;
  }
  m_title = m_cardRead ? tr("身份证读好了") : tr("请把身份证平放在感应区");
  m_hint = m_cardRead ? tr("正在看看您有没有填过这张表，请稍等。")
                      : tr("请不要拿开，读好了会自动到下一步。通常 2 秒。");
  Q_EMIT changed();
}

}  // namespace xiaowu::viewmodels
