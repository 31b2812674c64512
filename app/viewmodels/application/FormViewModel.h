#pragma once
// The form: first what the card already says, as a table; then one question per screen. Which question is
// shown is this view-model's own matter; the answers, their rules and their errors are the session machine's.
// What is being typed leaves this object as one answer, at "next", and is forgotten with the session.

#include "app/viewmodels/PageViewModel.h"

namespace xiaowu::viewmodels {

class FormViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")

 public:
  enum Kind { Table, Text, Phone, IdNumber, Digits, Date, Choice };
  Q_ENUM(Kind)
  /// What a question is answered with.
  enum Entry { NumberPad, DayPad, Words, Choices };
  Q_ENUM(Entry)

  XIAOWU_SHOWN(xiaowu::viewmodels::FormViewModel::Kind, kind)
  XIAOWU_SHOWN(QString, field)
  XIAOWU_SHOWN(QString, question)
  XIAOWU_SHOWN(QString, hint)
  XIAOWU_SHOWN(QString, value)     ///< what is typed or chosen
  XIAOWU_SHOWN(QString, shown)     ///< the same, grouped for the eye: 138 0000 0000
  XIAOWU_SHOWN(QString, error)     ///< empty while nothing is wrong
  XIAOWU_SHOWN(QString, progress)  ///< "第 2 题，共 4 题"
  XIAOWU_SHOWN(QString, line)      ///< progress and hint
  XIAOWU_SHOWN(QString,
               proceedText)        ///< of the primary action; where words are asked it leaves them to staff
  XIAOWU_SHOWN(QString, noneText)  ///< what somebody presses who has no such thing; empty: no such answer
  XIAOWU_SHOWN(bool, saidNone)     ///< and has pressed
  XIAOWU_SHOWN(QString, skipText)  ///< goes on without this answer; empty: it may not be left out
  XIAOWU_SHOWN(QString, noteLine)  ///< what becomes of an answer that is left to staff
  XIAOWU_SHOWN(int, lengthMax)
  XIAOWU_SHOWN(xiaowu::viewmodels::FormViewModel::Entry, entry)
  XIAOWU_SHOWN(bool, withX)            ///< the pad needs an X: the last sign of an ID number may be one
  XIAOWU_SHOWN(QList<int>, groups)     ///< of the digits, as they stand on the card or are read out
  XIAOWU_SHOWN(QList<QString>, asked)  ///< the field's name, or nothing: the answer area is made anew with it
  XIAOWU_LIST(known, "label", "value")
  XIAOWU_LIST(choices, "value", "label", "chosen")

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;

  Q_INVOKABLE void type(const QString& text);   ///< appends; ignored beyond lengthMax
  Q_INVOKABLE void erase();                     ///< the last character
  Q_INVOKABLE void enter(const QString& text);  ///< replaces what is typed, or chooses
  Q_INVOKABLE void next();
  Q_INVOKABLE void sayNone();
  Q_INVOKABLE void skip();
  Q_INVOKABLE void back();
  void showQuestion(int number);  ///< 1 is the first; what was typed elsewhere is dropped
  /// Leads from the review to this question only, and back.
  Q_INVOKABLE void edit(const QString& field);

 private:
  struct Question {
    QString field, label, hint, error, answer;
    Kind kind = Text;
    int lengthMax = 0;
    bool required = true;
    QString none{};
    domain::AnswerNote note = domain::AnswerNote::None;
    QList<Row> choices{};  ///< value, label
  };
  void close();
  void collect(const Scene& scene);
  void settle(bool formHasErrors);
  void show();
  void showTable();
  void showQuestion(const Question& question);
  void tellLeaving(const Question& question);
  void leave(domain::AnswerNote note);
  [[nodiscard]] int entryPosition() const;
  void showAt(int position);
  [[nodiscard]] int count() const { return static_cast<int>(m_questions.size()); }

  QList<Question> m_questions;
  QString m_editing;
  QString m_waitingFor;  ///< field whose answer was sent and is not judged yet
  int m_position = 0;    ///< 0 the table, then the questions
  bool m_hasTable = false;
  bool m_leaving = false;
  bool m_open = false;
};

}  // namespace xiaowu::viewmodels
