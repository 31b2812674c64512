// The orders with real simulators behind them, looked at through the drivers that the kiosk uses.
#include "PanelFixture.h"
#include "drivers/camera/simulator/CameraSimulator.h"
#include "drivers/idcard/simulator/SamSimulator.h"
#include "drivers/idcard/simulator/SimulatorLink.h"
#include "drivers/network/simulator/NetworkSimulator.h"
#include "drivers/printer/simulator/PrinterSimulator.h"
#include "drivers/scanner/simulator/ScannerSimulator.h"
#include "ui/simulator/PanelCommands.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>
#include <QUrl>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace xiaowu;
using namespace xiaowu::panel;
using namespace std::chrono_literals;
namespace simulators = xiaowu::simulator;

namespace {

const QJsonObject kLiWei{{q("person"), q("li-wei")}};

struct CardFixture {
  CardFixture() {
    fit(setup.simulators, "idcard", sam);
    commands = std::make_unique<PanelCommands>(setup);
  }
  std::shared_ptr<simulators::SamSimulator> sam =
      std::make_shared<simulators::SamSimulator>(simulators::loadPersons().value());
  PanelSetup setup;
  std::unique_ptr<PanelCommands> commands;
};

/// A server that answers every connection with one fixed reply and keeps what it was sent.
class AnsweringServer {
 public:
  explicit AnsweringServer(QByteArray reply) : m_reply(std::move(reply)) {
    REQUIRE(m_server.listen(QHostAddress::LocalHost));
    QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
      auto* socket = m_server.nextPendingConnection();
      QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
        received += socket->readAll();
        if (received.contains("\r\n\r\n") && received.endsWith('}')) {
          socket->write(m_reply);
        }
      });
    });
  }
  [[nodiscard]] QString url() const { return q("http://127.0.0.1:%1").arg(m_server.serverPort()); }
  QByteArray received;

 private:
  QByteArray m_reply;
  QTcpServer m_server;
};

}  // namespace

TEST_CASE("orders without the part they play are refused") {
  PanelCommands commands{PanelSetup{}};
  for (const auto* command :
       {"card.remove", "card.hang", "face.gone", "cam.freeze", "light.low", "scan.clear", "scan.jam",
        "print.refill", "slip.jam", "net.down", "server.500", "seal.down", "disk.fill"}) {
    INFO(command);
    CHECK(codeOf(order(commands, command)) == "panel.no-simulator");
  }
  CHECK(codeOf(order(commands, "card.put", kLiWei)) == "panel.no-simulator");
  CHECK(codeOf(order(commands, "clock.shift", {{q("seconds"), 5}})) == "panel.no-simulator");
  CHECK(codeOf(order(commands, "card.steal")) == "panel.unknown-command");
  CHECK(codeOf(order(commands, "ui.texts")) == "panel.unknown-command");
  CHECK(codeOf(order(commands, "card.put")) == "panel.argument");
  CHECK(codeOf(order(commands, "status")).empty());
  CHECK(order(commands, "help")->value(q("commands")).toArray().size() > 50);
}

TEST_CASE("a card that is put and removed is what the reader finds") {
  CardFixture fixture;
  auto reader = simulators::makeSimulatedIdCardReader(fixture.sam);
  REQUIRE(reader->open(CallContext::within(2s)));
  CHECK(codeOf(order(*fixture.commands, "card.put", kLiWei)).empty());
  const auto card = reader->readCard(CallContext::within(2s));
  REQUIRE(card);
  CHECK(card->name == "李伟");
  CHECK(fixture.commands->states().value(q("card")) == q("li-wei"));
  CHECK(codeOf(order(*fixture.commands, "card.remove")).empty());
  CHECK(fixture.commands->states().value(q("card")) == q(""));
  CHECK_FALSE(fixture.sam->cardPresent());
  REQUIRE(order(*fixture.commands, "card.unplug"));
  CHECK_FALSE(fixture.sam->plugged());
  REQUIRE(order(*fixture.commands, "card.unplug", {{q("on"), false}}));
  CHECK(fixture.sam->plugged());
}

TEST_CASE("a card removed by itself or after a time is told") {
  CardFixture fixture;
  int told = 0;
  QObject::connect(fixture.commands.get(), &PanelCommands::statesChanged, fixture.commands.get(),
                   [&told] { ++told; });
  REQUIRE(order(*fixture.commands, "card.put", kLiWei));
  CHECK(codeOf(order(*fixture.commands, "card.remove", {{q("at"), 20}})).empty());
  CHECK_FALSE(fixture.sam->cardPresent());
  REQUIRE(fixture.sam->putCard("wang-fang"));
  const int before = told;
  waitUntil([&] { return told > before; });
  CHECK(fixture.commands->states().value(q("card")) == q("wang-fang"));
}

