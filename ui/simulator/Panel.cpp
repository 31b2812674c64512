#include "ui/simulator/Panel.h"

#include "core/base/Log.h"
#include "ui/simulator/panel/PanelModel.h"
#include "ui/simulator/ControlSocket.h"
#include "ui/simulator/Dispatcher.h"

#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QScreen>

#include <algorithm>

namespace xiaowu::panel {
namespace {

constexpr int kTitleBar = 28;  ///< what a window manager puts above, as a guess

}  // namespace

QRect besideOf(const QRect& kiosk, const QRect& desk, const QSize& least, const QSize& wanted) {
  constexpr int kApart = 8;
  const int room = desk.right() + 1 - (kiosk.right() + 1 + kApart);
  const int width = std::max(least.width(), std::min(wanted.width(), room));
  const int height = std::max(least.height(), std::min(wanted.height(), desk.height() - 2 * kTitleBar));
  // Too little room: at the edge, over the kiosk only as far as it must.
  const int x = std::min(kiosk.right() + 1 + kApart, desk.right() + 1 - width);
  return {x, desk.top() + kTitleBar, width, height};
}

struct Panel::Private {
  explicit Private(const PanelSetup& setup)
      : dispatcher(setup), socket(dispatcher), model(dispatcher), kiosk(setup.kiosk) {}
  Dispatcher dispatcher;
  ControlSocket socket;
  PanelModel model;
  QQuickWindow* kiosk;
  std::unique_ptr<QQmlApplicationEngine>
      engine;  ///< of its own: the kiosk's theme must not follow the panel's

  void showWindow() {
    engine = std::make_unique<QQmlApplicationEngine>();
    engine->addImportPath(QStringLiteral("qrc:/qt/qml"));
    engine->setInitialProperties({{QStringLiteral("panel"), QVariant::fromValue(&model)}});
    engine->load(QUrl(QStringLiteral("qrc:/qt/qml/Xiaowu/Simulator/panel/PanelWindow.qml")));
    auto* window = engine->rootObjects().isEmpty()
                       ? nullptr
                       : qobject_cast<QQuickWindow*>(engine->rootObjects().first());
    if (window == nullptr) {
      qCWarning(logUi) << "the panel's window does not load";
    } else if (kiosk != nullptr) {
      window->setGeometry(besideOf(kiosk->frameGeometry(), kiosk->screen()->availableGeometry(),
                                   {window->minimumWidth(), window->minimumHeight()}, window->size()));
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
