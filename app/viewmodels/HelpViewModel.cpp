#include "app/viewmodels/HelpViewModel.h"

#include "app/viewmodels/Wording.h"

namespace xiaowu::viewmodels {

void HelpViewModel::update(const Scene& scene) {
  const HelpDesk& desk = scene.help;
  const QString call = desk.phone.isEmpty() ? QString() : tr("也可以打电话：%1。").arg(desk.phone);
  if (!scene.state.availability.online) {
    m_title = tr("网络断了，求助还没有送出去");
    m_picture = QStringLiteral("network-off");
    m_line = wording::joined({tr("网络恢复后会自动通知工作人员。也可以直接去找工作人员。"), call,
                              tr("您填过的内容都还在，可以接着办。")},
                             QStringLiteral("\n"));
  } else if (desk.hasHours() && !desk.isStaffed) {
    m_title = tr("现在是下班时间，可能没有人来");
    m_picture = QStringLiteral("person-helping");
    m_line = wording::joined({tr("求助正在送出。上班时间是 %1 到 %2。").arg(desk.opens, desk.closes), call,
                              tr("您填过的内容都还在。可以接着办，也可以上班时间再来。")},
                             QStringLiteral("\n"));
  } else {
    m_title = tr("正在通知工作人员");
    m_picture = QStringLiteral("person-helping");
    const QString wait =
        desk.waitMinutes > 0 ? tr("一般 %1 分钟以内有人来。").arg(desk.waitMinutes) : QString();
    const QString night = desk.hasHours() ? QString() : tr("晚上和周末不一定有人，可以上班时间再来。");
    m_line = wording::joined({wait, call, night, tr("您填过的内容都还在。可以等一等，也可以接着办。")},
                             QStringLiteral("\n"));
  }
  Q_EMIT changed();
}

}  // namespace xiaowu::viewmodels
