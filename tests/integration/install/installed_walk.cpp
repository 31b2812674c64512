// Lies in <prefix>/bin while it runs, beside the installed programs: the platform answers, the kiosk shows
// its first page and sees its simulators, the tool reads a page.
// A demo that is interrupted or killed leaves nothing.
//   installed_walk [FOLDER THAT MUST NOT BE THERE]
#include "core/base/DeliveredFiles.h"
#include "tools/harness/Http.h"
#include "tools/harness/KioskProcess.h"
#include "tools/harness/PlatformProcess.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QThread>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>

using namespace xiaowu;
using namespace xiaowu::harness;

namespace {

void require(bool holds, const std::string& what) {
  if (holds) {
    return;
  }
  std::fprintf(stderr, "installed_walk: %s\n", what.c_str());
  std::exit(1);
}

template <typename T>
T taken(Result<T> result, const char* what) {
  require(result.has_value(), std::string(what) + ": " + (result ? std::string() : describe(result.error())));
  return std::move(*result);
}

void tryTool(const QStringList& arguments) {
  QProcess tool;
  tool.setProcessChannelMode(QProcess::ForwardedErrorChannel);
  tool.start(QString::fromStdString(programBeside("xiaowu-tool").string()), arguments);
  const bool ended = tool.waitForFinished(60'000) && tool.exitStatus() == QProcess::NormalExit;
  require(ended && tool.exitCode() == 0, "xiaowu-tool " + arguments.join(QLatin1Char(' ')).toStdString());
}

void tryPlatform(const PlatformProcess& platform) {
  require(httpGet(platform.url() + QStringLiteral("/v1/health")).status == 200, "the platform is not well");
  const auto page = httpGet(platform.url() + QStringLiteral("/verify"));
  require(page.status == 200 && page.body.contains("<form"), "the public page is not there");
  require(httpGet(platform.url() + QStringLiteral("/pages.css")).status == 200, "nor are its looks");
}

/// A card on the plate and a person before the cameras: what the simulators are made of was found.
void tryKiosk(const Workspace& workspace) {
  const auto kiosk = taken(KioskProcess::start(workspace), "the kiosk");
  require(kiosk->waitForStep(QStringLiteral("attract")).has_value(), "the kiosk's first page");
  const auto wellFor = [&](const QString& device) {
    return kiosk->waitForStatus(
        [&](const QJsonObject& status) {
          return status[QStringLiteral("devices")][device].toString() == QStringLiteral("online");
        },
        device);
  };
  for (const auto* device : {"idcard", "camera", "scanner", "printer"}) {
    require(wellFor(QString::fromLatin1(device)).has_value(), std::string("the simulator of ") + device);
  }
  const auto metrics = taken(kiosk->command(QStringLiteral("metrics")), "the kiosk's figures");
  require(metrics[QStringLiteral("firstFrameMs")].toInt() > 0, "the kiosk's first frame");
  (void)taken(
      kiosk->command(QStringLiteral("card.put"), {{QStringLiteral("person"), QStringLiteral("li-wei")}}),
      "a card");
  (void)taken(
      kiosk->command(QStringLiteral("face.show"), {{QStringLiteral("person"), QStringLiteral("li-wei")}}),
      "a person");
  require(kiosk->stop(), "the kiosk's end");
}

/// Of the demo's folders those that hold `entry`.
std::ptrdiff_t foldersWith(const char* entry, const std::filesystem::path& folder) {
  return std::count_if(std::filesystem::directory_iterator(folder), {},
                       [&](const auto& each) { return std::filesystem::exists(each.path() / entry); });
}

/// Interrupted in the middle, or killed: papers and proofs do not stay behind.
void tryLeavingTheDemo(int signal) {
  const QTemporaryDir temporary;
  const QTemporaryDir results;
  const std::filesystem::path folder = temporary.path().toStdString();
  auto environment = QProcessEnvironment::systemEnvironment();
  environment.insert(QStringLiteral("TMPDIR"), temporary.path());
  QProcess demo;
  demo.setProcessEnvironment(environment);
  demo.setProcessChannelMode(QProcess::ForwardedErrorChannel);
  demo.start(QString::fromStdString(programBeside("xiaowu-demo").string()),
             {QStringLiteral("--headless"), QStringLiteral("--out"), results.path()});
  const auto within = [](int seconds, const auto& holds) {
    QElapsedTimer clock;
    clock.start();
    while (!holds() && clock.elapsed() < seconds * 1000) {
      QThread::msleep(20);
    }
    return holds();
  };
  require(within(60, [&] { return foldersWith("kiosk/printed", folder) == 1; }), "the demo's kiosk");
  kill(static_cast<pid_t>(demo.processId()), signal);
  require(demo.waitForFinished(20'000), "the end of the demo");
  require(within(20, [&] { return foldersWith(".", folder) == 0; }), "the demo's folder stayed behind");
}

}  // namespace

int main(int argc, char** argv) {
  const QCoreApplication application(argc, argv);
  if (argc > 1) {
    require(!std::filesystem::exists(std::filesystem::path(argv[1]) / "CMakeLists.txt"),
            "the source tree is there");
  }
  require(delivered("x") == programBeside("..").lexically_normal() / "share/xiaowu/x",
          "not an installed program");
  const Workspace workspace;
  const auto key = taken(makeKioskKey(workspace), "the kiosk's key");
  const auto platform = taken(PlatformProcess::start(workspace, key), "the platform");
  tryPlatform(*platform);
  SiteOptions site;
  site.platformUrl = platform->url().toStdString();
  require(writeSite(workspace, site).has_value(), "the site file");
  tryKiosk(workspace);
  tryTool({QStringLiteral("check-number"), QStringLiteral("id"), QStringLiteral("430624199308150019")});
  tryLeavingTheDemo(SIGINT);
  tryLeavingTheDemo(SIGKILL);
  const auto picture = fetchedFaces() / "sample3.jpg";
  if (std::filesystem::exists(picture) && std::filesystem::exists(fetchedModels())) {
    tryTool({QStringLiteral("face-detect"), QString::fromStdString(picture.string())});
    tryTool({QStringLiteral("read-document"), QString::fromStdString(picture.string())});
  }
  return 0;
}
