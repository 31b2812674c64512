#include "ui/simulator/PanelCommands.h"

#include "drivers/idcard/simulator/SamSimulator.h"
#include "drivers/network/simulator/NetworkSimulator.h"
#include "drivers/printer/simulator/PrinterSimulator.h"
#include "ui/simulator/CommandWords.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <chrono>
#include <csignal>
#include <unistd.h>
#include <utility>

namespace xiaowu::panel {

namespace needs = domain::needs;

namespace {

using std::chrono::milliseconds;

/// Nothing is written, closed or said any more.
void cutPower() {
  ::kill(::getpid(), SIGKILL);
}

}  // namespace

PanelCommands::PanelCommands(const PanelSetup& setup, QObject* parent) : QObject(parent), m_setup(setup) {
  m_pictures.setMaxThreadCount(1);
  m_printers.setMaxThreadCount(1);
  for (const auto* what : {"face", "paper", "print", "slip", "network", "server", "seal", "disk", "clock"}) {
    m_states.insert(q(what), q(""));
  }
  addCard();
  addFace();
  addFinger();
  addScan();
  addPrinter(q("print"), needs::kSheetPrinter);
  addPrinter(q("slip"), needs::kSlipPrinter);
  addNetwork();
  addServer();
  addMachine();
  if (const auto sam = m_setup.simulators.first<simulator::SamSimulator>(needs::kCardReader)) {
    // A card that leaves by itself is told from another thread.
    m_cardSubscription = sam->subscribe(
        [this] { QMetaObject::invokeMethod(this, &PanelCommands::statesChanged, Qt::QueuedConnection); });
  }
}

PanelCommands::~PanelCommands() {
  if (const auto sam = m_setup.simulators.first<simulator::SamSimulator>(needs::kCardReader)) {
    sam->unsubscribe(m_cardSubscription);
  }
  m_pictures.waitForDone();
  m_printers.waitForDone();
}

void PanelCommands::run(const QString& command, const QJsonObject& arguments, const Reply& reply) {
  const auto order = checkedOrder({command, arguments});
  if (!order) {
    return reply(fail(order.error()));
  }
  const auto handler = m_handlers.constFind(command);
  if (handler == m_handlers.cend()) {
    return reply(
        fail(errors::kUnknownCommand, Fault::Bug, command.toStdString() + ": not one of the panel's own"));
  }
  if (const auto person = order->arguments.value(q("person")).toString(); !person.isEmpty()) {
    m_defaults.person = person;
  }
  if (const auto document = order->arguments.value(q("document")).toString(); !document.isEmpty()) {
    m_defaults.document = document;
  }
  (*handler)(order->arguments, reply);
}

QJsonObject PanelCommands::states() const {
  auto states = m_states;
  const auto sam = m_setup.simulators.first<simulator::SamSimulator>(needs::kCardReader);
  states.insert(q("card"), sam ? QString::fromStdString(sam->cardOwner()) : q("no-simulator"));
  for (const auto& printer : printers()) {
    const auto hands = m_setup.simulators.of<simulator::PrinterControl>(printer.device.toStdString());
    states.insert(printer.who + q("Sheets") + printer.suffix, hands->sheetsOut());
  }
  return states;
}

QList<PanelCommands::PrinterPlace> PanelCommands::printers() const {
  QList<PrinterPlace> places;
  for (const auto& each : m_setup.simulators.all()) {
    const auto id = QString::fromStdString(each.device.id);
    const bool slips = !each.device.meets(needs::kSheetPrinter);
    const auto named = target<simulator::PrinterControl>(QJsonObject{{q("device"), id}},
                                                         slips ? needs::kSlipPrinter : needs::kSheetPrinter);
    if (named.hands) {
      places.append({id, slips ? q("slip") : q("print"), named.suffix});
    }
  }
  return places;
}

void PanelCommands::announced(const QString& name, const QJsonObject& content) {
  if (m_cutAt.isEmpty()) {
    return;
  }
  bool here = name == m_cutAt;
  for (const auto& value : content) {
    here = here || name + u':' + value.toString() == m_cutAt;
  }
  if (here) {
    cutPower();
  }
}

void PanelCommands::note(const QString& what, const QString& state) {
  m_states.insert(what, state);
  Q_EMIT statesChanged();
}

void PanelCommands::addDirect(const char* name, Direct act) {
  add(name,
      [act = std::move(act)](const QJsonObject& arguments, const Reply& reply) { reply(act(arguments)); });
}

void PanelCommands::onWorker(QThreadPool& pool, Act act, Reply reply, std::function<void()> after) {
  pool.start([this, act = std::move(act), reply = std::move(reply), after = std::move(after)] {
    auto result = act();
    QMetaObject::invokeMethod(
        this,
        [result = std::move(result), reply, after] {
          if (result && after) {
            after();
          }
          reply(result);
        },
        Qt::QueuedConnection);
  });
}

void PanelCommands::addNetwork() {
  const auto simulator = m_setup.line;
  const auto direct = [this, simulator](const char* name, auto act) {
    addDirect(name, [this, simulator, act](const QJsonObject& arguments) -> Result<QJsonObject> {
      if (!simulator) {
        return noSimulator("network");
      }
      note(q("network"), act(*simulator, arguments));
      return QJsonObject{{q("connections"), simulator->connections()}};
    });
  };
  using simulator::NetworkSimulator;
  direct("net.down", [](NetworkSimulator& line, const QJsonObject&) {
    line.down();
    return q("down");
  });
  direct("net.up", [](NetworkSimulator& line, const QJsonObject&) {
    line.up();
    return q("");
  });
  direct("net.slow", [](NetworkSimulator& line, const QJsonObject& a) {
    const auto rate = isOn(a) ? static_cast<std::size_t>(a.value(q("bytesPerSecond")).toInteger()) : 0;
    line.slow(rate, milliseconds(isOn(a) ? a.value(q("latency")).toInteger() : 0));
    return line.isSlow() ? q("slow") : q("");
  });
  direct("net.halfreply", [](NetworkSimulator& line, const QJsonObject& a) {
    line.halfReply(a.value(q("count")).toInt(1));
    return q("halfreply");
  });
}

void PanelCommands::askPlatform(const QJsonObject& fault, const QString& what, const QString& state,
                                const Reply& reply) {
  if (m_setup.platformUrl.isEmpty()) {
    return reply(noSimulator("platform with faults"));
  }
  if (m_network == nullptr) {
    m_network = new QNetworkAccessManager(this);
  }
  QNetworkRequest request(QUrl(m_setup.platformUrl + q("/test/faults")));
  request.setHeader(QNetworkRequest::ContentTypeHeader, q("application/json"));
  request.setTransferTimeout(5000);
  auto* answer = m_network->post(request, QJsonDocument(fault).toJson(QJsonDocument::Compact));
  connect(answer, &QNetworkReply::finished, this, [this, answer, what, state, reply] {
    answer->deleteLater();
    const int status = answer->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status != 200) {
      return reply(fail(errors::kPlatform, Fault::ServiceUnavailable,
                        status == 0 ? answer->errorString().toStdString()
                                    : "HTTP " + std::to_string(status) + " (is it started with --faults?)"));
    }
    note(what, state);
    reply(QJsonObject{});
  });
}

