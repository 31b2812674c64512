#include "app/viewmodels/TroubleViewModel.h"

#include "app/viewmodels/Messages.h"

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
  m_canRetry = trouble.canRetry;
  m_answerText = m_canRetry ? tr("再试一次") : tr("知道了");
  const auto* session = scene.session();
  m_waits = scene.state.step == workflow::Step::Printing && session != nullptr &&
            session->printPhase == workflow::PrintPhase::Attention;
  Q_EMIT changed();
}

void TroubleViewModel::answer(bool retry) {
  send(workflow::AnswerTrouble{retry});
}

}  // namespace xiaowu::viewmodels
