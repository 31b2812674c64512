// The kiosk's window beside the simulator panel, on screens of every size.
#include "ui/shell/WindowFit.h"

#include "tests/support/Catch.h"

#include <cmath>

using namespace xiaowu::shell;

namespace {

ShellOptions asked(QSize size, int roomBeside) {
  ShellOptions options;
  options.size = size;
  options.roomBeside = roomBeside;
  return options;
}

}  // namespace

TEST_CASE("the whole kiosk is on the desk, in its own shape, with the room beside it free") {
  for (const QSize kiosk : {QSize(1080, 1920), QSize(1920, 1080)}) {
    for (const QSize desk : {QSize(1920, 1080), QSize(1920, 1040), QSize(1366, 768), QSize(2560, 1440)}) {
      const auto fitted = fittedTo(desk, asked(kiosk, 776));
      INFO(kiosk.width() << " on " << desk.width());
      CHECK(fitted.size.width() + 776 <= desk.width() + 1);
      CHECK(fitted.size.height() < desk.height());
      const double scale = static_cast<double>(fitted.size.width()) / kiosk.width();
      CHECK(std::abs(static_cast<double>(fitted.size.height()) / kiosk.height() - scale) < 0.005);
      CHECK(std::abs(fitted.pxPerMm / 3.2 - scale) < 0.005);  // letters and targets with it
    }
  }
}

TEST_CASE("a window is never made larger, and without a panel or on the kiosk's own screen it stays") {
  const QSize kiosk(1080, 1920);
  CHECK(fittedTo({6000, 4000}, asked(kiosk, 776)).size == kiosk);
  CHECK(fittedTo({1366, 768}, asked(kiosk, 0)).size == kiosk);
  auto full = asked(kiosk, 776);
  full.fullscreen = true;
  CHECK(fittedTo({1366, 768}, full).size == kiosk);
}
