// The same way against the reference platform as a process.
#include "RealPlatform.h"

#include "app/sync/SyncHost.h"

#include <nlohmann/json.hpp>

#include <QTcpServer>
#include <QTcpSocket>

#include <memory>

namespace xiaowu::sync::test {

namespace {

/// A line to the platform that is cut after so many bytes of each connection.
class CutLine {
 public:
  CutLine(const std::string& url, qint64 bytesMax) : m_bytesMax(bytesMax) {
    m_port = static_cast<quint16>(std::stoi(url.substr(url.rfind(':') + 1)));
    REQUIRE(m_server.listen(QHostAddress::LocalHost));
    QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
      while (auto* near = m_server.nextPendingConnection()) {
        join(near);
      }
    });
  }
  [[nodiscard]] std::string url() const {
    return "http://127.0.0.1:" + std::to_string(m_server.serverPort());
  }
  [[nodiscard]] int cuts() const { return m_cuts; }

 private:
  void join(QTcpSocket* near) {
    auto* far = new QTcpSocket(near);
    far->connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
    auto carried = std::make_shared<qint64>(0);
    const auto pass = [this, near, far, carried] {
      if (far->state() != QAbstractSocket::ConnectedState) {
        return;
      }
      const auto bytes = near->read(std::min(near->bytesAvailable(), m_bytesMax - *carried));
      *carried += bytes.size();
      far->write(bytes);
      far->flush();
      if (*carried >= m_bytesMax) {
        ++m_cuts;
        far->abort();
        near->abort();
      }
    };
    QObject::connect(near, &QTcpSocket::readyRead, far, pass);
    QObject::connect(far, &QTcpSocket::connected, near, pass);
    QObject::connect(far, &QTcpSocket::readyRead, near, [near, far] { near->write(far->readAll()); });
    QObject::connect(far, &QTcpSocket::disconnected, near, [near] { near->disconnectFromHost(); });
    QObject::connect(near, &QTcpSocket::disconnected, near, &QObject::deleteLater);
  }

  QTcpServer m_server;
  quint16 m_port = 0;
  const qint64 m_bytesMax;
  int m_cuts = 0;
};

/// A kiosk's sync beside the real platform, with what it reported of its submissions.
class RealKiosk {
 public:
  /// `cutAfter`: the line is cut after so many bytes of each connection; 0: it is good.
  explicit RealKiosk(qint64 cutAfter = 0)
      : m_line(cutAfter > 0 ? std::make_unique<CutLine>(m_platform.url(), cutAfter) : nullptr),
        m_host(setupOf(m_folder, m_platform, m_line.get()), kioskKey(), m_clock) {
    QObject::connect(&m_host, &SyncHost::submissionStateChanged, &m_host,
                     [this](const Uuid& id, outbox::SubmissionState state, const QString& number) {
                       m_states[id] = state;
                       if (!number.isEmpty()) {
                         m_accepted[id] = number.toStdString();
                       }
                     });
  }

  [[nodiscard]] RealPlatform& platform() { return m_platform; }
  [[nodiscard]] SyncHost& host() { return m_host; }
  [[nodiscard]] const CutLine& line() const { return *m_line; }
  [[nodiscard]] WallTime now() const { return m_clock.wall(); }

  Uuid submit(const std::string& service) {
    const auto id = Uuid::makeV7(now());
    const auto stored = finished(m_host.submit(filing(m_platform, id, now(), service)));
    if (!stored) {
      FAIL(describe(stored.error()));
    }
    return id;
  }
  void requireAccepted(const Uuid& id) {
    REQUIRE(spinUntil([&] { return m_accepted.contains(id); }));
  }
  [[nodiscard]] const std::string& numberOf(const Uuid& id) { return m_accepted[id]; }
  [[nodiscard]] outbox::SubmissionState stateOf(const Uuid& id) { return m_states[id]; }

 private:
  static SyncSetup setupOf(const TempFolder& folder, const RealPlatform& platform, const CutLine* line) {
    SyncSetup setup;
    setup.folder = folder.path();
    setup.platform =
        platformOptions(line != nullptr ? line->url() : platform.url(), platform.key("signingKey"));
    setup.platform.timeout = 2s;
    setup.platform.transferTimeout = 2s;
    setup.sync.baseDelay = 20ms;
    setup.sync.capDelay = 200ms;
    setup.sync.heartbeatEvery = 200ms;
    setup.sync.devices = [] {
      return DeviceReport{
          "0.1.0",
          5s,
          {{"printer", "ready", "", WallTime{}, 1s}, {"camera", "gone", "device.gone", WallTime{}, {}}}};
    };
    return setup;
  }

