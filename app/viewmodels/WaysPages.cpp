#include "app/viewmodels/WaysPages.h"

#include "app/viewmodels/Wording.h"
#include "core/domain/FaceGuidance.h"

#include <array>

namespace xiaowu::viewmodels {
namespace {

bool cardAway(const workflow::State& state) {
  return state.timerRunning[static_cast<std::size_t>(workflow::TimerKind::CardAway)];
}

/// "第 2 次，最多 3 次" once one was in vain.
QString attemptsIn(int inVain) {
  return inVain > 0 && inVain < workflow::kAttemptsMax
             ? FaceViewModel::tr("第 %1 次，最多 %2 次").arg(inVain + 1).arg(workflow::kAttemptsMax)
             : QString();
}

/// How a resident stands who has nothing to mend; a late picture is not the resident's fault.
bool isStandingStill(domain::FaceGuidance guidance) {
  return guidance == domain::FaceGuidance::HoldStill || guidance == domain::FaceGuidance::CameraLate;
}

/// An action is asked for only when the resident stands right for it; how to stand comes first.
bool showsAction(const workflow::Session& session) {
  using G = domain::FaceGuidance;
  const auto guidance = session.guidance;
  const bool standsRight = guidance == G::None || guidance == G::LookHere || guidance == G::MoveToMiddle ||
                           guidance == G::FaceForward || isStandingStill(guidance);
  return session.challenge && standsRight;
}

}  // namespace

void FaceViewModel::update(const Scene& scene) {
  const auto* session = scene.session();
  const bool action = session != nullptr && showsAction(*session);
  const auto guidance = session != nullptr ? session->guidance : domain::FaceGuidance::None;
  m_guidance = action ? wording::action(*session->challenge) : wording::guidance(guidance);
  m_hint = action ? wording::actionPicture(*session->challenge) : wording::guidancePicture(guidance);
  m_place = action ? tr("第 %1 个动作").arg(session->challengeCount) : QString();
  m_good = isStandingStill(guidance);
  m_attempts = attemptsIn(session != nullptr ? session->faceAttempts : 0);
  // The page must say what happens: here, or with one picture that is sent away.
  const bool isSent = scene.rules.facesComparedOnPlatform;
  m_why = isSent ? tr("一张脸的照片和身份证里的照片会加密送到政务平台比一比。")
                 : tr("只和您身份证里的照片比一比。");
  m_promises = {isSent ? tr("平台比完就删，不保存；这台机器也不保存") : tr("脸的画面不保存，比完就删"),
                tr("大约要 5 秒，请摘下口罩和帽子"), tr("不刷脸也能办，还有别的办法")};
  const QString how = m_hint.isEmpty() ? tr("摄像头在屏幕上方。") : tr("照着图做就好，不用着急。");
  m_pictureWords =
      how + (isSent ? tr("只送一张脸的照片去比对，哪里都不保存。") : tr("画面只给您自己看，不保存。"));
  m_cardNotice = cardAway(scene.state) ? tr("身份证拿早了。请再放好，等听到“嘀”一声。") : QString();
  Q_EMIT changed();
}

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
  const bool noCamera = !available.has(workflow::DeviceKind::Camera);
  m_title = noCamera                                          ? tr("现在不能刷脸，请选择别的办法")
            : session->faceAttempts >= workflow::kAttemptsMax ? tr("不再刷脸了，请选择别的办法")
                                                              : tr("可以不刷脸，请选择别的办法");
  m_why = tr("不会因为不刷脸就不给您办。");
  m_staffLine = available.online
                    ? tr("工作人员来看一看您和身份证。请等一等，您的身份证先拿在手里。")
                    : tr("网络断了，叫人的消息要等网络恢复才送到。要是工作人员就在旁边，可以直接请过来。");
  QStringList bring;
  for (const auto& thing : session->item->bring) {
    bring.append(scene.text(thing));
  }
  m_windowLine = bring.isEmpty()
                     ? tr("请在上班时间去，带上身份证。这台机器上不会留下您的信息。")
                     : tr("请在上班时间去，带上：%1。这台机器上不会留下您的信息。").arg(bring.join(tr("、")));
  Q_EMIT changed();
}

void FingerViewModel::update(const Scene& scene) {
  const auto* session = scene.session();
  m_asking = !scene.state.operation;
  m_attempts = attemptsIn(session != nullptr ? session->fingerAttempts : 0);
  m_notice = cardAway(scene.state)                          ? tr("身份证拿早了。请再放好，等听到“嘀”一声。")
             : session != nullptr && session->fingerUnclear ? tr("没有看清。请擦一擦手指，再轻轻按住。")
                                                            : QString();
  Q_EMIT changed();
}

void StaffViewModel::update(const Scene& scene) {
  const auto& state = scene.state;
  const auto* session = scene.session();
  const bool checking = session != nullptr && state.step == workflow::Step::StaffCheck;
  QList<Row> facts;
  QList<Row> reasons;
  m_stage = state.operation ? 1 : 0;
  m_notice =
      session != nullptr && session->staffCardTaken ? tr("工作人员的身份证拿早了，请再放好。") : QString();
  m_title = m_stage == 0 ? tr("请先拿走机器上的身份证") : tr("请工作人员放上自己的身份证");
  m_why = !state.availability.online
              ? tr("网络断了，叫人的消息要等网络恢复才送到。要是工作人员就在旁边，可以直接请过来。")
          : m_stage == 0 ? tr("您的身份证已经读好了，请拿在手里，等一会儿给工作人员看。")
                         : tr("正在叫工作人员，请等一等。您的身份证请拿在手里。");
  m_confirmed = checking && session->staffConfirmed;
  m_reasonChosen = checking && session->staffReason.has_value();
  m_photo = checking ? scene.pictures.find(QStringLiteral("holder")) : QImage();
  m_hasPhoto = !m_photo.isNull();
  if (checking && !m_confirmed && session->card) {
    const auto& card = *session->card;
    facts = {{tr("姓名"), QString::fromStdString(card.name.empty() ? card.englishName : card.name)},
             {tr("身份证号"), wording::maskedNumber(QString::fromStdString(card.number))},
             {tr("性别"), card.sex == domain::Sex::Male     ? tr("男")
                          : card.sex == domain::Sex::Female ? tr("女")
                                                            : tr("未写明")}};
    for (int i = 0; i < workflow::kStaffReasonCount; ++i) {
      const auto reason = static_cast<workflow::StaffReason>(i);
      reasons.append({i, wording::staffReason(reason), session->staffReason == reason});
    }
  }
  m_facts->setRows(facts);
  m_reasons->setRows(reasons);
  if (checking) {
    m_title = m_confirmed ? tr("请工作人员拿走自己的身份证") : tr("工作人员：请核对是不是本人");
    m_why = m_confirmed ? tr("拿走以后就接着办。")
                        : tr("请把身份证上的照片和面前的人比一比，选一个原因，再确认。");
  }
  Q_EMIT changed();
}

}  // namespace xiaowu::viewmodels
