#include "app/viewmodels/identity/MaskViewModel.h"

namespace xiaowu::viewmodels {

namespace {

QString comeBack(bool byFace) {
  return byFace ? MaskViewModel::tr("请本人看一看摄像头，或者放上您的身份证，就能接着办。没有人就会退出。")
                : MaskViewModel::tr("请放上您的身份证，就能接着办。没有人就会退出。");
}

}  // namespace

void MaskViewModel::update(const Scene& scene) {
  const auto* session = scene.session();
  m_shown = scene.state.masked && session != nullptr;
  m_ends = scene.state.timerRunning[static_cast<std::size_t>(workflow::TimerKind::MaskedEnd)];
  m_helperOffered = m_shown && session->othersHere && session->faceHere && !m_ends;
  m_title.clear();
  m_line.clear();
  if (m_helperOffered) {
    m_title = tr("旁边还有一个人");
    m_line = tr("内容已先遮住，免得别人看到。他走开了就会再显示。他是来帮您的，就按下面。");
  } else if (m_shown) {
    // After staff has vouched, and without a camera, only the card brings it back.
    const bool byFace = session->evidence && session->evidence->way == "face";
    m_title = tr("内容已先遮住");
    m_line = m_ends ? comeBack(byFace) : tr("请本人看一看摄像头，就能接着办。");
    if (m_ends && remainsOf(*session) == workflow::Remains::Draft) {
      m_line += tr("填好的内容会留着。");
    }
  }
  Q_EMIT changed();
}

void MaskViewModel::allowCompanion() {
  send(workflow::AllowCompanion{});
}

}  // namespace xiaowu::viewmodels
