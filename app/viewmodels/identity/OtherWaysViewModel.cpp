#include "app/viewmodels/identity/OtherWaysViewModel.h"

namespace xiaowu::viewmodels {

void OtherWaysViewModel::update(const Scene& scene) {
  const auto* session = scene.session();
  if (session == nullptr) {
    return;
  }
  const auto& available = scene.state.availability;
  const auto ways = workflow::availableIdentityMethods(*session, available);
  m_face = ways.face;
  m_fingerprint = ways.fingerprint;
  m_staff = ways.staff;
  m_choices = 1 + static_cast<int>(m_face) + static_cast<int>(m_fingerprint) + static_cast<int>(m_staff);
  m_title = titleOf(*session, !available.has(domain::needs::kCamera));
  m_why = tr("不会因为不刷脸就不给您办。");
  m_staffLine = available.online
                    ? tr("工作人员来看一看您和身份证。请等一等，您的身份证先拿在手里。")
                    : tr("网络断了，叫人的消息要等网络恢复才送到。要是工作人员就在旁边，可以直接请过来。");
  tellWindow(scene, *session);
  Q_EMIT changed();
}

/// The way that needs no proof: another place, or back to what was open before.
void OtherWaysViewModel::tellWindow(const Scene& scene, const workflow::Session& session) {
  if (session.proveLater || session.offersEarlier()) {
    m_windowTitle = tr("先不核对，回到刚才那一页");
    m_windowLine = tr("填过的内容还在。");
    return;
  }
  m_windowTitle = tr("改天到服务中心窗口办");
  QStringList bring;
  for (const auto& thing : session.item->bring) {
    bring.append(scene.text(thing));
  }
  m_windowLine = bring.isEmpty()
                     ? tr("请在上班时间去，带上身份证。这台机器上不会留下您的信息。")
                     : tr("请在上班时间去，带上：%1。这台机器上不会留下您的信息。").arg(bring.join(tr("、")));
}

QString OtherWaysViewModel::titleOf(const workflow::Session& session, bool noCamera) const {
  if (noCamera) {
    return tr("现在不能刷脸，请选择别的办法");
  }
  if (session.faceAttempts >= workflow::kAttemptsMax) {
    return tr("不再刷脸了，请选择别的办法");
  }
  return tr("可以不刷脸，请选择别的办法");
}

void OtherWaysViewModel::askStaff() {
  send(workflow::AskStaff{});
}

void OtherWaysViewModel::useFingerprint() {
  send(workflow::UseFingerprint{});
}

void OtherWaysViewModel::tryFaceAgain() {
  send(workflow::TryFaceAgain{});
}

}  // namespace xiaowu::viewmodels
