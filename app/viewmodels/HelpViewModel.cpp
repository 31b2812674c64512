#include "app/viewmodels/HelpViewModel.h"

namespace xiaowu::viewmodels {

void HelpViewModel::update(const Scene& scene) {
  if (scene.state.availability.online) {
    m_title = tr("正在通知工作人员");
    m_line = tr("您填过的内容都还在。可以等一等，也可以接着办。");
    m_picture = QStringLiteral("person-helping");
  } else {
    m_title = tr("网络断了，求助还没有送出去");
    m_line = tr("网络恢复后会自动通知工作人员。您填过的内容都还在。可以接着办，也可以直接去找工作人员。");
    m_picture = QStringLiteral("network-off");
  }
  Q_EMIT changed();
}

}  // namespace xiaowu::viewmodels
