#include "ui/shell/Shell.h"

#include "app/viewmodels/KioskViewModel.h"
#include "ui/shell/WindowKeeper.h"
#include "ui/shell/WindowFit.h"

#include <QFont>
#include <QGuiApplication>
#include <QQuickWindow>
#include <QScreen>
#include <QTimer>
#include <QtQml/qqmlextensionplugin.h>

#include <chrono>

Q_IMPORT_QML_PLUGIN(Xiaowu_AppPlugin)
Q_IMPORT_QML_PLUGIN(Xiaowu_KitPlugin)
Q_IMPORT_QML_PLUGIN(Xiaowu_PagesPlugin)
Q_IMPORT_QML_PLUGIN(Xiaowu_ShellPlugin)

namespace xiaowu::shell {

namespace {

constexpr std::chrono::milliseconds kTidyDelay{400};

// Tells the session machine that somebody is here. It only listens: the touch goes on to the page.
class TouchListener final : public QObject {
 public:
  TouchListener(viewmodels::KioskViewModel& kiosk, QObject* parent) : QObject(parent), m_kiosk(kiosk) {}

  bool eventFilter(QObject* watched, QEvent* event) override {
    if (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::TouchBegin ||
        event->type() == QEvent::KeyPress) {
      m_kiosk.touched();
    }
    return QObject::eventFilter(watched, event);
  }

 private:
  viewmodels::KioskViewModel& m_kiosk;
};

}  // namespace

std::unique_ptr<QQmlApplicationEngine> loadShell(viewmodels::KioskViewModel& kiosk,
                                                 const ShellOptions& asked) {
  const auto options = fittedTo(QGuiApplication::primaryScreen()->availableSize(), asked);
  QFont font(QStringLiteral("Noto Sans CJK SC"));
  font.setStyleHint(QFont::SansSerif);
  QGuiApplication::setFont(font);

  auto engine = std::make_unique<QQmlApplicationEngine>();
  engine->addImportPath(QStringLiteral("qrc:/qt/qml"));
  engine->setInitialProperties({{QStringLiteral("pxPerMm"), options.pxPerMm},
                                {QStringLiteral("motion"), options.motion},
                                {QStringLiteral("width"), options.size.width()},
                                {QStringLiteral("height"), options.size.height()}});
  QObject::connect(&kiosk, &viewmodels::KioskViewModel::languageChanged, engine.get(),
                   &QQmlEngine::retranslate);
  engine->load(QUrl(QStringLiteral("qrc:/qt/qml/Xiaowu/Shell/Main.qml")));
  QQuickWindow* window = windowOf(*engine);
  if (window == nullptr) {
    return nullptr;
  }
  // The page left behind is cleared away while the person reads the new one. Left to itself the engine does
  // it in the middle of some later change of page, when it takes several times as long. Later than the slide,
  // so that nothing stutters.
  auto* tidy = new QTimer(engine.get());
  tidy->setSingleShot(true);
  tidy->setInterval(kTidyDelay);
  QObject::connect(tidy, &QTimer::timeout, engine.get(), &QQmlEngine::collectGarbage);
  QObject::connect(&kiosk, &viewmodels::KioskViewModel::turningChanged, tidy, qOverload<>(&QTimer::start));
  window->installEventFilter(new TouchListener(kiosk, window));
  if (options.fullscreen) {  // after the listener: what it takes away is no touch either
    window->installEventFilter(new WindowKeeper(options.alarm, window));
  }
  if (options.roomBeside > 0) {
    window->setPosition(QGuiApplication::primaryScreen()->availableGeometry().topLeft());
  }
  options.fullscreen ? window->showFullScreen() : window->show();
  return engine;
}

QQuickWindow* windowOf(const QQmlApplicationEngine& engine) {
  const auto roots = engine.rootObjects();
  return roots.isEmpty() ? nullptr : qobject_cast<QQuickWindow*>(roots.first());
}

}  // namespace xiaowu::shell
