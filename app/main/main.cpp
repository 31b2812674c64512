// xiaowu-kiosk: the kiosk's program. See --help.
#include "core/base/Log.h"
#include "app/main/DeviceClasses.h"
#include "app/main/KioskApplication.h"
#include "app/main/ProcessFacts.h"

#include <QCommandLineParser>
#include <QFont>
#include <QGuiApplication>
#include <QSocketNotifier>

#include <algorithm>
#include <csignal>
#include <map>
#include <string_view>
#include <cstdio>
#include <sys/signalfd.h>
#include <unistd.h>

namespace {

/// SIGTERM and SIGINT end the program like a closed window: everything is finished and noted as a clean stop.
int blockedSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

#ifdef XIAOWU_SIMULATORS
/// "holderAway=500" and the like; false for an unknown name.
bool setDelay(xiaowu::workflow::Delays& delays, const QString& text) {
  const std::map<QString, std::chrono::milliseconds*> known = {
      {QStringLiteral("idle"), &delays.idle},
      {QStringLiteral("idleStaff"), &delays.idleStaff},
      {QStringLiteral("idleCountdown"), &delays.idleCountdown},
      {QStringLiteral("idleWaiting"), &delays.idleWaiting},
      {QStringLiteral("holderAway"), &delays.holderAway},
      {QStringLiteral("maskedEnd"), &delays.maskedEnd},
      {QStringLiteral("acceptWait"), &delays.acceptWait},
      {QStringLiteral("farewell"), &delays.farewell}};
  const auto found = known.find(text.section(QLatin1Char('='), 0, 0));
  if (found == known.end()) {
    return false;
  }
  *found->second = std::chrono::milliseconds{text.section(QLatin1Char('='), 1).toInt()};
  return true;
}
#endif

/// Asked for words only: that needs no screen, and a machine without one must be able to answer.
bool asksForWords(int argc, char** argv) {
  return std::any_of(argv + 1, argv + argc, [](std::string_view argument) {
    return argument == "--help" || argument == "-h" || argument == "--version" || argument == "-v" ||
           argument == "--help-all";
  });
}

QString option(const QCommandLineParser& parser, const char* name) {
  return parser.value(QString::fromLatin1(name));
}

void addOptions(QCommandLineParser& parser) {
  parser.setApplicationDescription(QStringLiteral("Xiaowu: self-service government kiosk"));
  parser.addHelpOption();
  parser.addVersionOption();
  parser.addOption({QStringLiteral("config"), QStringLiteral("The site's configuration."),
                    QStringLiteral("FILE"), QStringLiteral("/etc/xiaowu/site.toml")});
#ifdef XIAOWU_SIMULATORS
  parser.addOption({QStringLiteral("control"),
                    QStringLiteral("Listen for the simulator panel's commands on this local socket."),
                    QStringLiteral("PATH")});
  parser.addOption({QStringLiteral("panel"), QStringLiteral("Open the simulator panel in a second window.")});
  parser.addOption({QStringLiteral("simulator-time"),
                    QStringLiteral("Slowness of the simulators: 1 like hardware, 0 none."),
                    QStringLiteral("FACTOR"), QStringLiteral("1")});
  parser.addOption({QStringLiteral("delay"),
                    QStringLiteral("A delay of the session in ms: idle, idleStaff, idleWaiting, "
                                   "idleCountdown, holderAway, maskedEnd, acceptWait, farewell."),
                    QStringLiteral("NAME=MS")});
  parser.addOption({QStringLiteral("stop-at"),
                    QStringLiteral("Die (SIGKILL) at this commit point, the n-th time: NAME or NAME:n."),
                    QStringLiteral("POINT")});
#endif
}

}  // namespace

int main(int argc, char** argv) {
  using xiaowu::KioskApplication;
  std::signal(SIGPIPE, SIG_IGN);
  xiaowu::returnLargeBlocksAtOnce();
  const int signals = blockedSignals();  // before any thread exists
  xiaowu::installLogFormat();
  xiaowu::forbidMemoryDumps();
  if (asksForWords(argc, argv)) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
  }
  QGuiApplication application(argc, argv);
  QGuiApplication::setApplicationName(QStringLiteral("xiaowu-kiosk"));
  QGuiApplication::setApplicationVersion(QStringLiteral(XIAOWU_VERSION));
  QGuiApplication::setFont(QFont(QStringLiteral("Noto Sans CJK SC")));

  QCommandLineParser parser;
  addOptions(parser);
  parser.process(application);

  auto registry = xiaowu::deviceClasses();
  auto site = xiaowu::site::loadSiteConfig(option(parser, "config").toStdString(), registry);
  if (!site) {
    std::fprintf(stderr, "xiaowu-kiosk: %s\n", xiaowu::describe(site.error()).c_str());
    return 2;
  }
  xiaowu::KioskOptions options;
#ifdef XIAOWU_SIMULATORS
  options.controlSocket = option(parser, "control");
  options.showPanel = parser.isSet(QStringLiteral("panel"));
  options.simulatorTimeScale = option(parser, "simulator-time").toDouble();
  for (const auto& delay : parser.values(QStringLiteral("delay"))) {
    if (setDelay(options.delays, delay)) {
      continue;
    }
    std::fprintf(stderr, "xiaowu-kiosk: no such delay: %s\n", delay.toUtf8().constData());
    return 2;
  }
  const auto stop = option(parser, "stop-at").split(QLatin1Char(':'));
  options.stopAtPoint = stop.first().toStdString();
  options.stopAtCount = stop.size() > 1 ? stop.last().toInt() : 1;
#endif
  KioskApplication kiosk(std::move(*site), std::move(registry), std::move(options));
  const auto started = kiosk.start();
  if (!started) {
    std::fprintf(stderr, "xiaowu-kiosk: %s\n", xiaowu::describe(started.error()).c_str());
    return 1;
  }
  QSocketNotifier stopped(signals, QSocketNotifier::Read);
  // quit() would ask the window first, which does not close.
  QObject::connect(&stopped, &QSocketNotifier::activated, &application, [] { QCoreApplication::exit(0); });
  return QGuiApplication::exec();
}
