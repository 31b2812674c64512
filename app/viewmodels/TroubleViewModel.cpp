#include "app/viewmodels/TroubleViewModel.h"

#include "app/viewmodels/Messages.h"
#include "app/viewmodels/Wording.h"
#include "core/domain/ErrorCodes.h"
#include "core/domain/FaceGuidance.h"

namespace xiaowu::viewmodels {

void TroubleViewModel::update(const Scene& scene) {
  m_shown = scene.state.trouble.has_value();
  if (!m_shown) {
    m_what.clear();
    m_kept.clear();
    m_now.clear();
    Q_EMIT changed();
    return;
  }
  const auto& trouble = *scene.state.trouble;
  const Message words = message(trouble, scene.state.availability.online);
  m_what = words.what;
  m_kept = words.kept;
  m_now = words.now;
  m_help = words.help;
  m_picture = words.picture;
  tellFace(scene);
  m_canRetry = trouble.canRetry;
  const auto* session = scene.session();
  m_waits = scene.state.step == workflow::Step::Printing && session != nullptr &&
            session->printPhase == workflow::PrintPhase::Attention && scene.state.operation;
  m_canLeave = m_canRetry || m_waits;
  m_leaveText = m_waits ? tr("不等了，不打印了") : tr("先不试了");
  if (m_waits) {
    m_answerText = tr("我等着");
  } else {
    m_answerText = m_canRetry ? tr("再试一次") : tr("知道了");
  }
  Q_EMIT changed();
}

// Somebody who was told "too dark" until the time was up is told that again, not to step in front.
void TroubleViewModel::tellFace(const Scene& scene) {
  using G = domain::FaceGuidance;
  const auto* session = scene.session();
  if (session == nullptr || scene.state.trouble->code != domain::errors::kFaceNotSeen) {
    return;
  }
  const auto last = session->guidance;
  const QString drawing = wording::guidancePicture(last);
  if (drawing.isEmpty() || last == G::NoFace || last == G::HoldStill || last == G::CameraLate) {
    return;
  }
  m_picture = drawing;
  m_what = tr("没有看清您的脸。");
  m_now = tr("%1再试一次，也可以不刷脸。").arg(wording::guidance(last));
}

void TroubleViewModel::answer(bool retry) {
  send(workflow::AnswerTrouble{retry});
}

}  // namespace xiaowu::viewmodels
