#include "ui/simulator/Panel.h"

#include "core/base/Log.h"
#include "ui/simulator/panel/PanelModel.h"
#include "ui/simulator/ControlSocket.h"
#include "ui/simulator/Dispatcher.h"

#include <QQmlApplicationEngine>
#include <QQuickWindow>

namespace xiaowu::panel {

struct Panel::Private {
  explicit Private(const PanelSetup& setup) : dispatcher(setup), socket(dispatcher), model(dispatcher) {}
  Dispatcher dispatcher;
  ControlSocket socket;
  PanelModel model;
  std::unique_ptr<QQmlApplicationEngine>
      engine;  ///< of its own: the kiosk's theme must not follow the panel's

  void showWindow() {
    engine = std::make_unique<QQmlApplicationEngine>();
    engine->addImportPath(QStringLiteral("qrc:/qt/qml"));
    engine->setInitialProperties({{QStringLiteral("panel"), QVariant::fromValue(&model)}});
    engine->load(QUrl(QStringLiteral("qrc:/qt/qml/Xiaowu/Simulator/panel/PanelWindow.qml")));
    if (engine->rootObjects().isEmpty()) {
      qCWarning(logUi) << "the panel's window does not load";
    }
  }
};

Panel::Panel(PanelSetup setup) : m_data(std::make_unique<Private>(setup)) {
  if (!setup.socketPath.isEmpty()) {
    if (const auto listening = m_data->socket.listen(setup.socketPath); !listening) {
      qCWarning(logUi) << "no control socket:" << describe(listening.error()).c_str();
    }
  }
  if (setup.showWindow) {
    m_data->showWindow();
  }
}

Panel::~Panel() = default;

void Panel::announce(const QString& name, const QJsonObject& content) {
  m_data->dispatcher.commands().announced(name, content);
  if (name == QStringLiteral("step")) {
    m_data->model.setStep(content.value(QStringLiteral("step")).toString());
  }
  m_data->socket.announce(name, content);
  m_data->dispatcher.hands().notice();
}

}  // namespace xiaowu::panel
