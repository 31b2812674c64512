#pragma once
// Takes every order, from the window's buttons and from the socket alike, gives it to whom it concerns, and
// tells what came of it.

#include "ui/bench/BenchCommands.h"
#include "ui/bench/ScreenHands.h"

namespace xiaowu::bench {

class Desk final : public QObject {
  Q_OBJECT

 public:
  explicit Desk(const BenchSetup& setup, QObject* parent = nullptr);
  void run(const QString& command, const QJsonObject& arguments, const Reply& reply);
  void runLine(const QString& line, const Reply& reply);
  [[nodiscard]] BenchCommands& commands() { return m_commands; }
  [[nodiscard]] ScreenHands& hands() { return m_hands; }

 Q_SIGNALS:
  /// `order` in its one-line form; `answer` short.
  void answered(const QString& order, bool good, const QString& answer);

 private:
  BenchCommands m_commands;
  ScreenHands m_hands;
};

}  // namespace xiaowu::bench
