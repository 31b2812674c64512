#include "app/viewmodels/identity/FingerViewModel.h"

#include "app/viewmodels/identity/Attempts.h"

namespace xiaowu::viewmodels {

void FingerViewModel::update(const Scene& scene) {
  const auto* session = scene.session();
  m_asking = !scene.state.operation;
  m_attempts = attemptsIn(session != nullptr ? session->fingerAttempts : 0);
  m_notice = noticeOf(scene);
  m_promises = {tr("指纹不保存，比完就删"), tr("用办身份证时登记过的手指，一般是大拇指或食指"),
                tr("不按指纹也能办，还有别的办法")};
  if (m_asking) {
    m_title = tr("要用指纹核对是您本人，可以吗？");
    m_line = tr("只和您身份证里的指纹比一比。");
    m_agreeText = tr("同意");
  } else {
    m_title = tr("请把手指平放在指纹仪上");
    m_line = m_attempts;
    m_agreeText.clear();
  }
  if (m_line.isEmpty()) {
    m_line = tr("轻轻按住，好了会自动到下一步。通常 2 秒。");
  }
  Q_EMIT changed();
}

QString FingerViewModel::noticeOf(const Scene& scene) const {
  if (cardAway(scene.state)) {
    return tr("身份证拿早了。请再放好，办完这一步再拿。");
  }
  const auto* session = scene.session();
  if (session != nullptr && session->fingerUnclear) {
    return tr("没有看清。请擦一擦手指，再轻轻按住。");
  }
  return {};
}

}  // namespace xiaowu::viewmodels
