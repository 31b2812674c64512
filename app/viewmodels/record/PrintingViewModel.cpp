#include "app/viewmodels/record/PrintingViewModel.h"

#include <algorithm>

namespace xiaowu::viewmodels {

namespace {

int stageOf(workflow::PrintPhase phase) {
  switch (phase) {
    case workflow::PrintPhase::Issuing: return 0;
    case workflow::PrintPhase::Waiting: return 1;
    case workflow::PrintPhase::Printing:
    case workflow::PrintPhase::Attention: break;
  }
  return 2;
}

QString titleOf(workflow::PrintPhase phase) {
  switch (phase) {
    case workflow::PrintPhase::Issuing: return PrintingViewModel::tr("正在盖电子章");
    case workflow::PrintPhase::Waiting: return PrintingViewModel::tr("正在送到打印机");
    case workflow::PrintPhase::Printing: return PrintingViewModel::tr("正在打印，请在出纸口等一等");
    case workflow::PrintPhase::Attention: break;
  }
  return PrintingViewModel::tr("打印机在等一等");
}

}  // namespace

void PrintingViewModel::update(const Scene& scene) {
  const auto* session = scene.session();
  if (session == nullptr) {
    m_title.clear();
    m_progress.clear();
    m_resultTitle.clear();
    m_checkCode.clear();
    m_verifyPicture = {};
    m_stage = 0;
    Q_EMIT changed();
    return;
  }
  const bool printing = session->printPhase == workflow::PrintPhase::Printing ||
                        session->printPhase == workflow::PrintPhase::Attention;
  m_title = titleOf(session->printPhase);
  const int coming = std::min(session->sheetsOut + 1, session->sheets);
  m_progress = printing && session->sheets > 0 ? tr("第 %1 张 / 共 %2 张").arg(coming).arg(session->sheets)
                                               : QString();
  m_line = m_progress.isEmpty() ? tr("大约 20 秒。") : m_progress;
  m_stage = stageOf(session->printPhase);
  m_resultTitle = tr("已出纸 %1 张，请取走").arg(session->sheetsOut);
  m_checkCode = QString::fromStdString(session->checkCode);
  const auto name = QStringLiteral("verify");
  if (scene.state.step == workflow::Step::Result && scene.pictures.find(name).isNull() &&
      !session->verifyUrl.empty()) {
    scene.pictures.put(name, qrPicture(QString::fromStdString(session->verifyUrl)));
  }
  m_verifyPicture = scene.pictures.find(name);
  Q_EMIT changed();
}

}  // namespace xiaowu::viewmodels
