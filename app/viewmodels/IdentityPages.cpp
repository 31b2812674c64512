#include "app/viewmodels/IdentityPages.h"

#include "app/viewmodels/Wording.h"
#include "core/base/Time.h"
#include "core/domain/Dates.h"

#include <algorithm>

namespace xiaowu::viewmodels {

void CardViewModel::update(const Scene& scene) {
  const auto* session = scene.session();
  m_cardRead = session != nullptr && session->card.has_value();
  m_title = m_cardRead ? tr("身份证读好了") : tr("请把身份证平放在亮灯的地方");
  m_hint =
      m_cardRead ? tr("正在看看您有没有填过这张表，请稍等。") : tr("请不要拿开，等听到“嘀”一声。通常 2 秒。");
  Q_EMIT changed();
}

void RecordViewModel::update(const Scene& scene) {
  const auto* session = scene.session();
  QList<Row> rows;
  m_found = false;
  m_title.clear();
  m_asOf.clear();
  m_sheets.clear();
  if (session != nullptr && session->record) {
    const auto& record = *session->record;
    m_found = record.found;
    m_title = QString::fromStdString(record.title);
    if (const auto asOf = parseRfc3339(record.asOf)) {
      m_asOf = tr("查询时间：%1").arg(QString::fromStdString(domain::isoMinuteInChina(*asOf)));
    }
    for (const auto& entry : record.entries) {
      rows.append({QString::fromStdString(entry.label), QString::fromStdString(entry.value)});
    }
    m_sheets = tr("打印出来是 %1 张纸，盖有电子章，不收费。")
                   .arg(std::max(1, session->item ? session->item->sheets : 1));
  }
  m_entries->setRows(rows);
  Q_EMIT changed();
}

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
  switch (session->printPhase) {
    case workflow::PrintPhase::Issuing: m_title = tr("正在盖电子章"); break;
    case workflow::PrintPhase::Waiting: m_title = tr("正在送到打印机"); break;
    case workflow::PrintPhase::Printing: m_title = tr("正在打印，请在出纸口等一等"); break;
    case workflow::PrintPhase::Attention: m_title = tr("打印机在等一等"); break;
  }
  const int coming = std::min(session->sheetsOut + 1, session->sheets);
  m_progress = printing && session->sheets > 0 ? tr("第 %1 张 / 共 %2 张").arg(coming).arg(session->sheets)
                                               : QString();
  m_stage = printing ? 2 : session->printPhase == workflow::PrintPhase::Waiting ? 1 : 0;
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
