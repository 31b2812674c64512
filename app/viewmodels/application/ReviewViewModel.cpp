#include "app/viewmodels/application/ReviewViewModel.h"

#include "core/approval/CaseFacts.h"
#include "app/viewmodels/Wording.h"

#include <algorithm>

namespace xiaowu::viewmodels {

void ReviewViewModel::update(const Scene& scene) {
  const auto* item = scene.item();
  QList<Row> answers;
  QList<Row> materials;
  QList<Row> contradictions;
  m_doubts = 0;
  m_itemName.clear();
  m_canKeep = false;
  m_keeps = false;
  if (item != nullptr) {
    m_itemName = scene.text(item->name);
    m_canKeep = item->allowsReuse();
    m_keeps = scene.session()->keepPapers;
    answers = answersOf(scene);
    materials = materialsOf(scene);
    contradictions = contradictionsOf(scene);
  }
  m_answers->setRows(answers);
  m_materials->setRows(materials);
  m_contradictions->setRows(contradictions);
  m_notice = m_doubts > 0 ? tr("有 %1 处是机器没看太清楚的，请和原件对一对。").arg(m_doubts) : QString();
  m_line = m_notice.isEmpty() ? m_itemName : m_notice;
  Q_EMIT changed();
}

QList<Row> ReviewViewModel::answersOf(const Scene& scene) {
  const auto& session = *scene.session();
  QList<Row> rows;
  for (const auto& field : session.item->fields) {
    const auto found = session.answers.find(field.id);
    if (found == session.answers.end()) {
      continue;
    }
    const auto& answer = found->second;
    const bool isLeft = answer.note == domain::AnswerNote::LeftToStaff;
    const bool isOpen = answer.doubtful && !answer.compared && !isLeft;
    m_doubts += isOpen ? 1 : 0;
    QString value =
        wording::shownValue(field, QString::fromStdString(answer.value), scene.state.preferences.language);
    if (answer.note == domain::AnswerNote::HasNone) {
      value = scene.text(field.none);
    } else if (isLeft) {
      value = value.isEmpty() ? tr("请工作人员填") : tr("%1（请工作人员改）").arg(value);
    }
    rows.append({QString::fromStdString(field.id), scene.text(field.label),
                 value.isEmpty() ? tr("没有填") : value, wording::sourceName(answer.source), isOpen,
                 answer.doubtful && answer.compared, answer.source != domain::AnswerSource::Card});
  }
  return rows;
}

QList<Row> ReviewViewModel::materialsOf(const Scene& scene) const {
  QList<Row> rows;
  for (const auto& material : scene.session()->materials) {
    const auto* wanted = scene.item()->material(material.code);
    const bool promised = material.status == domain::MaterialStatus::Promised;
    const QString status = material.reused ? tr("用以前交过的那份") : wording::materialStatus(material);
    rows.append({wanted != nullptr ? scene.text(wanted->name) : QString(), status,
                 wording::gradeLetter(approval::trustOf(material)), promised});
  }
  return rows;
}

QList<Row> ReviewViewModel::contradictionsOf(const Scene& scene) const {
  const auto& checks = scene.item()->checks;
  QList<Row> rows;
  for (const auto& id : scene.session()->contradictions) {
    const auto rule =
        std::find_if(checks.begin(), checks.end(), [&](const auto& each) { return each.id == id; });
    if (rule != checks.end()) {
      rows.append({scene.text(rule->text)});
    }
  }
  return rows;
}

void ReviewViewModel::keepPapers(bool keep) {
  send(workflow::KeepPapers{keep});
}

}  // namespace xiaowu::viewmodels
