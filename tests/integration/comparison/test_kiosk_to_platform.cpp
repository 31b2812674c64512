// The kiosk's comparison against xiaowu-platform as a process of its own: a yes, a no, and every way in which
// there is neither.
#include "ComparisonFixture.h"

#include "core/base/Log.h"
#include "app/session/PlatformFaceComparison.h"
#include "tests/integration/platform/Client.h"
#include "tests/support/Places.h"

#include <nlohmann/json.hpp>

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QProcess>

#include <fstream>

using namespace xiaowu;
using namespace xiaowu::testing;
using namespace std::chrono_literals;
using Json = nlohmann::json;
using Answer = Result<sync::ComparisonAnswer>;

namespace {

bool spinUntil(const std::function<bool()>& condition) {
  const QDeadlineTimer deadline(30s);
  while (!condition()) {
    if (deadline.hasExpired()) {
      return false;
    }
    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 20);
  }
  return true;
}

Answer ended(QFuture<Answer> future) {
  REQUIRE(spinUntil([&] { return future.isFinished(); }));
  return future.resultCount() == 0 ? Answer(fail(xiaowu::errors::kCancelled, Fault::Cancelled))
                                   : future.result();
}

QString text(const std::filesystem::path& path) {
  return QString::fromStdString(path.string());
}

/// xiaowu-platform with decoder and models, its standard error kept.
class Process {
 public:
  Process() {
    REQUIRE(QProcess::execute(QString::fromStdString(places::program("xiaowu-platform")),
                              {QStringLiteral("init"), QStringLiteral("--data"), text(m_folder.path)}) == 0);
    QProcess enrol;
    enrol.start(QString::fromStdString(places::program("xiaowu-platform")),
                {QStringLiteral("enrol"), QStringLiteral("--data"), text(m_folder.path),
                 QStringLiteral("--kiosk"), QStringLiteral("K-1"), QStringLiteral("--key"),
                 QString::fromStdString(toBase64(kioskKey.publicKey())), QStringLiteral("--area"),
                 QStringLiteral("430624"), QStringLiteral("--compare-faces")});
    REQUIRE(enrol.waitForFinished());
    REQUIRE(enrol.exitCode() == 0);
    m_process.start(QString::fromStdString(places::program("xiaowu-platform")),
                    {QStringLiteral("--data"), text(m_folder.path), QStringLiteral("--listen"),
                     QStringLiteral("127.0.0.1:0"), QStringLiteral("--faults"), QStringLiteral("--models"),
                     QString::fromStdString(places::models()), QStringLiteral("--photo-decoder"),
                     QStringLiteral(SIMULATOR_PHOTO_PLUGIN)});
    REQUIRE(spinUntil([&] { return m_process.canReadLine(); }));
    m_address = m_process.readLine().trimmed().mid(10).toStdString();
    std::ifstream file(m_folder.path / "public.json");
    m_public = Json::parse(file);
  }
  ~Process() { end(); }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  void end() {
    if (m_process.state() == QProcess::NotRunning) {
      return;
    }
    m_process.terminate();
    m_process.waitForFinished();
  }
  [[nodiscard]] std::string url() const { return "http://" + m_address; }
  [[nodiscard]] std::uint16_t port() const {
    return static_cast<std::uint16_t>(std::stoi(m_address.substr(m_address.find(':') + 1)));
  }
  [[nodiscard]] crypto::Key32 key(const char* name) const {
    return *crypto::keyFromBase64(m_public[name].get<std::string>());
  }
  [[nodiscard]] std::string keyId() const { return m_public["keyId"]; }
  [[nodiscard]] std::string log() { return m_process.readAllStandardError().toStdString(); }
  void fault(const std::string& body) const {
    (void)sendRaw(port(), "POST /test/faults HTTP/1.1\r\nHost: t\r\nContent-Length: " +
                              std::to_string(body.size()) + "\r\n\r\n" + body);
  }

  crypto::Signer kioskKey = crypto::Signer::generate();

