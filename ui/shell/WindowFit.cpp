#include "ui/shell/WindowFit.h"

#include <algorithm>

namespace xiaowu::shell {

ShellOptions fittedTo(const QSize& desk, const ShellOptions& asked) {
  constexpr int kTitleBar = 40;      // what a window manager puts above, as a guess
  constexpr double kSmallest = 0.2;  // a desk that small shows a part
  ShellOptions fitted = asked;
  if (asked.fullscreen || asked.roomBeside <= 0) {
    return fitted;
  }
  const double wide = static_cast<double>(desk.width() - asked.roomBeside) / asked.size.width();
  const double high = static_cast<double>(desk.height() - kTitleBar) / asked.size.height();
  const double scale = std::clamp(std::min(wide, high), kSmallest, 1.0);
  fitted.size = asked.size * scale;
  fitted.pxPerMm = asked.pxPerMm * scale;
  return fitted;
}

}  // namespace xiaowu::shell
