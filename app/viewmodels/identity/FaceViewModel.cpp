#include "app/viewmodels/identity/FaceViewModel.h"

#include "app/viewmodels/identity/Attempts.h"
#include "app/viewmodels/Wording.h"
#include "core/domain/FaceGuidance.h"

namespace xiaowu::viewmodels {

namespace {

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
  m_line = wording::joined({m_place, m_attempts}, QStringLiteral("　"));
  if (m_line.isEmpty()) {
    m_line = tr("请把脸放进圆圈里，大约 5 秒。");
  }
  // The page must say what happens: here, or with one picture that is sent away.
  const bool isSent = scene.rules.facesComparedOnPlatform;
  m_why = isSent ? tr("一张脸的照片和身份证里的照片会加密送到政务平台比一比。")
                 : tr("只和您身份证里的照片比一比。");
  m_promises = {isSent ? tr("平台比完就删；这台机器办的时候用来看您还在不在，办完就删")
                       : tr("脸的画面不保存；办的时候用来看您还在不在，办完就删"),
                tr("大约要 5 秒，请摘下口罩和帽子"), tr("不刷脸也能办，还有别的办法")};
  const QString how = m_hint.isEmpty() ? tr("摄像头在屏幕上方。") : tr("照着图做就好，不用着急。");
  m_pictureWords =
      how + (isSent ? tr("只送一张脸的照片去比对，哪里都不保存。") : tr("画面只给您自己看，不保存。"));
  m_cardNotice = cardAway(scene.state) ? tr("身份证拿早了。请再放好，办完这一步再拿。") : QString();
  Q_EMIT changed();
}

void FaceViewModel::refuse() {
  send(workflow::RefuseFace{});
}

}  // namespace xiaowu::viewmodels
