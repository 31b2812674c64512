#include "ui/bench/Bench.h"

#include "app/base/Log.h"
#include "ui/bench/BenchModel.h"
#include "ui/bench/ControlSocket.h"
#include "ui/bench/Desk.h"

#include <QQmlApplicationEngine>
#include <QQuickWindow>

namespace xiaowu::bench {

struct Bench::Private {
  explicit Private(const BenchSetup& setup) : desk(setup), socket(desk), model(desk) {}
  Desk desk;
  ControlSocket socket;
  BenchModel model;
  std::unique_ptr<QQmlApplicationEngine>
      engine;  ///< of its own: the kiosk's theme must not follow the bench's

  void showWindow() {
    engine = std::make_unique<QQmlApplicationEngine>();
    engine->addImportPath(QStringLiteral("qrc:/qt/qml"));
    engine->setInitialProperties({{QStringLiteral("bench"), QVariant::fromValue(&model)}});
    engine->load(QUrl(QStringLiteral("qrc:/qt/qml/Xiaowu/Bench/BenchWindow.qml")));
    if (engine->rootObjects().isEmpty()) {
      qCWarning(logUi) << "the bench's window does not load";
    }
  }
};

Bench::Bench(BenchSetup setup) : m_data(std::make_unique<Private>(setup)) {
  if (!setup.socketPath.isEmpty()) {
    if (const auto listening = m_data->socket.listen(setup.socketPath); !listening) {
      qCWarning(logUi) << "no control socket:" << describe(listening.error()).c_str();
    }
  }
  if (setup.showWindow) {
    m_data->showWindow();
  }
}

Bench::~Bench() = default;

void Bench::announce(const QString& name, const QJsonObject& content) {
  m_data->desk.commands().announced(name, content);
  if (name == QStringLiteral("step")) {
    m_data->model.setStep(content.value(QStringLiteral("step")).toString());
  }
  m_data->socket.announce(name, content);
  m_data->desk.hands().notice();
}

}  // namespace xiaowu::bench
