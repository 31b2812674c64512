#include "app/viewmodels/application/DraftViewModel.h"

namespace xiaowu::viewmodels {

void DraftViewModel::update(const Scene& scene) {
  const auto* session = scene.session();
  const bool sealed = session != nullptr && session->draftSealed;
  if (session != nullptr && session->handedInBefore) {
    const auto number = QString::fromStdString(session->caseNumber);
    m_title = tr("这件事您已经交过了");
    m_why = number.isEmpty() ? tr("申请已经存好，正在送往政务平台，还没有受理编号。")
                             : tr("编号：%1").arg(number);
    m_openTitle = tr("看办到哪一步，再打小票");
    m_openLine = tr("小票上的码可以随时查。");
    m_anewTitle = tr("再办一件新的");
    m_anewLine = tr("交过的那一份照常办理，不受影响。");
  } else {
    m_title = tr("您上次填的内容还在");
    m_why = sealed ? tr("要先核对是您本人，才能打开。") : tr("已经核对是您本人。");
    m_openTitle = tr("接着上次的填");
    m_openLine = sealed ? tr("先刷脸，或者请工作人员核对。") : tr("填过的、扫描过的都还在。");
    m_anewTitle = tr("重新开始填");
    m_anewLine = tr("上次的内容会删掉。");
  }
  Q_EMIT changed();
}

void DraftViewModel::open() {
  send(workflow::OpenDraft{true});
}

void DraftViewModel::beginAnew() {
  send(workflow::OpenDraft{false});
}

}  // namespace xiaowu::viewmodels
