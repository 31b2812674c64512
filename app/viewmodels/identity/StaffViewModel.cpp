#include "app/viewmodels/identity/StaffViewModel.h"

#include "app/viewmodels/Wording.h"

namespace xiaowu::viewmodels {

namespace {

QString sexName(domain::Sex sex) {
  switch (sex) {
    case domain::Sex::Male: return StaffViewModel::tr("男");
    case domain::Sex::Female: return StaffViewModel::tr("女");
    default: return StaffViewModel::tr("未写明");
  }
}

QList<Row> factsOf(const domain::IdCard& card) {
  return {
      {StaffViewModel::tr("姓名"), QString::fromStdString(card.name.empty() ? card.englishName : card.name)},
      {StaffViewModel::tr("身份证号"), wording::maskedNumber(QString::fromStdString(card.number))},
      {StaffViewModel::tr("性别"), sexName(card.sex)}};
}

QList<Row> reasonsWith(const std::optional<workflow::StaffReason>& chosen) {
  QList<Row> reasons;
  for (int i = 0; i < workflow::kStaffReasonCount; ++i) {
    const auto reason = static_cast<workflow::StaffReason>(i);
    reasons.append({i, wording::staffReason(reason), chosen == reason});
  }
  return reasons;
}

}  // namespace

void StaffViewModel::update(const Scene& scene) {
  const auto* session = scene.session();
  const bool checking = session != nullptr && scene.state.step == workflow::Step::StaffCheck;
  m_stage = scene.state.operation ? 1 : 0;
  m_notice =
      session != nullptr && session->staffCardTaken ? tr("工作人员的身份证拿早了，请再放好。") : QString();
  m_plateWords = m_stage == 0 || checking ? tr("拿走卡") : tr("工作人员放卡");
  m_confirmed = checking && session->staffConfirmed;
  m_reasonChosen = checking && session->staffReason.has_value();
  m_photo = checking ? scene.pictures.find(QStringLiteral("holder")) : QImage();
  m_hasPhoto = !m_photo.isNull();
  const bool shows = checking && !m_confirmed && session->card;
  m_facts->setRows(shows ? factsOf(*session->card) : QList<Row>());
  m_reasons->setRows(shows ? reasonsWith(session->staffReason) : QList<Row>());
  if (checking) {
    tellCheck();
  } else {
    tellCard(scene.state.availability.online);
  }
  Q_EMIT changed();
}

void StaffViewModel::tellCard(bool online) {
  m_title = m_stage == 0 ? tr("请先拿走机器上的身份证") : tr("请工作人员放上自己的身份证");
  if (!online) {
    m_why = tr("网络断了，叫人的消息要等网络恢复才送到。要是工作人员就在旁边，可以直接请过来。");
  } else if (m_stage == 0) {
    m_why = tr("您的身份证已经读好了，请拿在手里，等一会儿给工作人员看。");
  } else {
    m_why = tr("正在叫工作人员，请等一等。您的身份证请拿在手里。");
  }
}

void StaffViewModel::tellCheck() {
  m_title = m_confirmed ? tr("请工作人员拿走自己的身份证") : tr("工作人员：请核对是不是本人");
  m_why =
      m_confirmed ? tr("拿走以后就接着办。") : tr("请把身份证上的照片和面前的人比一比，选一个原因，再确认。");
}

void StaffViewModel::chooseReason(int reason) {
  if (reason >= 0 && reason < workflow::kStaffReasonCount) {
    send(workflow::ChooseStaffReason{static_cast<workflow::StaffReason>(reason)});
  }
}

void StaffViewModel::vouch(bool isHolder) {
  send(workflow::VouchForPerson{isHolder});
}

}  // namespace xiaowu::viewmodels