void PanelCommands::addServer() {
  const auto fault = [this](const char* name, const char* what, const char* state,
                            std::function<QJsonObject(const QJsonObject&)> body) {
    add(name, [this, what, state, body = std::move(body)](const QJsonObject& arguments, const Reply& reply) {
      askPlatform(body(arguments), q(what), isOn(arguments) ? q(state) : q(""), reply);
    });
  };
  fault("server.500", "server", "500", [](const QJsonObject& a) {
    return QJsonObject{{q("status"), 500}, {q("count"), a.value(q("count"))}};
  });
  fault("server.409", "server", "409", [](const QJsonObject& a) {
    return QJsonObject{{q("status"), 409}, {q("count"), a.value(q("count"))}};
  });
  fault("server.slow", "server", "slow", [](const QJsonObject& a) {
    return QJsonObject{{q("delayMs"), a.value(q("ms"))}, {q("count"), a.value(q("count"))}};
  });
  fault("server.clear", "server", "", [](const QJsonObject&) { return QJsonObject{{q("clear"), true}}; });
  fault("seal.down", "seal", "down",
        [](const QJsonObject& a) { return QJsonObject{{q("sealDown"), isOn(a)}}; });
  fault("seal.up", "seal", "", [](const QJsonObject&) { return QJsonObject{{q("sealDown"), false}}; });
}

void PanelCommands::addMachine() {
  addDirect("power.cut", [this](const QJsonObject& a) -> Result<QJsonObject> {
    m_cutAt = a.value(q("at")).toString();
    if (m_cutAt.isEmpty()) {
      cutPower();
    }
    return QJsonObject{};
  });
  addDirect("disk.fill", [this](const QJsonObject& a) -> Result<QJsonObject> {
    if (!m_setup.fillDisk) {
      return noSimulator("disk");
    }
    m_setup.fillDisk(isOn(a));
    note(q("disk"), isOn(a) ? q("full") : q(""));
    return QJsonObject{};
  });
  addDirect("clock.shift", [this](const QJsonObject& a) -> Result<QJsonObject> {
    if (!m_setup.shiftClock) {
      return noSimulator("clock");
    }
    const auto seconds = a.value(q("seconds")).toInteger();
    m_setup.shiftClock(std::chrono::seconds(seconds));
    note(q("clock"), QString::number(seconds));
    return QJsonObject{};
  });
  addDirect("status", [this](const QJsonObject&) -> Result<QJsonObject> {
    auto status = m_setup.status ? m_setup.status() : QJsonObject{};
    status.insert(q("panel"), states());
    return status;
  });
  addDirect("metrics", [this](const QJsonObject&) -> Result<QJsonObject> {
    return m_setup.metrics ? m_setup.metrics() : QJsonObject{};
  });
  addDirect("help", [](const QJsonObject&) -> Result<QJsonObject> {
    return QJsonObject{{q("commands"), QJsonArray::fromStringList(commandNames())},
                       {q("persons"), QJsonArray::fromStringList(personIds())}};
  });
}

}  // namespace xiaowu::panel
