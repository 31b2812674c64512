// xiaowu-demo: ./xiaowu demo. Ends with 0 only if the proof was printed and verified and the application was
// accepted by the platform.
#include "tools/demo/Player.h"
#include "tools/demo/Proof.h"
#include "tools/harness/PlatformProcess.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>

#include <QSize>

#include <algorithm>
#include <cstdio>
#include <fstream>

namespace {

using namespace xiaowu;

void say(const char* text) {
  std::printf("%s\n", text);
  std::fflush(stdout);
}

struct World {
  harness::Workspace workspace;
  std::unique_ptr<harness::PlatformProcess> platform;
  std::unique_ptr<harness::KioskProcess> kiosk;
};

Result<void> startWorld(World& world, const harness::KioskStart& start, const QSize& screen) {
  const auto key = harness::makeKioskKey(world.workspace);
  if (!key) {
    return fail(key.error());
  }
  say("starting the platform …");
  auto platform = harness::PlatformProcess::start(world.workspace, *key);
  if (!platform) {
    return fail(platform.error());
  }
  world.platform = std::move(*platform);
  harness::SiteOptions site;
  site.platformUrl = world.platform->url().toStdString();
  site.width = screen.width();
  site.height = screen.height();
  site.fingerprint = true;
  site.staffPersons = {"zhou-min"};
  if (auto written = harness::writeSite(world.workspace, site); !written) {
    return written;
  }
  say("starting the printers and the kiosk …");
  auto kiosk = harness::KioskProcess::start(world.workspace, start);
  if (!kiosk) {
    return fail(kiosk.error());
  }
  world.kiosk = std::move(*kiosk);
  const auto online = world.kiosk->waitForStatus(
      [](const QJsonObject& status) {
        const auto devices = status[QStringLiteral("devices")].toObject();
        const auto good = [](const QJsonValue& state) {
          return state.toString() == QStringLiteral("online");
        };
        return status[QStringLiteral("online")].toBool() && devices.size() == 6 &&
               std::all_of(devices.begin(), devices.end(), good);
      },
      QStringLiteral("all devices and the platform"));
  return online ? Result<void>{} : fail(online.error());
}

/// The newest PDF of the folder, as the printer kept it.
std::filesystem::path printedSheet(const std::filesystem::path& folder) {
  std::filesystem::path newest;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    if (entry.path().extension() == ".pdf" && entry.path() > newest) {
      newest = entry.path();
    }
  }
  return newest;
}

struct Report {
  demo::ProofOutcome proof;
  bool verified = false;
  demo::ApplicationOutcome application;
  QJsonObject metrics;
  QString problem;
};

void playAll(World& world, demo::Player& player, const std::filesystem::path& out, Report& report) {
  const auto stop = [&](const Error& error) { report.problem = QString::fromStdString(describe(error)); };
  say("record query: 不动产登记信息查询");
  const auto proof = player.recordQuery(QStringLiteral("li-wei"));
  if (!proof) {
    return stop(proof.error());
  }
  report.proof = *proof;
  const auto sheet = printedSheet(world.workspace.kioskData() / "printed" / "printer");
  if (sheet.empty()) {
    return stop({std::string(demo::errors::kSheet), Fault::Bug, "the printer has no sheet"});
  }
  std::filesystem::copy_file(sheet, out / "proof.pdf", std::filesystem::copy_options::overwrite_existing);
  const auto code = demo::qrOnSheet(out / "proof.pdf");
  if (!code) {
    return stop(code.error());
  }
  if (*code != report.proof.verifyUrl) {
    return stop({std::string(demo::errors::kVerify), Fault::Bug,
                 "the sheet's QR code is not the one that was issued"});
  }
  const auto verified = demo::verifyAt(*code);
  if (!verified) {
    return stop(verified.error());
  }
  report.verified = true;
  say("  the sheet's QR code was read and the platform's page says 有效");
  say("application: 生育服务登记");
  const auto application = player.application(QStringLiteral("li-wei"));
  if (!application) {
    return stop(application.error());
  }
  report.application = *application;
}

QJsonObject resultJson(const Report& report, const demo::Timeline& timeline) {
  const auto metric = [&](const char* name) { return report.metrics[QLatin1String(name)]; };
  return {{QStringLiteral("proof"), QJsonObject{{QStringLiteral("printed"), report.proof.sheets > 0},
                                                {QStringLiteral("sheets"), report.proof.sheets},
                                                {QStringLiteral("verified"), report.verified}}},
          {QStringLiteral("application"),
           QJsonObject{{QStringLiteral("caseId"), report.application.caseId},
                       {QStringLiteral("state"), report.application.state},
                       {QStringLiteral("receipt"), report.application.caseNumber}}},
          {QStringLiteral("machineMs"),
           QJsonObject{{QStringLiteral("recordQuery"),
                        static_cast<qint64>(timeline.machineMs(QStringLiteral("recordQuery")))},
                       {QStringLiteral("application"),
                        static_cast<qint64>(timeline.machineMs(QStringLiteral("application")))}}},
          {QStringLiteral("guiBlockMsMax"), metric("guiBlockMsMax")},
          {QStringLiteral("firstFrameMs"), metric("firstFrameMs")},
          {QStringLiteral("peakRssMb"), metric("peakRssMb")}};
}

