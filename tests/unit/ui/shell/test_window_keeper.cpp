#include "ui/shell/WindowKeeper.h"

#include <QGuiApplication>
#include <QKeyEvent>
#include <QTest>
#include <QWindow>

#include "tests/support/Catch.h"

#include <string>
#include <vector>

using namespace xiaowu::shell;
using namespace std::chrono_literals;

namespace {

/// A window that counts what reaches it.
class Counting final : public QWindow {
 public:
  int keys = 0;
  int touches = 0;

 protected:
  void keyPressEvent(QKeyEvent*) override { ++keys; }
  void mousePressEvent(QMouseEvent*) override { ++touches; }
};

struct Kept {
  Counting window;
  std::chrono::steady_clock::time_point now{};
  std::vector<std::string> alarms;
  WindowKeeper keeper{[this](std::string_view code) { alarms.emplace_back(code); }, nullptr,
                      [this] { return now; }};

  Kept() {
    window.resize(200, 200);
    window.installEventFilter(&keeper);
    window.show();
    REQUIRE(QTest::qWaitForWindowExposed(&window));
  }
};

}  // namespace

TEST_CASE("a request to close the window does not close it, and is told") {
  Kept kept;
  CHECK_FALSE(kept.window.close());
  CHECK(kept.window.isVisible());
  CHECK(kept.alarms == std::vector<std::string>{"security.window-close"});
}

TEST_CASE("keys of a keyboard do nothing and are told once a minute; touches reach the page") {
  Kept kept;
  for (const auto key : {Qt::Key_Return, Qt::Key_Space, Qt::Key_Tab, Qt::Key_F4, Qt::Key_1}) {
    QTest::keyClick(&kept.window, key);
  }
  CHECK(kept.window.isVisible());
  CHECK(kept.window.keys == 0);
  CHECK(kept.alarms == std::vector<std::string>{"security.foreign-keyboard"});
  kept.now += 61s;
  QTest::keyClick(&kept.window, Qt::Key_Return);
  CHECK(kept.alarms.size() == 2);
  QTest::mouseClick(&kept.window, Qt::LeftButton);
  CHECK(kept.window.touches == 1);
}

TEST_CASE("a key that this program makes itself passes") {
  Kept kept;
  QKeyEvent press(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier);
  QCoreApplication::sendEvent(&kept.window, &press);
  CHECK(kept.window.keys == 1);
  CHECK(kept.alarms.empty());
}
