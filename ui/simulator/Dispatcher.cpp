#include "ui/simulator/Dispatcher.h"

#include <QJsonDocument>

namespace xiaowu::panel {
namespace {

QString lineOf(const QString& command, const QJsonObject& arguments) {
  QString line = command;
  for (auto each = arguments.begin(); each != arguments.end(); ++each) {
    line +=
        u' ' + each.key() + u'=' + (each->isArray() ? QStringLiteral("[…]") : each->toVariant().toString());
  }
  return line;
}

QString shortened(const Result<QJsonObject>& result) {
  const auto text = result ? QString::fromUtf8(QJsonDocument(*result).toJson(QJsonDocument::Compact))
                           : QString::fromStdString(result.error().code + ": " + result.error().detail);
  return text.size() <= 160 ? text : text.left(159) + u'…';
}

}  // namespace

Dispatcher::Dispatcher(const PanelSetup& setup, QObject* parent)
    : QObject(parent), m_commands(setup), m_hands(setup.kiosk, setup.instrument) {}

void Dispatcher::run(const QString& command, const QJsonObject& arguments, const Reply& reply) {
  const bool onScreen = command.startsWith(QStringLiteral("ui."));
  const Reply told = [this, onScreen, line = lineOf(command, arguments),
                      reply](const Result<QJsonObject>& result) {
    reply(result);
    // A whole screen is no answer for the log, and writing it down would cost the kiosk's own thread.
    Q_EMIT answered(line, result.has_value(), onScreen && result ? QString() : shortened(result));
  };
  if (onScreen) {
    return m_hands.run(command, arguments, told);
  }
  m_commands.run(command, arguments, told);
}

void Dispatcher::runLine(const QString& line, const Reply& reply) {
  const auto order = parseLine(line, m_commands.defaults());
  if (order) {
    return run(order->command, order->arguments, reply);
  }
  reply(fail(order.error()));
  Q_EMIT answered(line, false, shortened(fail(order.error())));
}

}  // namespace xiaowu::panel
