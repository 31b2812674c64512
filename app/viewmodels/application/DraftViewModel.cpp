#include "app/viewmodels/application/DraftViewModel.h"

#include "app/workflow/Machine.h"

namespace xiaowu::viewmodels {
namespace {

constexpr int kNumberTail = 4;  // as residents tell each other a number

}  // namespace

void DraftViewModel::update(const Scene& scene) {
  const auto* session = scene.session();
  if (session != nullptr && session->handedInBefore) {
    tellHandedIn(*session);
  } else if (session != nullptr) {
    tellDraft(*session, scene.state.availability);
  }
  Q_EMIT changed();
}

/// Whoever holds the card alone is told that it is in; the rest is for the proven person.
void DraftViewModel::tellHandedIn(const workflow::Session& session) {
  using S = domain::SubmissionState;
  const auto number = QString::fromStdString(session.caseNumber);
  const bool proven = session.level == domain::IdentityLevel::L2;
  const bool returned = session.submission == S::Returned;
  m_title = returned ? tr("上次交的要补正") : tr("这件事您已经交过了");
  if (session.caseStuck) {
    m_title = tr("上次交的没有送到");
  }
  if (!number.isEmpty()) {
    m_why = proven ? tr("编号：%1").arg(number) : tr("编号尾号：%1").arg(number.right(kNumberTail));
  } else if (session.caseStuck) {
    m_why = tr("申请存在这台机器上，但送不到政务平台，要工作人员处理。请联系政务服务中心。");
  } else if (session.submission == S::Uploaded) {
    m_why = tr("材料已经送到政务平台，正在等受理编号。");
  } else {
    m_why = tr("申请已经存好，正在送往政务平台，还没有受理编号。");
  }
  m_openTitle = tr("看办到哪一步，再打小票");
  m_openLine = proven ? tr("小票上的码可以随时查。") : tr("要先核对是您本人。");
  m_anewTitle = returned ? tr("补正好了，重新交") : tr("再办一件新的");
  m_anewLine = returned ? tr("从头填一遍，把要补正的改好。") : tr("交过的那一份照常办理，不受影响。");
  if (session.caseStuck) {
    m_anewLine = tr("交过的那一份还留着，由工作人员处理。");
  }
}

void DraftViewModel::tellDraft(const workflow::Session& session, const workflow::Availability& available) {
  m_title = tr("您上次填的内容还在");
  m_openTitle = tr("接着上次的填");
  m_why = tr("已经核对是您本人。");
  m_openLine = tr("填过的、扫描过的都还在。");
  if (session.draftSealed) {
    const auto ways = workflow::availableIdentityMethods(session, available);
    m_why = tr("要先核对是您本人，才能打开。");
    m_openLine = ways.face || ways.fingerprint || ways.staff
                     ? tr("刷脸，或者用别的办法核对。")
                     : tr("现在这里不能核对本人。内容留着，可以换个时间再来。");
  }
  m_anewTitle = tr("重新开始填");
  m_anewLine = tr("上次的内容会删掉。");
}

void DraftViewModel::open() {
  send(workflow::OpenDraft{true});
}

void DraftViewModel::beginAnew() {
  send(workflow::OpenDraft{false});
}

}  // namespace xiaowu::viewmodels