 private:
  TemporaryFolder m_folder;
  QProcess m_process;
  std::string m_address;
  Json m_public;
};

struct KioskSide {
  explicit KioskSide(const Process& process, std::chrono::milliseconds timeout = 20s)
      : client(optionsFor(process, timeout), process.kioskKey, clock),
        comparison(client, {process.key("sealingKey"), process.keyId()}, clock) {}

  static sync::PlatformOptions optionsFor(const Process& process, std::chrono::milliseconds timeout) {
    sync::PlatformOptions options;
    options.channel.baseUrl = process.url();
    options.channel.kioskId = "K-1";
    options.platformKey = process.key("signingKey");
    options.comparisonTimeout = timeout;
    return options;
  }
  [[nodiscard]] Answer ask(const std::string& person, const std::string& owner) {
    return ended(comparison.compare(simulator::encodeSimulatorPhoto(owner), cropOf(person)));
  }
  /// The code that the workflow is told.
  [[nodiscard]] std::string failure(const std::string& person, const std::string& owner) {
    const auto answer = ask(person, owner);
    REQUIRE_FALSE(answer);
    return session::comparisonFailure(answer.error()).code;
  }

  SystemClock clock;
  sync::PlatformClient client;
  session::PlatformFaceComparison comparison;
};

std::string& capturedLog() {
  static std::string lines;
  return lines;
}

}  // namespace

TEST_CASE("the kiosk gets a yes for the card's owner and a no for anybody else") {
  if (!haveModels()) {
    return;
  }
  Process process;
  KioskSide kiosk(process);
  for (const auto* person : {"li-wei", "chen-guiying", "anna-schmidt"}) {
    kiosk.comparison.forgetSession();
    const auto yes = kiosk.ask(person, person);
    if (!yes) {
      FAIL(describe(yes.error()));
    }
    CHECK(yes->match);
    const auto no = kiosk.ask(person, "lin-zhiming");
    if (!no) {
      FAIL(person << ": " << describe(no.error()));
    }
    CHECK_FALSE(no->match);
    CHECK(no->model == yes->model);
  }
}

TEST_CASE("a fourth try of one session is not compared; the next resident has three again") {
  if (!haveModels()) {
    return;
  }
  Process process;
  KioskSide kiosk(process);
  for (int i = 0; i < 3; ++i) {
    CHECK_FALSE(kiosk.ask("li-wei", "wang-fang")->match);
  }
  const auto fourth = kiosk.ask("li-wei", "li-wei");
  REQUIRE_FALSE(fourth);
  CHECK(fourth.error().detail == "comparison.too-many-tries");
  CHECK(session::comparisonFailure(fourth.error()).code == session::errors::kComparisonUnavailable);
  kiosk.comparison.forgetSession();
  CHECK(kiosk.ask("li-wei", "li-wei")->match);
}

