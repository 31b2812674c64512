// A platform that is restored from an older backup, with the kiosk that it lacks cases of: real processes.
#include "RealPlatform.h"

#include "app/sync/SyncHost.h"

namespace xiaowu::sync::test {

namespace {

SyncSetup setupOf(const std::filesystem::path& folder, const RealPlatform& platform) {
  SyncSetup setup;
  setup.folder = folder;
  setup.platform = platformOptions(platform.url(), platform.key("signingKey"));
  setup.platform.timeout = 2s;
  setup.platform.transferTimeout = 5s;
  setup.sync.baseDelay = 20ms;
  setup.sync.capDelay = 200ms;
  setup.sync.heldDelay = 100ms;
  setup.sync.heartbeatEvery = 100ms;
  setup.sync.devices = [] { return DeviceReport{"0.1.0", 5s, {}}; };
  return setup;
}

/// A kiosk whose program can be ended and started again, beside a platform that outlives it.
class Cabin {
 public:
  explicit Cabin(RealPlatform& platform) : m_platform(platform) { start(); }

  void start() {
    m_host = std::make_unique<SyncHost>(setupOf(m_folder.path(), m_platform), kioskKey(), m_clock);
  }
  void end() { m_host.reset(); }
  Uuid submit(const std::string& service) {
    const auto id = Uuid::makeV7(m_clock.wall());
    need(finished(m_host->submit(filing(m_platform, id, m_clock.wall(), service))));
    return id;
  }
  outbox::SubmissionStatus status(const Uuid& id) {
    return need(finished(
        m_host->withOutbox([id](outbox::Submissions& submissions) { return submissions.stateOf(id); })));
  }
  /// Its case number, as soon as it has one.
  std::string accepted(const Uuid& id) {
    REQUIRE(spinUntil([&] { return status(id).state == outbox::SubmissionState::Accepted; }));
    return status(id).caseNumber;
  }
  outbox::CopyNumbers copies() {
    return need(finished(m_host->withOutbox([](outbox::Outbox& box) { return box.copies().numbers(); })));
  }
  outbox::Statistics statistics() {
    return need(finished(m_host->withOutbox([](outbox::SendQueue& queue) { return queue.statistics(); })));
  }
  /// The kiosk has heard of this epoch and has nothing left to give back.
  void gaveBack(std::int64_t epoch) {
    REQUIRE(spinUntil([&] {
      const auto heard =
          need(finished(m_host->withOutbox([](outbox::Outbox& box) { return box.copies().epoch(); })));
      return heard == epoch && copies().toGiveBack == 0;
    }));
  }
  [[nodiscard]] std::filesystem::path folder() const { return m_folder.path(); }

