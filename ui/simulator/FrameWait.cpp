#include "ui/simulator/FrameWait.h"

#include <QPointer>
#include <QQuickWindow>
#include <QTimer>

#include <chrono>
#include <memory>
#include <utility>

namespace xiaowu::panel {
namespace {

constexpr std::chrono::milliseconds kFrameWithin{150};

}  // namespace

void afterNextFrame(QQuickWindow* window, QObject* context, const std::function<void()>& act) {
  if (window == nullptr) {
    return;
  }
  const auto once = std::make_shared<bool>(false);
  const auto run = [act, once, alive = QPointer<QQuickWindow>(window)] {
    if (!std::exchange(*once, true) && alive != nullptr) {
      act();
    }
  };
  QObject::connect(window, &QQuickWindow::frameSwapped, context, run,
                   static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
  QTimer::singleShot(kFrameWithin, context, run);
  window->update();
}

}  // namespace xiaowu::panel