void write(const std::filesystem::path& file, const QJsonDocument& json) {
  std::ofstream(file, std::ios::binary) << json.toJson(QJsonDocument::Indented).toStdString();
}

bool isGood(const Report& report) {
  return report.problem.isEmpty() && report.proof.sheets > 0 && report.verified &&
         report.application.state == QStringLiteral("accepted") && !report.application.caseNumber.isEmpty();
}

int playHeadless(const std::filesystem::path& out, const QSize& screen) {
  std::filesystem::create_directories(out);
  World world;
  harness::KioskStart start;
  start.simulatorTime = 1;
  if (const auto started = startWorld(world, start, screen); !started) {
    std::fprintf(stderr, "xiaowu-demo: %s\n", describe(started.error()).c_str());
    return 1;
  }
  demo::PlayOptions options;
  options.pictures = out;
  demo::Player player(*world.kiosk, options);
  Report report;
  playAll(world, player, out, report);
  if (const auto metrics = world.kiosk->command(QStringLiteral("metrics"))) {
    report.metrics = *metrics;
  }
  write(out / "timeline.json", QJsonDocument(player.timeline().json()));
  const auto result = resultJson(report, player.timeline());
  write(out / "result.json", QJsonDocument(result));
  std::printf("%s", QJsonDocument(result).toJson(QJsonDocument::Indented).constData());
  std::printf("pictures, proof.pdf, timeline.json and result.json are in %s\n", out.c_str());
  const bool stopped = world.kiosk->stop();
  if (!stopped) {
    report.problem = QStringLiteral("the kiosk did not end cleanly");
  }
  if (!report.problem.isEmpty()) {
    std::fprintf(stderr, "xiaowu-demo: %s\n", report.problem.toUtf8().constData());
  }
  say(isGood(report) ? "demo: good" : "demo: FAILED");
  return isGood(report) ? 0 : 1;
}

/// A power cut is not the end of the demo: the kiosk comes back over the same data, as on site.
bool untilClosed(World& world, const harness::KioskStart& start) {
  while (true) {
    while (!world.kiosk->waitForEnd(std::chrono::hours{1})) {
    }
    if (!world.kiosk->endedByKill()) {
      return true;
    }
    say("power cut: the kiosk starts again over the same data; nothing that it had stored is lost");
    auto again = harness::KioskProcess::start(world.workspace, start);
    if (!again) {
      std::fprintf(stderr, "xiaowu-demo: %s\n", describe(again.error()).c_str());
      return false;
    }
    world.kiosk = std::move(*again);
  }
}

int openForPerson(const QSize& screen) {
  World world;
  harness::KioskStart start;
  start.simulatorTime = 1;
  start.offscreen = false;
  start.panel = true;
  if (const auto started = startWorld(world, start, screen); !started) {
    std::fprintf(stderr, "xiaowu-demo: %s\n", describe(started.error()).c_str());
    return 1;
  }
  std::printf(
      "The kiosk and the simulator panel are open. Platform: %s\n"
      "The panel says what to press next. Close the kiosk's window to end.\n",
      world.platform->url().toUtf8().constData());
  std::fflush(stdout);
  return untilClosed(world, start) ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  QCoreApplication application(argc, argv);
  QCommandLineParser parser;
  parser.addHelpOption();
  parser.addOption(
      {QStringLiteral("headless"),
       QStringLiteral("Play a record query and an application through the real screens, offscreen.")});
  parser.addOption({QStringLiteral("out"), QStringLiteral("Folder for pictures and results."),
                    QStringLiteral("DIR"), QStringLiteral("demo-out")});
  parser.addOption(
      {QStringLiteral("landscape"), QStringLiteral("A screen of 1920×1080 instead of 1080×1920.")});
  parser.process(application);
  const QSize screen = parser.isSet(QStringLiteral("landscape")) ? QSize(1920, 1080) : QSize(1080, 1920);
  const bool display = qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY");
  if (display && !parser.isSet(QStringLiteral("headless"))) {
    return openForPerson(screen);
  }
  return playHeadless(std::filesystem::absolute(parser.value(QStringLiteral("out")).toStdString()), screen);
}
