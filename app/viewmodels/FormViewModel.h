#pragma once
// The form: first what the card already says, as a table; then one question per screen. Which question is
// shown is this view-model's own matter; the answers, their rules and their errors are the session machine's.
// What is being typed leaves this object as one answer, at "next", and is forgotten with the session.

#include "app/viewmodels/PageViewModel.h"

#include <optional>

namespace xiaowu::viewmodels {

class FormViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")

 public:
  enum Kind { Table, Text, Phone, IdNumber, Digits, Date, Choice };
  Q_ENUM(Kind)

  XIAOWU_SHOWN(xiaowu::viewmodels::FormViewModel::Kind, kind)
  XIAOWU_SHOWN(QString, field)
  XIAOWU_SHOWN(QString, question)
  XIAOWU_SHOWN(QString, hint)
  XIAOWU_SHOWN(QString, value)     ///< what is typed or chosen
  XIAOWU_SHOWN(QString, shown)     ///< the same, grouped for the eye: 138 0000 0000
  XIAOWU_SHOWN(QString, error)     ///< empty while nothing is wrong
  XIAOWU_SHOWN(QString, progress)  ///< "第 2 题，共 4 题"
  XIAOWU_SHOWN(int, lengthMax)
  XIAOWU_LIST(known, "label", "value")
  XIAOWU_LIST(choices, "value", "label", "chosen")

 public:
  FormViewModel(Send send, QObject* parent);
  void update(const Scene& scene) override;

  Q_INVOKABLE void type(const QString& text);   ///< appends; ignored beyond lengthMax
  Q_INVOKABLE void erase();                     ///< the last character
  Q_INVOKABLE void enter(const QString& text);  ///< replaces what is typed, or chooses
  Q_INVOKABLE void next();
  Q_INVOKABLE void back();
  void showQuestion(int number);    ///< 1 is the first; what was typed elsewhere is dropped
  void edit(const QString& field);  ///< only this question, then back to the review

 private:
  struct Question {
    QString field, label, hint, error, answer;
    Kind kind = Text;
    int lengthMax = 0;
    bool required = true;
    QList<Row> choices;  ///< value, label
  };
  void collect(const Scene& scene);
  void settle(bool formHasErrors);
  void show();
  void showAt(int position);
  [[nodiscard]] int count() const { return static_cast<int>(m_questions.size()); }

  Send m_send;
  QList<Question> m_questions;
  QString m_editing;
  QString m_waitingFor;  ///< field whose answer was sent and is not judged yet
  int m_position = 0;    ///< 0 the table, then the questions
  bool m_hasTable = false;
  bool m_leaving = false;
  bool m_open = false;
};

}  // namespace xiaowu::viewmodels