TEST_CASE("a paper is drawn on a worker and lies there when the answer comes; orders keep their order") {
  PanelSetup setup;
  const auto glass = std::make_shared<simulators::ScannerSimulator>();
  fit(setup.simulators, "scanner", glass);
  PanelCommands commands(setup);
  auto scanner = simulators::makeSimulatedScanner(glass);
  REQUIRE(scanner->open(CallContext::within(2s)));
  int turns = 0;
  QTimer turn;
  QObject::connect(&turn, &QTimer::timeout, &turn, [&turns] { ++turns; });
  turn.start(0);
  const auto put = order(commands, "scan.put",
                         {{q("document"), q("letter")},
                          {q("person"), q("chen-guiying")},
                          {q("flaw"), q("noseal")},
                          {q("dpi"), 100}});
  INFO((put ? std::string() : describe(put.error())));
  REQUIRE(put);
  CHECK(turns > 2);
  const auto page = scanner->scanPage({}, CallContext::within(5s));
  REQUIRE(page);
  CHECK(page->width == put->value(q("width")).toInt());
  CHECK(commands.states().value(q("paper")) == q("letter chen-guiying noseal"));
  // Asked for in this order, so the glass is empty at the end although drawing takes longer.
  commands.run(q("scan.put"), {{q("document"), q("marriage")}, {q("person"), q("li-wei")}, {q("dpi"), 100}},
               [](const auto&) {});
  REQUIRE(order(commands, "scan.clear"));
  CHECK_FALSE(scanner->scanPage({}, CallContext::within(5s)));
  CHECK(codeOf(order(commands, "scan.put",
                     {{q("document"), q("marriage")}, {q("person"), q("chen-guiying")}})) ==
        "simulator.paper");
  CHECK(commands.states().value(q("paper")) == q(""));
}

TEST_CASE("printer orders act on their printer, and only on theirs") {
  PanelSetup setup;
  auto sheets = std::make_shared<simulators::PrinterSimulator>();
  auto slips = std::make_shared<simulators::PrinterSimulator>();
  fit(setup.simulators, "printer", sheets);
  fit(setup.simulators, "printer.slip", slips);
  PanelCommands commands(setup);
  auto printer = simulators::makeSimulatedPrinter(sheets);
  auto other = simulators::makeSimulatedPrinter(slips);
  REQUIRE(printer->open(CallContext::within(2s)));
  REQUIRE(other->open(CallContext::within(2s)));
  REQUIRE(order(commands, "print.jam", {{q("at"), 1}}));
  CHECK(commands.states().value(q("print")) == q("jam"));
  CHECK(commands.states().value(q("slip")) == q(""));
  REQUIRE(order(commands, "print.clear"));
  CHECK(commands.states().value(q("print")) == q(""));
  REQUIRE(order(commands, "print.off"));
  CHECK_FALSE(printer->status(CallContext::within(2s)));
  CHECK(other->status(CallContext::within(2s)));
  REQUIRE(order(commands, "print.off", {{q("on"), false}}));
  REQUIRE(order(commands, "slip.nottaken"));
}

TEST_CASE("of two devices of a class the order names the second; the first needs no name") {
  PanelSetup setup;
  const auto first = std::make_shared<simulators::PrinterSimulator>();
  const auto second = std::make_shared<simulators::PrinterSimulator>();
  setup.simulators.add({"printer", "printer", {"printer"}, false}, first);
  setup.simulators.add({"printer2", "printer", {"printer"}, false}, second);
  PanelCommands commands(setup);
  auto driver = simulators::makeSimulatedPrinter(first);
  auto other = simulators::makeSimulatedPrinter(second);
  REQUIRE(driver->open(CallContext::within(2s)));
  REQUIRE(other->open(CallContext::within(2s)));
  REQUIRE(order(commands, "print.off", {{q("device"), q("printer2")}}));
  CHECK(driver->status(CallContext::within(2s)));
  CHECK_FALSE(other->status(CallContext::within(2s)));
  CHECK(commands.states().value(q("print")) == q(""));
  CHECK(commands.states().value(q("print:printer2")) == q("off"));
  CHECK(commands.states().value(q("printSheets:printer2")) == 0);
  CHECK(codeOf(order(commands, "print.off", {{q("device"), q("scanner")}})) == "panel.no-simulator");
  REQUIRE(commands.printers().size() == 2);
  CHECK(commands.printers()[1].suffix == q(":printer2"));
}

TEST_CASE("network orders reach the line") {
  PanelSetup setup;
  setup.line = simulators::NetworkSimulator::start("http://127.0.0.1:9").value();
  PanelCommands commands(setup);
  REQUIRE(order(commands, "net.down"));
  CHECK(setup.line->isDown());
  REQUIRE(order(commands, "net.up"));
  CHECK_FALSE(setup.line->isDown());
  REQUIRE(order(commands, "net.slow"));
  CHECK(setup.line->isSlow());
  REQUIRE(order(commands, "net.slow", {{q("on"), false}}));
  CHECK_FALSE(setup.line->isSlow());
  REQUIRE(order(commands, "net.halfreply", {{q("count"), 3}}));
  CHECK(setup.line->halfRepliesLeft() == 3);
}