 private:
  RealPlatform& m_platform;
  TempFolder m_folder;
  SystemClock m_clock;
  std::unique_ptr<SyncHost> m_host;
};

/// The numbers that the platform has, by submission; a case twice would be told twice.
std::map<std::string, std::string> numbersOf(RealPlatform& platform) {
  std::map<std::string, std::string> numbers;
  const auto state = platform.state();
  for (const auto& line : state["submissions"]) {
    CHECK(numbers.emplace(line["id"], line["caseNumber"]).second);
  }
  return numbers;
}

bool isThere() {
  if (QFile::exists(program())) {
    return true;
  }
  WARN("skipped: xiaowu-platform is not built");
  return false;
}

}  // namespace

TEST_CASE("A restored platform is given back what it lacks, under the old numbers, and gives none twice") {
  if (!isThere()) {
    return;
  }
  RealPlatform platform;
  Cabin cabin(platform);
  const auto early = cabin.submit("household.move");
  const auto earlyNumber = cabin.accepted(early);
  platform.backUp("b1");
  const auto late = cabin.submit("pension.certify"), later = cabin.submit("medical.refund");
  const auto again = cabin.submit("pension.certify");  // the same day: told so, with the number of `late`
  const auto lateNumber = cabin.accepted(late), laterNumber = cabin.accepted(later);
  REQUIRE(spinUntil([&] { return cabin.status(again).state == outbox::SubmissionState::AlreadySubmitted; }));
  cabin.end();

  platform.restore("b1");
  CHECK(numbersOf(platform) == std::map<std::string, std::string>{{early.text(), earlyNumber}});
  const auto page = platform.page("/case/" + late.text());
  CHECK(page.find("现在查不到，不等于没交") != std::string::npos);
  CHECK(page.find("not know applications") != std::string::npos);
  CHECK(platform.page("/verify?code=7K3M-7K3M-7K3M-7K3M").find("查无此证") == std::string::npos);
  CHECK(platform.page("/verify?code=7K3M-7K3M-7K3M-7K3M").find("不能断定真假") != std::string::npos);
  CHECK(Json::parse(platform.page("/v1/verify/7K3M7K3M7K3M7K3M"))["mayLack"].contains("from"));

  cabin.start();
  cabin.gaveBack(2);
  const std::map<std::string, std::string> all{{early.text(), earlyNumber},
                                               {late.text(), lateNumber},
                                               {later.text(), laterNumber},
                                               {again.text(), lateNumber}};
  CHECK(numbersOf(platform) == all);
  CHECK(platform.state()["cases"] == 3);
  CHECK(platform.page("/case/" + late.text()).find(lateNumber) != std::string::npos);
  CHECK(cabin.status(late).caseNumber == lateNumber);
  CHECK(cabin.copies().held == 0);

  const auto fresh = cabin.submit("land.query");
  const auto freshNumber = cabin.accepted(fresh);
  CHECK(freshNumber.substr(freshNumber.size() - 6) == "100001");  // of the second epoch
  // And once more from the same backup: a third epoch, and everything comes back again.
  platform.restore("b1");
  cabin.gaveBack(3);
  auto everything = all;
  everything[fresh.text()] = freshNumber;
  CHECK(numbersOf(platform) == everything);
  CHECK(cabin.statistics().lastSeq == 5);
}

TEST_CASE("A kiosk that was enrolled after the backup holds what it has until it is enrolled again") {
  if (!isThere()) {
    return;
  }
  RealPlatform platform;
  platform.backUp("none");
  Cabin cabin(platform);
  // The kiosk of this fixture is in every backup: its key is another one after the restore.
  platform.end();
  const auto wrongKey = toBase64(crypto::Signer::generate().publicKey());
  REQUIRE(platform.tool({"enrol", "--kiosk", "kiosk-7", "--key", wrongKey, "--area", "430624"}) == 0);
  platform.backUp("other-key");
  platform.enrol();
  platform.restart();
  const auto late = cabin.submit("household.move");
  const auto lateNumber = cabin.accepted(late);
  platform.restore("other-key");
  const auto fresh = cabin.submit("pension.certify");
  REQUIRE(spinUntil([&] { return cabin.statistics().held == 1; }));
  CHECK(cabin.statistics().deadLetters == 0);
  CHECK(cabin.status(late).caseNumber == lateNumber);
  platform.enrol();
  const auto freshNumber = cabin.accepted(fresh);
  cabin.gaveBack(2);
  CHECK(numbersOf(platform) ==
        std::map<std::string, std::string>{{late.text(), lateNumber}, {fresh.text(), freshNumber}});
  CHECK(freshNumber != lateNumber);
}

TEST_CASE("A kiosk that is killed while it gives back gives back once") {
  if (!isThere()) {
    return;
  }
  const auto point =
      GENERATE(as<std::string>{}, "copies.offered", "part.sent", "manifest.sent", "copy.settled");
  INFO(point);
  RealPlatform platform;
  platform.backUp("b1");
  TempFolder folder;
  const SystemClock clock;
  const auto id = Uuid::makeV7(clock.wall());
  {
    const auto box = need(outbox::Outbox::open(folder.path(), clock, outbox::test::options()));
    need(box->submissions().enqueue(filing(platform, id, clock.wall(), "household.move")));
  }
  const auto run = [&](const std::string& deathPoint, const std::string& epoch) {
    QProcess child;
    child.start(QString::fromStdString(places::program("sync_child")),
                {QString::fromStdString(folder.path().string()), QString::fromStdString(platform.url()),
                 QString::fromStdString(toBase64(platform.key("signingKey"))),
                 QString::fromStdString(toBase64(kioskKey().secretSeed())), QString::fromStdString(id.text()),
                 QString::fromStdString(deathPoint), QString::fromStdString(epoch)});
    REQUIRE(spinUntil([&] { return child.state() == QProcess::NotRunning; }, 30s));
    return child.exitStatus() == QProcess::CrashExit ? -1 : child.exitCode();
  };
  REQUIRE(run("none", "1") == 0);
  const auto before = numbersOf(platform);
  REQUIRE(before.size() == 1);
  platform.restore("b1");
  REQUIRE(numbersOf(platform).empty());
  CHECK(run(point, "2") == -1);
  CHECK(run("none", "2") == 0);
  CHECK(numbersOf(platform) == before);
  CHECK(platform.state()["submissions"][0]["seq"] == 1);
}

TEST_CASE("A restore that was cut off is done again, and nothing of the old platform is removed") {
  if (!isThere()) {
    return;
  }
  RealPlatform platform;
  platform.backUp("b1");
  CHECK(platform.tool({"backup", "--to", platform.beside("b1")}) == 1);     // never over another one
  CHECK(platform.tool({"restore", "--from", platform.beside("b1")}) == 1);  // at work
  platform.end();
  CHECK(platform.tool({"restore", "--from", platform.beside("nothing")}) == 1);
  // Cut off before the backup was whole.
  std::filesystem::copy(platform.beside("b1"), platform.beside("half"),
                        std::filesystem::copy_options::recursive);
  std::filesystem::remove(platform.beside("half") + "/backup.json");
  CHECK(platform.tool({"restore", "--from", platform.beside("half")}) == 1);
  // Not what was written.
  std::filesystem::copy(platform.beside("b1"), platform.beside("rotten"),
                        std::filesystem::copy_options::recursive);
  std::ofstream(platform.beside("rotten") + "/platform.sqlite", std::ios::app) << "x";
  CHECK(platform.tool({"restore", "--from", platform.beside("rotten")}) == 1);
  // Cut off in the copying, and between the two renames.
  const auto data = platform.data();
  std::filesystem::create_directories(data.string() + ".restoring/keys");
  std::filesystem::rename(data, data.string() + ".moved");
  REQUIRE(platform.tool({"restore", "--from", platform.beside("b1")}) == 0);
  CHECK_FALSE(std::filesystem::exists(data.string() + ".restoring"));
  CHECK(std::filesystem::exists(data / "platform.sqlite"));
  REQUIRE(platform.tool({"restore", "--from", platform.beside("b1")}) == 0);
  const auto aside = Json::parse(platform.told().substr(0, platform.told().find('\n')))["movedAside"];
  CHECK(std::filesystem::exists(std::filesystem::path(aside.get<std::string>()) / "platform.sqlite"));
  CHECK(Json::parse(platform.told().substr(platform.told().find('\n')))["epoch"] == 3);
  for (const auto& name : {data.string() + ".moved", aside.get<std::string>()}) {
    std::filesystem::remove_all(name);
  }
  platform.begin(QStringLiteral("127.0.0.1:0"));
  CHECK(platform.state()["cases"] == 0);
}

}  // namespace xiaowu::sync::test
