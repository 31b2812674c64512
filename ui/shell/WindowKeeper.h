#pragma once
// What a kiosk's window takes from outside: touches. It is not closed by anybody, and a key of a keyboard
// that somebody has plugged in does nothing. Both are told as an alarm, each at most once a minute. GUI
// thread only.

#include <QObject>

#include <chrono>
#include <functional>
#include <map>
#include <string_view>

namespace xiaowu::shell {

namespace errors {
/// A key was pressed on a keyboard; the kiosk has none.
inline constexpr std::string_view kForeignKeyboard = "security.foreign-keyboard";
/// Somebody tried to close the window (Alt+F4, a window manager).
inline constexpr std::string_view kWindowClose = "security.window-close";
}  // namespace errors

class WindowKeeper final : public QObject {
 public:
  using Alarm = std::function<void(std::string_view code)>;
  using Now = std::function<std::chrono::steady_clock::time_point()>;

  /// To be installed as the window's event filter. Events that this program makes itself pass.
  explicit WindowKeeper(Alarm alarm, QObject* parent = nullptr, Now now = std::chrono::steady_clock::now);
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void tell(std::string_view code);

  Alarm m_alarm;
  Now m_now;
  std::map<std::string_view, std::chrono::steady_clock::time_point> m_told;
};

}  // namespace xiaowu::shell