  RealPlatform m_platform;
  std::unique_ptr<CutLine> m_line;
  TempFolder m_folder;
  SystemClock m_clock;
  std::map<Uuid, std::string> m_accepted;
  std::map<Uuid, outbox::SubmissionState> m_states;
  SyncHost m_host;  // last: its threads end before what they report to
};

/// Five submissions, of which one is a repetition and three meet a fault; the first is returned.
Uuid submitThroughFaults(RealKiosk& kiosk) {
  const auto first = kiosk.submit("household.move");
  kiosk.requireAccepted(first);
  CHECK(kiosk.stateOf(first) == outbox::SubmissionState::Accepted);
  CHECK(kiosk.numberOf(first).starts_with("430624-"));

  const auto again = kiosk.submit("household.move");  // the same person, the same item, the same day
  kiosk.requireAccepted(again);
  CHECK(kiosk.stateOf(again) == outbox::SubmissionState::AlreadySubmitted);
  CHECK(kiosk.numberOf(again) == kiosk.numberOf(first));

  kiosk.platform().faults({{"dropAnswer", 2}, {"pathPrefix", "/v1/submissions"}});
  kiosk.requireAccepted(kiosk.submit("pension.certify"));
  kiosk.platform().faults({{"status", 503}, {"count", 3}, {"pathPrefix", "/v1/submissions"}});
  kiosk.requireAccepted(kiosk.submit("medical.refund"));
  kiosk.platform().end();
  const auto offline = kiosk.submit("land.query");
  kiosk.platform().begin(QString::fromStdString(kiosk.platform().url().substr(7)));
  kiosk.requireAccepted(offline);
  return first;
}

/// One record, its proof, printed and rated, and no proof while the seal is away.
void proveAndRate(RealKiosk& kiosk, const Uuid& rated) {
  auto& host = kiosk.host();
  RecordRequest asked;
  asked.requestId = Uuid::makeV7(kiosk.now());
  asked.service = "property.query";
  asked.holder = {"李伟", "430624199308150019"};
  asked.evidence = {"face", 0.83, "sface"};
  const auto record = finished(host.platform().queryRecord(asked));
  if (!record) {
    FAIL(describe(record.error()));
  }
  CHECK(record->found);
  CHECK(record->entries.size() > 5);
  const auto proof = finished(host.platform().issueProof(asked));
  if (!proof) {
    FAIL(describe(proof.error()));
  }
  CHECK(textOf(proof->pdf).starts_with("%PDF"));
  CHECK(finished(host.platform().issueProof(asked))->proofId == proof->proofId);
  const auto printed = PlatformClient::printedReport(proof->proofId, proof->sheets);
  CHECK(finished(host.report(Uuid::makeV7(kiosk.now()), printed->first, printed->second)).has_value());
  const auto rating =
      PlatformClient::ratingReport({Uuid::makeV7(kiosk.now()), "property.query", rated, 5, kiosk.now()});
  CHECK(finished(host.report(Uuid::makeV7(kiosk.now()), rating->first, rating->second)).has_value());
  kiosk.platform().faults({{"sealDown", true}});
  asked.requestId = Uuid::makeV7(kiosk.now());
  CHECK(codeOf(finished(host.platform().issueProof(asked))) == errors::kSealUnavailable);
}

}  // namespace

TEST_CASE("The reference platform takes what the kiosk sends, through its faults and a restart") {
  if (!QFile::exists(program())) {
    WARN("skipped: xiaowu-platform is not built");
    return;
  }
  RealKiosk kiosk;
  const auto first = submitThroughFaults(kiosk);
  proveAndRate(kiosk, first);

  Json state;
  REQUIRE(spinUntil([&] {
    state = kiosk.platform().state();
    return state["ratings"] == 1 && state["printed"] == 1 && state["heartbeats"].get<int>() > 1;
  }));
  CHECK(state["cases"] == 4);
  CHECK(state["submissions"].size() == 5);
  auto& host = kiosk.host();
  CHECK(finished(host.withOutbox([](outbox::SendQueue& queue) { return queue.statistics(); }))->pending == 0);
  CHECK(finished(host.withOutbox([](outbox::SendQueue& queue) { return queue.deadLetters(); }))->empty());
}

TEST_CASE("A line that is cut again and again delivers a part that never fits between two cuts") {
  if (!QFile::exists(program())) {
    WARN("skipped: xiaowu-platform is not built");
    return;
  }
  RealKiosk kiosk(100'000);
  const auto id = kiosk.submit("household.move");  // with a page of 300 kB
  kiosk.requireAccepted(id);
  CHECK(kiosk.stateOf(id) == outbox::SubmissionState::Accepted);
  CHECK(kiosk.line().cuts() >= 2);  // three connections at least carry the page
  auto& host = kiosk.host();
  CHECK(finished(host.withOutbox([](outbox::SendQueue& queue) { return queue.deadLetters(); }))->empty());
}

}  // namespace xiaowu::sync::test
