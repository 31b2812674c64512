#include "app/viewmodels/SubmitPages.h"

#include "core/approval/CaseFacts.h"
#include "app/viewmodels/Messages.h"
#include "app/viewmodels/Wording.h"

#include <algorithm>
#include <array>

namespace xiaowu::viewmodels {

void ReviewViewModel::update(const Scene& scene) {
  const auto* session = scene.session();
  QList<Row> answers, materials, contradictions;
  m_doubts = 0;
  m_itemName.clear();
  m_canKeep = m_keeps = false;
  if (session != nullptr && session->item) {
    m_itemName = scene.text(session->item->name);
    for (const auto& field : session->item->fields) {
      const auto found = session->answers.find(field.id);
      if (found == session->answers.end()) {
        continue;
      }
      const auto& answer = found->second;
      m_doubts += answer.doubtful && !answer.compared ? 1 : 0;
      const QString value =
          wording::shownValue(field, QString::fromStdString(answer.value), scene.state.preferences.language);
      answers.append({QString::fromStdString(field.id), scene.text(field.label),
                      value.isEmpty() ? tr("没有填") : value, wording::sourceName(answer.source),
                      answer.doubtful && !answer.compared, answer.doubtful && answer.compared,
                      answer.source != domain::AnswerSource::Card});
    }
    for (const auto& material : session->materials) {
      const auto* wanted = session->item->material(material.code);
      const bool promised = material.status == domain::MaterialStatus::Promised;
      const QString status =
          material.reused ? tr("用以前交过的那份") : wording::materialStatus(material.status);
      materials.append({wanted != nullptr ? scene.text(wanted->name) : QString(), status,
                        wording::gradeLetter(approval::trustOf(material)), promised});
    }
    m_canKeep = session->item->allowsReuse();
    m_keeps = session->keepPapers;
    for (const auto& id : session->contradictions) {
      const auto rule = std::find_if(session->item->checks.begin(), session->item->checks.end(),
                                     [&](const auto& each) { return each.id == id; });
      if (rule != session->item->checks.end()) {
        contradictions.append({scene.text(rule->text)});
      }
    }
  }
  m_answers->setRows(answers);
  m_materials->setRows(materials);
  m_contradictions->setRows(contradictions);
  m_notice = m_doubts > 0 ? tr("有 %1 处是机器没看太清楚的，请和原件对一对。").arg(m_doubts) : QString();
  Q_EMIT changed();
}

void SignatureViewModel::update(const Scene& scene) {
  const auto* item = scene.item();
  m_statement = item != nullptr ? tr("我申请办理“%1”，刚才核对的内容都是真实的。").arg(scene.text(item->name))
                                : QString();
  Q_EMIT changed();
}

void SubmissionViewModel::update(const Scene& scene) {
  const auto* session = scene.session();
  m_stage = Saving;
  m_title.clear();
  m_explanation.clear();
  m_caseNumber.clear();
  m_promised.clear();
  m_slip.clear();
  m_slipComes = false;
  m_caseCode = {};
  if (session == nullptr) {
    m_stateWord.clear();
    Q_EMIT changed();
    return;
  }
  tell(*session, scene.state.availability.online);
  const std::array words{tr("正在保存"), tr("已暂存（本机）"), tr("已上传"),  tr("已受理"),
                         tr("秒批"),     tr("已经提交过"),     tr("退回补正")};
  m_stateWord = words.at(m_stage);
  QStringList promised;
  for (const auto& material : session->materials) {
    const auto* wanted = session->item ? session->item->material(material.code) : nullptr;
    if (material.status == domain::MaterialStatus::Promised && wanted != nullptr) {
      promised.append(tr("%1（%2 天内）").arg(scene.text(wanted->name)).arg(wanted->promiseDays));
    }
  }
  m_promised = promised.isEmpty() ? QString() : tr("还要补交：%1").arg(promised.join(tr("、")));
  if (scene.state.step == workflow::Step::Receipt) {
    const bool printing =
        scene.state.operation && scene.state.operation->kind == workflow::OperationKind::PrintSlip;
    m_slipComes = session->slipPrinted || printing;
    m_slip = session->slipPrinted ? tr("小票已经出来了，请取走。")
             : printing           ? tr("小票正在打印。")
                                  : tr("小票没有打印出来，请用手机拍下这个码。");
    const auto name = QStringLiteral("case");
    if (scene.pictures.find(name).isNull() && !scene.casePage.isEmpty() && !session->caseId.isNull()) {
      scene.pictures.put(name, qrPicture(scene.casePage + QString::fromStdString(session->caseId.text())));
    }
    m_caseCode = scene.pictures.find(name);
  }
  Q_EMIT changed();
}

void SubmissionViewModel::tell(const workflow::Session& session, bool online) {
  const QString number = QString::fromStdString(session.caseNumber);
  auto state = session.submission;
  const auto doubtful =
      std::count_if(session.materials.begin(), session.materials.end(),
                    [](const auto& material) { return material.status == domain::MaterialStatus::Doubtful; });
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
      return;
    case domain::SubmissionState::Uploaded:
      m_stage = Uploaded;
      m_title = tr("已上传");
      m_explanation = tr("材料已经送到，正在等受理编号。这还不是受理，凭小票上的码查询。");
      return;
    case domain::SubmissionState::Accepted:
      m_stage = Accepted;
      m_title = tr("已受理");
      m_explanation = tr("办理时间从现在算起。进度可以用手机扫码查看。");
      if (doubtful > 0) {
        m_explanation = tr("有 %1 份材料工作人员会再看一眼。").arg(doubtful) + m_explanation;
      }
      m_caseNumber = number;
      return;
    case domain::SubmissionState::Approved:
      m_stage = Approved;
      m_title = tr("已经批准了");
      m_explanation = tr("您的申请已受理，按规则当场批准（秒批）。结果可以用手机扫码查看。");
      m_caseNumber = number;
      return;
    case domain::SubmissionState::AlreadySubmitted:
      m_stage = Already;
      m_title = tr("这件事您今天已经提交过了，不用再交");
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

void RatingViewModel::update(const Scene& scene) {
  const auto* item = scene.item();
  m_itemName = item != nullptr ? scene.text(item->name) : QString();
  m_choices->setRows(
      {{5, tr("非常满意")}, {4, tr("满意")}, {3, tr("基本满意")}, {2, tr("不满意")}, {1, tr("非常不满意")}});
  m_reminder =
      scene.state.cardOnPlate ? tr("您的身份证还在机器上，请拿走。") : tr("请带好您的身份证和打印的材料。");
  Q_EMIT changed();
}

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
  const auto* session = scene.session();
  m_waits = scene.state.step == workflow::Step::Printing && session != nullptr &&
            session->printPhase == workflow::PrintPhase::Attention;
  Q_EMIT changed();
}

}  // namespace xiaowu::viewmodels
