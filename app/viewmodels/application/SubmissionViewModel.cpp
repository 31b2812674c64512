#include "app/viewmodels/application/SubmissionViewModel.h"

#include "app/viewmodels/Wording.h"

#include <algorithm>
#include <array>

namespace xiaowu::viewmodels {

namespace {

QString pictureOf(SubmissionViewModel::Stage stage, bool settled) {
  if (settled) {
    return QStringLiteral("done");
  }
  return stage == SubmissionViewModel::Returned ? QStringLiteral("wrong-paper") : QStringLiteral("progress");
}

}  // namespace

void SubmissionViewModel::update(const Scene& scene) {
  const auto* session = scene.session();
  forget();
  if (session == nullptr) {
    Q_EMIT changed();
    return;
  }
  tell(*session, scene.state.availability.online);
  const std::array words{tr("正在保存"), tr("已暂存（本机）"), tr("已上传"),  tr("已受理"),
                         tr("秒批"),     tr("已经提交过"),     tr("退回补正")};
  m_stateWord = words.at(m_stage);
  m_settled = m_stage == Accepted || m_stage == Approved || m_stage == Already;
  m_picture = pictureOf(m_stage, m_settled);
  m_promised = promisedOf(scene);
  if (scene.state.step == workflow::Step::Receipt) {
    tellSlip(scene);
  }
  Q_EMIT changed();
}

void SubmissionViewModel::forget() {
  m_stage = Saving;
  m_settled = false;
  m_picture = pictureOf(m_stage, m_settled);
  m_title.clear();
  m_stateWord.clear();
  m_explanation.clear();
  m_caseNumber.clear();
  m_promised.clear();
  m_slip.clear();
  m_slipComes = false;
  m_caseCode = {};
}

QString SubmissionViewModel::promisedOf(const Scene& scene) const {
  QStringList promised;
  for (const auto& material : scene.session()->materials) {
    const auto* wanted = scene.item() != nullptr ? scene.item()->material(material.code) : nullptr;
    if (material.status == domain::MaterialStatus::Promised && wanted != nullptr) {
      promised.append(
          material.promisedUntil
              ? tr("%1（最迟 %2）").arg(scene.text(wanted->name), wording::day(*material.promisedUntil))
              : tr("%1（%2 天内）").arg(scene.text(wanted->name)).arg(wanted->promiseDays));
    }
  }
  return promised.isEmpty() ? QString() : tr("还要补交：%1").arg(promised.join(tr("、")));
}

void SubmissionViewModel::tellSlip(const Scene& scene) {
  const auto& session = *scene.session();
  const bool printing =
      scene.state.operation && scene.state.operation->kind == workflow::OperationKind::PrintSlip;
  m_slipComes = session.slipPrinted || printing;
  m_slip = tr("小票没有打印出来，请用手机拍下这个码。");
  if (session.slipPrinted) {
    m_slip = tr("小票已经出来了，请取走。");
  } else if (printing) {
    m_slip = tr("小票正在打印。");
  }
  const auto name = QStringLiteral("case");
  if (scene.pictures.find(name).isNull() && !scene.casePage.isEmpty() && !session.caseId.isNull()) {
    scene.pictures.put(name, qrPicture(scene.casePage + QString::fromStdString(session.caseId.text())));
  }
  m_caseCode = scene.pictures.find(name);
}

void SubmissionViewModel::tell(const workflow::Session& session, bool online) {
  const QString number = QString::fromStdString(session.caseNumber);
  auto state = session.submission;
  if ((state == domain::SubmissionState::Accepted || state == domain::SubmissionState::Approved) &&
      number.isEmpty()) {
    state = domain::SubmissionState::Uploaded;  // the word belongs to the number
  }
  switch (state) {
    case domain::SubmissionState::None:
      m_stage = Saving;
      m_title = tr("正在保存您的申请");
      m_explanation = tr("通常 1 秒，请稍等。");
      return;
    case domain::SubmissionState::Stored:
      m_stage = Stored;
      m_title = tr("已暂存在这台机器上");
      m_explanation = online ? tr("正在送出。这还不是受理，凭小票上的码查询。")
                             : tr("网络断了，您的材料已经存在这台机器上，网络恢复后自动送出。这还不是受理，凭"
                                  "小票上的码查询。");
      if (session.caseStuck) {
        m_explanation = tr(
            "您的材料存在这台机器上，但送不到政务平台，要工作人员处理。这还不是受理，请联系政务服务中心。");
      }
      return;
    case domain::SubmissionState::Uploaded:
      m_stage = Uploaded;
      m_title = tr("已上传");
      m_explanation = tr("材料已经送到，正在等受理编号。这还不是受理，凭小票上的码查询。");
      return;
    case domain::SubmissionState::Accepted:
      m_caseNumber = number;
      tellAccepted(session);
      return;
    case domain::SubmissionState::Approved:
      m_stage = Approved;
      m_title = tr("已经批准了");
      m_explanation = tr("您的申请已受理，按规则当场批准（秒批）。结果可以用手机扫码查看。");
      m_caseNumber = number;
      return;
    case domain::SubmissionState::AlreadySubmitted:
      m_stage = Already;
      m_title = tr("一样的申请您已经交过了，不用再交");
      m_explanation = number.isEmpty() ? tr("先交的那一份照常办理。")
                                       : tr("编号尾号 %1。先交的那一份照常办理。").arg(number.right(4));
      m_caseNumber = number;
      return;
    case domain::SubmissionState::Returned:
      m_stage = Returned;
      m_title = tr("这份申请需要补正");
      m_explanation = tr("材料已经送到，但是现在还不能受理。工作人员会联系您，也可以请求助。");
      m_caseNumber = number;
      return;
  }
}

void SubmissionViewModel::tellAccepted(const workflow::Session& session) {
  const auto doubtful =
      std::count_if(session.materials.begin(), session.materials.end(),
                    [](const auto& material) { return material.status == domain::MaterialStatus::Doubtful; });
  m_stage = Accepted;
  m_title = tr("已受理");
  m_explanation = session.handedInBefore ? tr("进度可以用手机扫码查看。")
                                         : tr("办理时间从现在算起。进度可以用手机扫码查看。");
  if (doubtful > 0) {
    m_explanation = tr("有 %1 份材料工作人员会再看一眼。").arg(doubtful) + m_explanation;
  }
}

}  // namespace xiaowu::viewmodels
