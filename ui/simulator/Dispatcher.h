#pragma once
// Takes every order, from the window's buttons and from the socket alike, gives it to whom it concerns, and
// tells what came of it.

#include "ui/simulator/PanelCommands.h"
#include "ui/simulator/ScreenHands.h"

namespace xiaowu::panel {

class Dispatcher final : public QObject {
  Q_OBJECT

 public:
  explicit Dispatcher(const PanelSetup& setup, QObject* parent = nullptr);
  void run(const QString& command, const QJsonObject& arguments, const Reply& reply);
  void runLine(const QString& line, const Reply& reply);
  [[nodiscard]] PanelCommands& commands() { return m_commands; }
  [[nodiscard]] ScreenHands& hands() { return m_hands; }

 Q_SIGNALS:
  /// `order` in its one-line form; `answer` short.
  void answered(const QString& order, bool good, const QString& answer);

 private:
  PanelCommands m_commands;
  ScreenHands m_hands;
};

}  // namespace xiaowu::panel
