#pragma once
// The kiosk's window. loadShell() makes the engine, loads Main.qml and shows the window; the window belongs
// to the engine. Every touch and key feeds the session clock. Null when the window could not be loaded (the
// engine has said why). GUI thread only; `kiosk` must outlive the engine.

#include <QQmlApplicationEngine>
#include <QSize>

#include <functional>
#include <memory>
#include <string_view>

class QQuickWindow;

namespace xiaowu::viewmodels {
class KioskViewModel;
}

namespace xiaowu::shell {

struct ShellOptions {
  QSize size{1080, 1920};   ///< of the window when not full-screen, in pixels
  double pxPerMm = 3.2;     ///< of the screen, from the site's configuration
  bool fullscreen = false;  ///< the kiosk itself: nobody closes the window, and keys of a keyboard do nothing
  bool motion = true;       ///< off for pictures and tests
  /// Told of tries to close the window and of foreign keys (WindowKeeper.h).
  std::function<void(std::string_view code)> alarm = [](std::string_view) {};
  /// A window of this screen with so much room left beside it, smaller in all its parts where it must be;
  /// 0: as large as `size`.
  int roomBeside = 0;
};

[[nodiscard]] std::unique_ptr<QQmlApplicationEngine> loadShell(viewmodels::KioskViewModel& kiosk,
                                                               const ShellOptions& options);

/// The window of a loaded shell.
[[nodiscard]] QQuickWindow* windowOf(const QQmlApplicationEngine& engine);

}  // namespace xiaowu::shell
