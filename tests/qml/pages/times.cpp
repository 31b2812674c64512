// How long a change of page keeps the GUI thread busy on the software renderer: from the session machine's
// new state to the finished picture. pages-times [rounds] [part of a page's name]: a table of every page,
// first visit and median of the later ones, in milliseconds of the thread's processor time (a busy machine
// must not spoil the figures), then median, 95th percentile and maximum of all changes
// and of clearing away the page before.
#include "Scenes.h"
#include "core/base/Statistics.h"
#include "ui/shell/Shell.h"

#include <QGuiApplication>
#include <QQuickWindow>
#include <QTextStream>

#include <algorithm>
#include <ctime>

namespace {

using namespace xiaowu;

double threadMilliseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

struct Times {
  std::vector<double> made, drawn, whole, tidied;
};

// The render loop of the software renderer draws on this thread when the events are processed.
void settle(QQuickWindow& window) {
  bool swapped = false;
  const auto connection =
      QObject::connect(&window, &QQuickWindow::frameSwapped, &window, [&swapped] { swapped = true; });
  window.update();
  for (int turns = 0; !swapped && turns < 10'000; ++turns) {
    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 1);
  }
  QObject::disconnect(connection);
  // Outside of exec() nobody deletes the page that was left, and all of them would go on listening.
  QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

Times measure(viewmodels::KioskViewModel& kiosk, QQmlEngine& engine, QQuickWindow& window,
              const pagestest::Scene& scene, const pagestest::Scene& before, bool care, int rounds) {
  Times times;
  for (int round = 0; round < rounds; ++round) {
    pagestest::play(kiosk, before, {workflow::Language::Chinese, care, false});
    kiosk.setPageImage(7, QImage(1240, 1754, QImage::Format_RGB32));  // forgotten when no session was shown
    settle(window);
    const double waiting = threadMilliseconds();
    engine.collectGarbage();  // as the shell does while the page is read
    times.tidied.push_back(threadMilliseconds() - waiting);
    const double start = threadMilliseconds();
    pagestest::change(kiosk, scene, {workflow::Language::Chinese, care, false});
    const double made = threadMilliseconds();
    settle(window);
    const double drawn = threadMilliseconds();
    times.made.push_back(made - start);
    times.drawn.push_back(drawn - made);
    times.whole.push_back(drawn - start);
  }
  return times;
}

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  qputenv("QT_QUICK_BACKEND", "software");
  const QGuiApplication application(argc, argv);
  const QString wanted = QCoreApplication::arguments().value(2);
  const int rounds = QCoreApplication::arguments().value(1, QStringLiteral("6")).toInt();
  QTextStream out(stdout);
  const auto rules = pagestest::sampleRules();
  const auto scenes = pagestest::scenes(rules);
  std::vector<double> first, later, tidied;
  for (const QSize size : {QSize(1080, 1920), QSize(1920, 1080)}) {
    viewmodels::KioskViewModel kiosk([](const workflow::Event&) {});
    pagestest::furnish(kiosk, rules);
    const auto engine =
        shell::loadShell(kiosk, {size, size.height() > size.width() ? 3.2 : 2.9, false, false});
    if (!engine) {
      return 1;
    }
    QQuickWindow& window = *shell::windowOf(*engine);
    for (std::size_t i = 0; i < scenes.size(); ++i) {
      if (!QString::fromStdString(scenes[i].name).contains(wanted)) {
        continue;
      }
      // From the page before it, as a resident comes; the first one comes from the last.
      const Times times = measure(kiosk, *engine, window, scenes[i],
                                  scenes[(i + scenes.size() - 1) % scenes.size()], false, rounds);
      const std::vector<double> warm(times.whole.begin() + 1, times.whole.end());
      first.push_back(times.whole.front());
      tidied.insert(tidied.end(), times.tidied.begin(), times.tidied.end());
      later.insert(later.end(), warm.begin(), warm.end());
      out << QString::fromStdString(scenes[i].name).leftJustified(24)
          << (size.height() > size.width() ? "portrait  " : "landscape ")
          << QStringLiteral("first %1  later %2 (made %3, drawn %4)\n")
                 .arg(times.whole.front(), 6, 'f', 1)
                 .arg(quantile(warm, 0.5), 6, 'f', 1)
                 .arg(quantile({times.made.begin() + 1, times.made.end()}, 0.5), 5, 'f', 1)
                 .arg(quantile({times.drawn.begin() + 1, times.drawn.end()}, 0.5), 5, 'f', 1);
    }
  }
  for (const auto& [name, values] : {std::pair{"first visits", &first}, std::pair{"later visits", &later},
                                     std::pair{"clearing away", &tidied}}) {
    out << QStringLiteral("%1: median %2 ms, 95 % %3 ms, longest %4 ms\n")
               .arg(QLatin1String(name))
               .arg(quantile(*values, 0.5), 0, 'f', 1)
               .arg(quantile(*values, 0.95), 0, 'f', 1)
               .arg(quantile(*values, 1), 0, 'f', 1);
  }
  return 0;
}
