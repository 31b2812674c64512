#include "app/viewmodels/record/RecordViewModel.h"

#include "app/viewmodels/Wording.h"
#include "core/base/Time.h"
#include "core/domain/Dates.h"

#include <algorithm>

namespace xiaowu::viewmodels {

void RecordViewModel::update(const Scene& scene) {
  const auto* session = scene.session();
  QList<Row> rows;
  QString title;
  m_found = false;
  m_asOf.clear();
  m_sheets.clear();
  if (session != nullptr && session->record) {
    const auto& record = *session->record;
    m_found = record.found;
    title = QString::fromStdString(record.title);
    if (const auto asOf = parseRfc3339(record.asOf)) {
      const auto time = QString::fromStdString(domain::isoMinuteInChina(*asOf)).right(5);
      m_asOf = tr("查询时间：%1").arg(wording::day(domain::dateInChina(*asOf)) + u' ' + time);
    }
    for (const auto& entry : record.entries) {
      rows.append({QString::fromStdString(entry.label), QString::fromStdString(entry.value)});
    }
    m_sheets = tr("打印出来是 %1 张纸，盖有电子章，不收费。")
                   .arg(std::max(1, session->item ? session->item->sheets : 1));
  }
  m_headline = m_found ? tr("查到了，请看一看") : tr("没有查到登记记录");
  m_line = m_found ? title : tr("这也可以打印成一份证明，写明“没有登记”。");
  m_entries->setRows(rows);
  Q_EMIT changed();
}

}  // namespace xiaowu::viewmodels
