// One run of a kiosk for test_kill: sync_child <folder> <url> <platform key> <kiosk seed> <submission id>
// <commit point to die at, or none> [<epoch>]. Stores the submission unless it is there, says "stored", sends
// it, and ends with 0 when the receipt is on the disk; with an epoch when it has heard of it and has nothing
// left to give back.
#include "app/outbox/Outbox.h"
#include "app/sync/SyncService.h"

#include <QCoreApplication>
#include <QTimer>

#include <csignal>
#include <cstdio>

using namespace xiaowu;

namespace {

bool enqueue(outbox::Outbox& box, const Uuid& id, const Clock& clock) {
  const auto content = crypto::ContentKey::random();
  outbox::Submission submission{id, "elderly-allowance", "seal-1", Bytes(80, 1), {}, clock.wall()};
  for (std::uint32_t part = 0; part < 4; ++part) {
    submission.sealedParts.push_back(content.sealPart(id, part, Bytes(30000, 1)));
  }
  return box.submissions().enqueue(submission).has_value();
}

/// It has its receipt, this epoch was heard of, and nothing is left to give back.
bool gaveBack(outbox::Outbox& box, const Uuid& id, int epoch) {
  const auto status = box.submissions().stateOf(id);
  return status && status->state == outbox::SubmissionState::Accepted &&
         box.copies().epoch().value_or(0) == epoch && box.copies().numbers()->toGiveBack == 0;
}

}  // namespace

int main(int argc, char** argv) {
  QCoreApplication application(argc, argv);
  if (argc != 7 && argc != 8) {
    return 10;
  }
  const auto platformKey = crypto::keyFromBase64(argv[3]);
  const auto key = crypto::Signer::fromSeed(fromBase64(argv[4]).value_or(Bytes{}));
  const auto id = Uuid::parse(argv[5]);
  const std::string deathPoint = argv[6];
  if (!platformKey || !key || !id) {
    return 11;
  }
  const SystemClock clock;
  const auto die = [&](std::string_view point) {
    if (point == deathPoint) {
      std::raise(SIGKILL);
    }
  };
  outbox::Options options;
  options.kioskId = "kiosk-7";
  options.sign = [&](std::string_view text) { return key->sign(text); };
  options.publicKey.assign(key->publicKey().begin(), key->publicKey().end());
  options.commitPoint = die;
  auto box = outbox::Outbox::open(argv[1], clock, options);
  if (!box) {
    return 12;
  }
  if (!(*box)->submissions().stateOf(*id) && !enqueue(**box, *id, clock)) {
    return 13;
  }
  std::puts("stored");
  std::fflush(stdout);
  sync::PlatformOptions platform;
  platform.channel.baseUrl = argv[2];
  platform.channel.kioskId = "kiosk-7";
  platform.platformKey = *platformKey;
  sync::PlatformClient client(platform, *key, clock);
  sync::SyncOptions sync;
  sync.baseDelay = std::chrono::milliseconds(10);
  sync.commitPoint = die;
  const int wantedEpoch = argc == 8 ? QByteArray(argv[7]).toInt() : 0;
  if (wantedEpoch > 0) {
    sync.heartbeatEvery = std::chrono::milliseconds(100);
    sync.devices = [] { return sync::DeviceReport{"0.1.0", std::chrono::seconds(5), {}}; };
  }
  sync::SyncService service({(*box)->queue(), (*box)->submissions(), (*box)->copies(), (*box)->settings()},
                            client, clock, sync);
  QObject::connect(&service, &sync::SyncService::submissionStateChanged, &application,
                   [&](const Uuid&, outbox::SubmissionState state) {
                     if (state == outbox::SubmissionState::Accepted && wantedEpoch == 0) {
                       QCoreApplication::exit(0);
                     }
                     if (state == outbox::SubmissionState::Dead) {
                       QCoreApplication::exit(14);
                     }
                   });
  service.start();
  QTimer look;
  QObject::connect(&look, &QTimer::timeout, &application, [&] {
    if (gaveBack(**box, *id, wantedEpoch)) {
      QCoreApplication::exit(0);
    }
  });
  if (wantedEpoch > 0) {
    look.start(20);
    return QCoreApplication::exec();
  }
  if ((*box)->submissions().stateOf(*id)->state == outbox::SubmissionState::Accepted) {
    return 0;
  }
  return QCoreApplication::exec();
}
