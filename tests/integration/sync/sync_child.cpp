// One run of a kiosk for test_kill: sync_child <folder> <url> <platform key> <kiosk seed> <submission id>
// <commit point to die at, or none>. Stores the submission unless it is there, says "stored", sends it, and
// ends with 0 when the receipt is on the disk.
#include "app/outbox/Outbox.h"
#include "app/sync/SyncService.h"

#include <QCoreApplication>

#include <csignal>
#include <cstdio>

using namespace xiaowu;

int main(int argc, char** argv) {
  QCoreApplication application(argc, argv);
  if (argc != 7) {
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
  if (!(*box)->submissions().stateOf(*id)) {
    const auto content = crypto::ContentKey::random();
    outbox::Submission submission{*id, "elderly-allowance", "seal-1", Bytes(80, 1), {}, clock.wall()};
    for (std::uint32_t part = 0; part < 4; ++part) {
      submission.sealedParts.push_back(content.sealPart(*id, part, Bytes(30000, 1)));
    }
    if (!(*box)->submissions().enqueue(submission)) {
      return 13;
    }
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
  sync::SyncService service({(*box)->queue(), (*box)->submissions(), (*box)->settings()}, client, clock,
                            sync);
  QObject::connect(&service, &sync::SyncService::submissionStateChanged, &application,
                   [&](const Uuid&, outbox::SubmissionState state) {
                     if (state == outbox::SubmissionState::Accepted) {
                       QCoreApplication::exit(0);
                     }
                     if (state == outbox::SubmissionState::Dead) {
                       QCoreApplication::exit(14);
                     }
                   });
  service.start();
  if ((*box)->submissions().stateOf(*id)->state == outbox::SubmissionState::Accepted) {
    return 0;
  }
  return QCoreApplication::exec();
}
