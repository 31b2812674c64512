// 50 record queries and 5 applications on one kiosk without mechanical delays. Prints one line of JSON; ends
// with 1 when a session failed or when the memory grew by more than 10 MB between the 10th and the 50th
// record query. The first applications come before the 10th: they load the reading engine.
#include "core/base/Statistics.h"
#include "tools/demo/Player.h"
#include "tools/harness/PlatformProcess.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>
#include <cstdio>
#include <map>

namespace {

using namespace xiaowu;

constexpr int kQueries = 50;
constexpr int kWarm = 10;
constexpr qint64 kGrowthMaxMb = 10;

struct World {
  harness::Workspace workspace;
  std::unique_ptr<harness::PlatformProcess> platform;
  std::unique_ptr<harness::KioskProcess> kiosk;
};

Result<void> start(World& world) {
  const auto key = harness::makeKioskKey(world.workspace);
  if (!key) {
    return fail(key.error());
  }
  auto platform = harness::PlatformProcess::start(world.workspace, *key);
  if (!platform) {
    return fail(platform.error());
  }
  world.platform = std::move(*platform);
  harness::SiteOptions site;
  site.platformUrl = world.platform->url().toStdString();
  if (auto written = harness::writeSite(world.workspace, site); !written) {
    return written;
  }
  auto kiosk = harness::KioskProcess::start(world.workspace);
  if (!kiosk) {
    return fail(kiosk.error());
  }
  world.kiosk = std::move(*kiosk);
  const auto well = world.kiosk->waitForStatus(
      [](const QJsonObject& status) {
        const auto devices = status[QStringLiteral("devices")].toObject();
        return status[QStringLiteral("online")].toBool() && devices.size() == 5 &&
               std::all_of(devices.begin(), devices.end(), [](const QJsonValue& state) {
                 return state.toString() == QStringLiteral("online");
               });
      },
      QStringLiteral("all devices and the platform"), std::chrono::seconds{60});
  return well ? Result<void>{} : fail(well.error());
}

/// Least squares over the warm sessions: MB per session.
double slope(const std::map<int, qint64>& rss) {
  double n = 0, x = 0, y = 0, xx = 0, xy = 0;
  for (const auto& [session, mb] : rss) {
    if (session < kWarm) {
      continue;
    }
    const auto at = static_cast<double>(session);
    const auto value = static_cast<double>(mb);
    n += 1, x += at, y += value, xx += at * at, xy += at * value;
  }
  const double spread = n * xx - x * x;
  return spread > 0 ? (n * xy - x * y) / spread : 0;
}

struct Measured {
  std::map<int, qint64> rssMb;
  std::vector<std::int64_t> queryMs;
  QJsonObject last;
};

Result<void> serve(World& world, Measured& measured) {
  demo::PlayOptions options;
  options.readingTime = std::chrono::milliseconds{0};
  options.print = false;
  for (int session = 1; session <= kQueries; ++session) {
    demo::Player player(*world.kiosk, options);
    const auto proof =
        player.recordQuery(session % 2 == 0 ? QStringLiteral("wang-fang") : QStringLiteral("li-wei"));
    if (!proof) {
      return fail(withContext(proof.error(), "record query " + std::to_string(session)));
    }
    measured.queryMs.push_back(player.timeline().machineMs(QStringLiteral("recordQuery")));
    if (session == 6 || session == 8 || session == 20 || session == 30 || session == 40) {
      const auto filed =
          player.application(session % 4 == 0 ? QStringLiteral("wang-fang") : QStringLiteral("li-wei"));
      if (!filed) {
        return fail(withContext(filed.error(), "application after " + std::to_string(session)));
      }
    }
    const auto metrics = world.kiosk->command(QStringLiteral("metrics"));
    if (!metrics) {
      return fail(metrics.error());
    }
    measured.rssMb[session] = (*metrics)[QStringLiteral("rssMb")].toInteger();
    measured.last = *metrics;
  }
  return {};
}

std::int64_t atShare(const std::vector<std::int64_t>& values, double share) {
  const auto rank = static_cast<std::size_t>(share * static_cast<double>(values.size()));
  return atRank(values, std::min(values.size() - 1, rank));
}

}  // namespace

int main(int argc, char** argv) {
  QCoreApplication application(argc, argv);
  World world;
  Measured measured;
  auto done = start(world);
  if (done) {
    done = serve(world, measured);
  }
  if (!done) {
    std::fprintf(stderr, "bench_sessions: %s\n", describe(done.error()).c_str());
    return 1;
  }
  const auto growth = measured.rssMb[kQueries] - measured.rssMb[kWarm];
  const auto metric = [&](const char* name) { return measured.last[QLatin1String(name)]; };
  const QJsonObject result{
      {QStringLiteral("bench"), QStringLiteral("sessions")},
      {QStringLiteral("recordQueries"), kQueries},
      {QStringLiteral("applications"), 5},
      {QStringLiteral("rssMb"), QJsonObject{{QStringLiteral("5"), measured.rssMb[5]},
                                            {QStringLiteral("10"), measured.rssMb[kWarm]},
                                            {QStringLiteral("25"), measured.rssMb[25]},
                                            {QStringLiteral("50"), measured.rssMb[kQueries]}}},
      {QStringLiteral("rssMbPerSession"), slope(measured.rssMb)},
      {QStringLiteral("peakRssMb"), metric("peakRssMb")},
      {QStringLiteral("firstFrameMs"), metric("firstFrameMs")},
      {QStringLiteral("guiBlockMsMax"), metric("guiBlockMsMax")},
      {QStringLiteral("recordQueryMs"),
       QJsonObject{{QStringLiteral("median"), static_cast<qint64>(atShare(measured.queryMs, 0.5))},
                   {QStringLiteral("p95"), static_cast<qint64>(atShare(measured.queryMs, 0.95))}}}};
  std::printf("%s\n", QJsonDocument(result).toJson(QJsonDocument::Compact).constData());
  const bool ended = world.kiosk->stop();
  if (!ended) {
    std::fprintf(stderr, "bench_sessions: the kiosk did not end cleanly\n");
  }
  if (growth > kGrowthMaxMb) {
    std::fprintf(stderr, "bench_sessions: the memory grew by %lld MB from session %d to %d\n",
                 static_cast<long long>(growth), kWarm, kQueries);
  }
  return ended && growth <= kGrowthMaxMb ? 0 : 1;
}