TEST_CASE("faults are asked of the platform, and a platform that refuses is told") {
  AnsweringServer good("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
  PanelSetup setup;
  setup.platformUrl = good.url();
  PanelCommands commands(setup);
  REQUIRE(order(commands, "server.500", {{q("count"), 2}}));
  CHECK(good.received.startsWith("POST /test/faults HTTP/1.1\r\n"));
  CHECK(good.received.endsWith(R"({"count":2,"status":500})"));
  CHECK(commands.states().value(q("server")) == q("500"));

  AnsweringServer refusing("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  setup.platformUrl = refusing.url();
  PanelCommands others(setup);
  CHECK(codeOf(order(others, "seal.down")) == "panel.platform");
  CHECK(others.states().value(q("seal")) == q(""));
}

TEST_CASE("faces come before the camera when their pictures are there") {
  const auto cameras = simulators::CameraSimulator::create();
  if (!cameras) {
    WARN("skipped: no sample pictures (packaging/setup/models.sh)");
    return;
  }
  PanelSetup setup;
  fit(setup.simulators, "camera", *cameras);
  PanelCommands commands(setup);
  REQUIRE(order(commands, "face.show", {{q("person"), q("li-wei")}, {q("as"), q("photo")}}));
  CHECK(commands.states().value(q("face")) == q("li-wei photo"));
  REQUIRE(order(commands, "face.show", {{q("person"), q("li-wei")}, {q("as"), q("bent")}}));
  CHECK(commands.states().value(q("face")) == q("li-wei bent"));
  REQUIRE(order(commands, "face.do", {{q("act"), q("left")}}));
  CHECK(codeOf(order(commands, "face.do", {{q("act"), q("jump")}})) == "panel.argument");
  auto pair = simulators::makeSimulatedCameraPair(*cameras);
  REQUIRE(order(commands, "cam.nirunplug"));
  CHECK(commands.states().value(q("nir")) == q("unplugged"));
  REQUIRE(pair->open(CallContext::within(5s)));
  CHECK(pair->health(CallContext::within(5s)).reason == drivers::errors::kNotFound);
  REQUIRE(order(commands, "cam.nirunplug", {{q("on"), false}}));
  CHECK(commands.states().value(q("nir")) == q(""));
  REQUIRE(order(commands, "face.gone"));
  CHECK(commands.states().value(q("face")) == q(""));
}

TEST_CASE("machine orders call what the kiosk handed over") {
  PanelSetup setup;
  std::chrono::seconds shifted{0};
  bool filled = false;
  setup.shiftClock = [&shifted](std::chrono::seconds by) { shifted = by; };
  setup.fillDisk = [&filled](bool on) { filled = on; };
  setup.status = [] { return QJsonObject{{q("step"), q("Home")}}; };
  setup.metrics = [] { return QJsonObject{{q("guiBlockMsMax"), 3}}; };
  PanelCommands commands(setup);
  REQUIRE(order(commands, "clock.shift", {{q("seconds"), -3600}}));
  CHECK(shifted == -3600s);
  REQUIRE(order(commands, "disk.fill"));
  CHECK(filled);
  CHECK(order(commands, "status")->value(q("step")) == q("Home"));
  CHECK(order(commands, "status")->value(q("panel")).toObject().value(q("disk")) == q("full"));
  CHECK(order(commands, "metrics")->value(q("guiBlockMsMax")) == 3);
}

TEST_CASE("a power cut kills the process and nothing less") {
  const bool later = GENERATE(false, true);
  int pipe[2];
  REQUIRE(::pipe(pipe) == 0);
  const pid_t child = ::fork();
  if (child == 0) {
    PanelCommands commands{PanelSetup{}};
    commands.run(q("power.cut"), later ? QJsonObject{{q("at"), q("commit:sealed")}} : QJsonObject{},
                 [](const auto&) {});
    if (!later) {
      ::_exit(0);
    }
    commands.announced(q("step"), {{q("point"), q("sealed")}});
    commands.announced(q("commit"), {{q("point"), q("stored")}});
    if (::write(pipe[1], "x", 1) != 1) {
      ::_exit(1);
    }
    commands.announced(q("commit"), {{q("point"), q("sealed")}});
    ::_exit(0);
  }
  REQUIRE(child > 0);
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  REQUIRE(WIFSIGNALED(status));
  CHECK(WTERMSIG(status) == SIGKILL);
  ::close(pipe[1]);
  char reached = 0;
  CHECK(::read(pipe[0], &reached, 1) == (later ? 1 : 0));
  ::close(pipe[0]);
}
