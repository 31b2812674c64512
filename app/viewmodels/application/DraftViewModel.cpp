#include "app/viewmodels/application/DraftViewModel.h"

namespace xiaowu::viewmodels {

void DraftViewModel::update(const Scene& scene) {
  const bool sealed = scene.session() != nullptr && scene.session()->draftSealed;
  m_why = sealed ? tr("要先核对是您本人，才能打开。") : tr("已经核对是您本人。");
  m_openLine = sealed ? tr("先刷脸，或者请工作人员核对。") : tr("填过的、扫描过的都还在。");
  Q_EMIT changed();
}

void DraftViewModel::open() {
  send(workflow::OpenDraft{true});
}

void DraftViewModel::beginAnew() {
  send(workflow::OpenDraft{false});
}

}  // namespace xiaowu::viewmodels
