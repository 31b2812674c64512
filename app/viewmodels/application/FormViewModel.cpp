#include "app/viewmodels/application/FormViewModel.h"

#include "app/viewmodels/Messages.h"
#include "app/viewmodels/Wording.h"
#include "core/domain/ErrorCodes.h"

#include <algorithm>

namespace xiaowu::viewmodels {

namespace {

FormViewModel::Kind kindOf(catalog::FieldType type) {
  switch (type) {
    case catalog::FieldType::Text: return FormViewModel::Text;
    case catalog::FieldType::Phone: return FormViewModel::Phone;
    case catalog::FieldType::IdNumber: return FormViewModel::IdNumber;
    case catalog::FieldType::Digits: return FormViewModel::Digits;
    case catalog::FieldType::Date: return FormViewModel::Date;
    case catalog::FieldType::Choice: return FormViewModel::Choice;
  }
  return FormViewModel::Text;
}

int lengthOf(const catalog::FormField& field) {
  constexpr int kPhone = 11, kIdNumber = 18, kDate = 8, kText = 60, kDigits = 20;
  switch (field.type) {
    case catalog::FieldType::Phone: return kPhone;
    case catalog::FieldType::IdNumber: return kIdNumber;
    case catalog::FieldType::Date: return kDate;
    case catalog::FieldType::Digits: return field.lengthMax > 0 ? field.lengthMax : kDigits;
    case catalog::FieldType::Text:
    case catalog::FieldType::Choice: break;
  }
  return field.lengthMax > 0 ? field.lengthMax : kText;
}

QString grouped(const QString& text, std::initializer_list<int> groups, QChar separator) {
  QString out;
  int from = 0;
  for (const int size : groups) {
    if (from >= text.size()) {
      break;
    }
    out += (from > 0 ? QString(separator) : QString()) + text.mid(from, size);
    from += size;
  }
  return out + text.mid(from);
}

QString shownAs(FormViewModel::Kind kind, const QString& value) {
  switch (kind) {
    case FormViewModel::Phone: return grouped(value, {3, 4, 4}, QLatin1Char(' '));
    case FormViewModel::Date: return grouped(value, {4, 2, 2}, QLatin1Char('-'));
    default: return value;
  }
}

FormViewModel::Entry entryOf(FormViewModel::Kind kind) {
  switch (kind) {
    case FormViewModel::Choice: return FormViewModel::Choices;
    case FormViewModel::Date: return FormViewModel::DayPad;
    case FormViewModel::Text: return FormViewModel::Words;
    default: return FormViewModel::NumberPad;
  }
}

QList<int> groupsOf(FormViewModel::Kind kind, int lengthMax) {
  switch (kind) {
    case FormViewModel::Phone: return {3, 4, 4};
    case FormViewModel::IdNumber: return {6, 4, 4, 4};
    default: return {lengthMax};
  }
}

}  // namespace

void FormViewModel::update(const Scene& scene) {
  const auto* session = scene.session();
  const bool open = session != nullptr && scene.state.step == workflow::Step::Form;
  if (!open) {
    if (session == nullptr || m_open) {
      close();
    }
    return;
  }
  const bool entering = !m_open;
  m_open = true;
  collect(scene);
  if (entering) {
    showAt(entryPosition());
    return;
  }
  settle(!session->fieldErrors.empty());
  show();
}

void FormViewModel::close() {
  m_questions.clear();
  m_known->setRows({});
  m_waitingFor.clear();
  m_leaving = false;
  m_editing.clear();
  m_position = 0;
  m_open = false;
  m_value.clear();
  show();
}

int FormViewModel::entryPosition() const {
  const auto edited = std::find_if(m_questions.begin(), m_questions.end(),
                                   [this](const Question& each) { return each.field == m_editing; });
  if (!m_editing.isEmpty() && edited != m_questions.end()) {
    return static_cast<int>(edited - m_questions.begin()) + 1;
  }
  return m_hasTable ? 0 : 1;
}

void FormViewModel::collect(const Scene& scene) {
  const auto* session = scene.session();
  m_questions.clear();
  QList<Row> known;
  for (const auto& field : session->item->fields) {
    const auto answer = session->answers.find(field.id);
    const QString value =
        answer == session->answers.end() ? QString() : QString::fromStdString(answer->second.value);
    const bool filled =
        field.source == domain::AnswerSource::Card || field.source == domain::AnswerSource::Library;
    const QString id = QString::fromStdString(field.id);
    if (filled && !value.isEmpty()) {
      known.append(
          {scene.text(field.label), wording::shownValue(field, value, scene.state.preferences.language)});
      continue;
    }
    if (field.source == domain::AnswerSource::Ocr && id != m_editing) {
      continue;  // comes with the papers
    }
    Question question{id,    scene.text(field.label), scene.text(field.hint), {},
                      value, kindOf(field.type),      lengthOf(field),        field.required};
    question.none = scene.text(field.none);
    if (answer != session->answers.end()) {
      question.note = answer->second.note;
    }
    if (const auto error = session->fieldErrors.find(field.id); error != session->fieldErrors.end()) {
      question.error = message(error->second).what;
    }
    for (const auto& choice : field.choices) {
      question.choices.append({QString::fromStdString(choice.value), scene.text(choice.label)});
    }
    m_questions.append(question);
  }
  m_hasTable = !known.isEmpty();
  m_known->setRows(known);
}

void FormViewModel::settle(bool formHasErrors) {
  if (!m_waitingFor.isEmpty()) {
    const auto judged = std::find_if(m_questions.begin(), m_questions.end(),
                                     [this](const Question& each) { return each.field == m_waitingFor; });
    m_waitingFor.clear();
    if (judged != m_questions.end() && !judged->error.isEmpty()) {
      return;
    }
    if (m_editing.isEmpty() && m_position < count()) {
      showAt(m_position + 1);
      return;
    }
    m_leaving = true;
    // Not from inside an update: the machine's next state must not overtake the one that is being shown.
    QMetaObject::invokeMethod(this, [this] { send(workflow::Continue{}); }, Qt::QueuedConnection);
    return;
  }
  if (m_leaving && formHasErrors) {
    m_leaving = false;
    m_editing.clear();
    const auto wrong = std::find_if(m_questions.begin(), m_questions.end(),
                                    [](const Question& each) { return !each.error.isEmpty(); });
    if (wrong != m_questions.end()) {
      showAt(static_cast<int>(wrong - m_questions.begin()) + 1);
    }
  }
}

void FormViewModel::showAt(int position) {
  m_position = std::clamp(position, 0, count());
  m_value = m_position > 0 ? m_questions.at(m_position - 1).answer : QString();
  if (m_position > 0 && m_questions.at(m_position - 1).kind == Date) {
    m_value.remove(QLatin1Char('-'));
  }
  show();
}

void FormViewModel::show() {
  if (m_position == 0 || m_position > count()) {
    showTable();
  } else {
    showQuestion(m_questions.at(m_position - 1));
  }
  m_line = wording::joined({m_progress, m_hint}, tr("　"));
  m_asked = m_field.isEmpty() ? QList<QString>() : QList<QString>{m_field};
  Q_EMIT changed();
}

void FormViewModel::showTable() {
  m_kind = Table;
  m_field.clear();
  m_proceedText = tr("下一步");
  m_noneText.clear();
  m_skipText.clear();
  m_noteLine.clear();
  m_saidNone = false;
  m_question = tr("身份证上的这些内容已经帮您填好了");
  m_hint = m_questions.isEmpty() ? QString() : tr("请看一看。接下来还有 %1 个问题。").arg(count());
  m_error.clear();
  m_progress.clear();
  m_choices->setRows({});
}

void FormViewModel::showQuestion(const Question& question) {
  m_kind = question.kind;
  m_field = question.field;
  m_question =
      question.kind == Choice ? tr("请选择：%1").arg(question.label) : tr("请填写：%1").arg(question.label);
  m_hint = question.required ? question.hint : tr("%1（可以不填）").arg(question.hint);
  m_error = m_value == question.answer || m_kind == Date ? question.error : QString();
  m_lengthMax = question.lengthMax;
  m_progress = m_editing.isEmpty() ? tr("第 %1 题，共 %2 题").arg(m_position).arg(count()) : QString();
  m_shown = shownAs(m_kind, m_value);
  m_entry = entryOf(m_kind);
  m_withX = m_kind == IdNumber;
  m_groups = groupsOf(m_kind, m_lengthMax);
  QList<Row> choices;
  for (const Row& choice : question.choices) {
    choices.append({choice.at(0), choice.at(1), choice.at(0).toString() == m_value});
  }
  m_choices->setRows(choices);
  tellLeaving(question);
}

// Words have no keys on this machine: what was read is shown, and staff are the way on.
void FormViewModel::tellLeaving(const Question& question) {
  const bool isWords = question.kind == Text;
  const bool isLeft = question.note == domain::AnswerNote::LeftToStaff;
  m_noneText = question.none;
  m_saidNone = question.note == domain::AnswerNote::HasNone && m_value.isEmpty();
  m_skipText = isWords && !question.required && m_value.isEmpty() ? tr("先不填") : QString();
  m_noteLine.clear();
  m_proceedText = tr("下一步");
  if (m_saidNone) {
    m_noteLine = tr("记下来了：%1。办好没有，可以凭小票查，也可以到窗口问。").arg(question.none);
  }
  if (isWords) {
    m_question = m_value.isEmpty() ? tr("“%1”要请工作人员填").arg(question.label)
                                   : tr("“%1”读得不对？").arg(question.label);
    m_hint = tr("这台机器现在还不能写汉字。");
    m_proceedText = m_value.isEmpty() ? tr("留给工作人员填") : tr("请工作人员改");
    m_noteLine = isLeft ? tr("已经记下来了：交上去以后，工作人员会问您，再填好。")
                        : tr("会和申请一起记下来，交上去以后工作人员问您，再填好。现在就要填，请按“求助”。");
  }
}

void FormViewModel::type(const QString& text) {
  enter(m_value + text);
}

void FormViewModel::erase() {
  enter(m_value.chopped(m_value.isEmpty() ? 0 : 1));
}

void FormViewModel::enter(const QString& text) {
  if (m_kind != Table && m_kind != Choice && text.size() > m_lengthMax) {
    return;
  }
  m_value = text;
  show();
}

void FormViewModel::next() {
  if (m_position == 0 && count() > 0) {
    showAt(1);
    return;
  }
  if (m_position == 0) {
    m_leaving = true;
    send(workflow::Continue{});
    return;
  }
  const Question& question = m_questions.at(m_position - 1);
  if (question.kind == Text) {
    return leave(domain::AnswerNote::LeftToStaff);
  }
  if (m_saidNone) {
    return leave(domain::AnswerNote::HasNone);
  }
  if (m_value.isEmpty() && question.required) {
    m_error = message(std::string(domain::errors::kFieldRequired)).what;
    Q_EMIT changed();
    return;
  }
  QString answer = m_value;
  if (question.kind == Date && answer.size() == 8) {
    answer = grouped(answer, {4, 2, 2}, QLatin1Char('-'));
  }
  m_waitingFor = question.field;
  send(workflow::SetAnswer{question.field.toStdString(), answer.toStdString()});
}

void FormViewModel::sayNone() {
  leave(domain::AnswerNote::HasNone);
}

void FormViewModel::skip() {
  const Question& question = m_questions.at(m_position - 1);
  m_waitingFor = question.field;
  send(workflow::SetAnswer{question.field.toStdString(), {}});
}

void FormViewModel::leave(domain::AnswerNote note) {
  const Question& question = m_questions.at(m_position - 1);
  if (note == domain::AnswerNote::HasNone) {
    m_value.clear();
  }
  m_waitingFor = question.field;
  send(workflow::LeaveAnswer{question.field.toStdString(), note});
}

void FormViewModel::back() {
  const int first = m_hasTable ? 0 : 1;
  if (m_editing.isEmpty() && m_position > first) {
    showAt(m_position - 1);
    return;
  }
  if (m_editing.isEmpty()) {
    send(workflow::Back{});
    return;
  }
  m_leaving = true;
  send(workflow::Continue{});  // back to the review, the answer as it was
}

void FormViewModel::showQuestion(int number) {
  showAt(number);
}

void FormViewModel::edit(const QString& field) {
  m_editing = field;
  send(workflow::EditField{field.toStdString()});
}

}  // namespace xiaowu::viewmodels