TEST_CASE("without the platform's timely word there is no yes") {
  if (!haveModels()) {
    return;
  }
  Process process;
  std::string code(session::errors::kComparisonUnavailable);
  SECTION("too slow") {
    KioskSide kiosk(process, 1500ms);
    process.fault(R"({"delayMs":600000,"pathPrefix":"/v1/face-comparisons"})");
    CHECK(kiosk.failure("li-wei", "li-wei") == code);
  }
  SECTION("the answer is lost") {
    KioskSide kiosk(process);
    // Also for what Qt sends again by itself.
    process.fault(R"({"dropAnswer":100,"pathPrefix":"/v1/face-comparisons"})");
    CHECK(kiosk.failure("li-wei", "li-wei") == code);
    process.fault(R"({"clear":true})");
    CHECK(kiosk.ask("li-wei", "li-wei")->match);
  }
  SECTION("busy") {
    KioskSide kiosk(process);
    process.fault(R"({"status":503,"retryAfterS":5,"pathPrefix":"/v1/face-comparisons"})");
    CHECK(kiosk.failure("li-wei", "li-wei") == code);
  }
  SECTION("offline") {
    KioskSide kiosk(process);
    process.end();
    CHECK(kiosk.failure("li-wei", "li-wei") == code);
  }
  SECTION("sealed to another platform") {
    KioskSide kiosk(process);
    session::PlatformFaceComparison comparison(
        kiosk.client, {crypto::makeSealingKeyPair().publicKey, process.keyId()}, kiosk.clock);
    const auto answer =
        ended(comparison.compare(simulator::encodeSimulatorPhoto("li-wei"), cropOf("li-wei")));
    REQUIRE_FALSE(answer);
    CHECK(answer.error().detail == "comparison.cannot-open");
    CHECK(session::comparisonFailure(answer.error()).code == code);
  }
  SECTION("another platform's signature than the pinned one") {
    auto options = KioskSide::optionsFor(process, 20s);
    options.platformKey = crypto::Signer::generate().publicKey();
    const SystemClock clock;
    sync::PlatformClient client(options, process.kioskKey, clock);
    session::PlatformFaceComparison comparison(client, {process.key("sealingKey"), process.keyId()}, clock);
    const auto answer =
        ended(comparison.compare(simulator::encodeSimulatorPhoto("li-wei"), cropOf("li-wei")));
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == sync::errors::kForeignAnswer);
    CHECK(session::comparisonFailure(answer.error()).code == code);
  }
}

TEST_CASE("a comparison that is cancelled, or over pictures that nobody can use, is no yes either") {
  if (!haveModels()) {
    return;
  }
  Process process;
  std::string code(session::errors::kComparisonUnavailable);
  SECTION("cancelled") {
    KioskSide kiosk(process);
    process.fault(R"({"delayMs":600000,"pathPrefix":"/v1/face-comparisons"})");
    auto future = kiosk.comparison.compare(simulator::encodeSimulatorPhoto("li-wei"), cropOf("li-wei"));
    future.cancel();
    const auto answer = ended(future);
    REQUIRE_FALSE(answer);
    CHECK(session::comparisonFailure(answer.error()).code == xiaowu::errors::kCancelled);
  }
  SECTION("pictures that nobody can use") {
    KioskSide kiosk(process);
    const auto ask = [&](Bytes photo, Image face) {
      const auto answer = ended(kiosk.comparison.compare(std::move(photo), std::move(face)));
      REQUIRE_FALSE(answer);
      return session::comparisonFailure(answer.error()).code;
    };
    const auto grey = Image::of(200, 200, PixelFormat::Bgr8, Bytes(200 * 200 * 3, 128));
    CHECK(ask(Bytes(1024, 0), cropOf("li-wei")) == "photo.not-decodable");
    CHECK(ask(simulator::encodeSimulatorPhoto("li-wei"), grey) == "face.not-seen");
    CHECK(ask(simulator::encodeSimulatorPhoto("li-wei"), {}) == code);
  }
}

TEST_CASE("neither log says who was compared, with what, or how it ended") {
  if (!haveModels()) {
    return;
  }
  const auto before =
      qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString& message) {
        capturedLog() += message.toStdString() + "\n";
      });
  Process process;
  KioskSide kiosk(process);
  const auto yes = kiosk.ask("li-wei", "li-wei");
  const auto no = kiosk.ask("li-wei", "wang-fang");
  const auto failed = ended(kiosk.comparison.compare(Bytes(1024, 0), cropOf("li-wei")));
  qInstallMessageHandler(before);
  REQUIRE((yes && no && !failed));
  process.end();
  const auto platformLog = process.log();
  CHECK(platformLog.find("POST /v1/face-comparisons") != std::string::npos);
  const auto jpeg = jpegOf("li-wei");
  for (const auto& log : {platformLog, capturedLog()}) {
    for (const std::string& word :
         {std::string("li-wei"), std::string("SIMU"), std::string("match"), std::string("similarity"),
          toBase64(ByteView(jpeg).first(24)), toHex(ByteView(jpeg).first(24)),
          std::string(textOf(jpeg).substr(0, 24))}) {
      CHECK(log.find(word) == std::string::npos);
    }
  }
}
