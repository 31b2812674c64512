#include "ui/bench/BenchCommands.h"

#include "drivers/virtual/idcard/SamTwin.h"
#include "drivers/virtual/network/NetworkTwin.h"
#include "drivers/virtual/printer/PrinterTwin.h"
#include "ui/bench/CommandWords.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <chrono>
#include <csignal>
#include <unistd.h>
#include <utility>

namespace xiaowu::bench {
namespace {

using std::chrono::milliseconds;

/// Nothing is written, closed or said any more.
void cutPower() {
  ::kill(::getpid(), SIGKILL);
}

}  // namespace

BenchCommands::BenchCommands(const BenchSetup& setup, QObject* parent) : QObject(parent), m_setup(setup) {
  m_pictures.setMaxThreadCount(1);
  m_printers.setMaxThreadCount(1);
  for (const auto* what : {"face", "paper", "print", "slip", "network", "server", "seal", "disk", "clock"}) {
    m_states.insert(q(what), q(""));
  }
  addCard();
  addFace();
  addFinger();
  addScan();
  addPrinter(q("print"), m_setup.twins.printer);
  addPrinter(q("slip"), m_setup.twins.slipPrinter);
  addNetwork();
  addServer();
  addMachine();
  if (m_setup.twins.idCard) {
    // A card that leaves by itself is told from another thread.
    m_cardSubscription = m_setup.twins.idCard->subscribe(
        [this] { QMetaObject::invokeMethod(this, &BenchCommands::statesChanged, Qt::QueuedConnection); });
  }
}

BenchCommands::~BenchCommands() {
  if (m_setup.twins.idCard) {
    m_setup.twins.idCard->unsubscribe(m_cardSubscription);
  }
  m_pictures.waitForDone();
  m_printers.waitForDone();
}

void BenchCommands::run(const QString& command, const QJsonObject& arguments, const Reply& reply) {
  const auto order = checkedOrder({command, arguments});
  if (!order) {
    return reply(fail(order.error()));
  }
  const auto handler = m_handlers.constFind(command);
  if (handler == m_handlers.cend()) {
    return reply(
        fail(errors::kUnknownCommand, Fault::Bug, command.toStdString() + ": not one of the bench's own"));
  }
  if (const auto person = order->arguments.value(q("person")).toString(); !person.isEmpty()) {
    m_defaults.person = person;
  }
  if (const auto document = order->arguments.value(q("document")).toString(); !document.isEmpty()) {
    m_defaults.document = document;
  }
  (*handler)(order->arguments, reply);
}

QJsonObject BenchCommands::states() const {
  auto states = m_states;
  states.insert(q("card"), m_setup.twins.idCard ? QString::fromStdString(m_setup.twins.idCard->cardOwner())
                                                : q("no-twin"));
  if (m_setup.twins.printer) {
    states.insert(q("printSheets"), m_setup.twins.printer->sheetsOut());
  }
  if (m_setup.twins.slipPrinter) {
    states.insert(q("slipSheets"), m_setup.twins.slipPrinter->sheetsOut());
  }
  return states;
}

void BenchCommands::announced(const QString& name, const QJsonObject& content) {
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

void BenchCommands::note(const QString& what, const QString& state) {
  m_states.insert(what, state);
  Q_EMIT statesChanged();
}

void BenchCommands::addDirect(const char* name, Direct act) {
  add(name,
      [act = std::move(act)](const QJsonObject& arguments, const Reply& reply) { reply(act(arguments)); });
}

void BenchCommands::onWorker(QThreadPool& pool, Act act, Reply reply, std::function<void()> after) {
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

void BenchCommands::addNetwork() {
  const auto twin = m_setup.twins.network;
  const auto direct = [this, twin](const char* name, auto act) {
    addDirect(name, [this, twin, act](const QJsonObject& arguments) -> Result<QJsonObject> {
      if (!twin) {
        return noTwin("network");
      }
      note(q("network"), act(*twin, arguments));
      return QJsonObject{{q("connections"), twin->connections()}};
    });
  };
  using virtualdevices::NetworkTwin;
  direct("net.down", [](NetworkTwin& line, const QJsonObject&) {
    line.down();
    return q("down");
  });
  direct("net.up", [](NetworkTwin& line, const QJsonObject&) {
    line.up();
    return q("");
  });
  direct("net.slow", [](NetworkTwin& line, const QJsonObject& a) {
    const auto rate = isOn(a) ? static_cast<std::size_t>(a.value(q("bytesPerSecond")).toInteger()) : 0;
    line.slow(rate, milliseconds(isOn(a) ? a.value(q("latency")).toInteger() : 0));
    return line.isSlow() ? q("slow") : q("");
  });
  direct("net.halfreply", [](NetworkTwin& line, const QJsonObject& a) {
    line.halfReply(a.value(q("count")).toInt(1));
    return q("halfreply");
  });
}

void BenchCommands::askPlatform(const QJsonObject& fault, const QString& what, const QString& state,
                                const Reply& reply) {
  if (m_setup.platformUrl.isEmpty()) {
    return reply(noTwin("platform with faults"));
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

void BenchCommands::addServer() {
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

void BenchCommands::addMachine() {
  addDirect("power.cut", [this](const QJsonObject& a) -> Result<QJsonObject> {
    m_cutAt = a.value(q("at")).toString();
    if (m_cutAt.isEmpty()) {
      cutPower();
    }
    return QJsonObject{};
  });
  addDirect("disk.fill", [this](const QJsonObject& a) -> Result<QJsonObject> {
    if (!m_setup.fillDisk) {
      return noTwin("disk");
    }
    m_setup.fillDisk(isOn(a));
    note(q("disk"), isOn(a) ? q("full") : q(""));
    return QJsonObject{};
  });
  addDirect("clock.shift", [this](const QJsonObject& a) -> Result<QJsonObject> {
    if (!m_setup.shiftClock) {
      return noTwin("clock");
    }
    const auto seconds = a.value(q("seconds")).toInteger();
    m_setup.shiftClock(std::chrono::seconds(seconds));
    note(q("clock"), QString::number(seconds));
    return QJsonObject{};
  });
  addDirect("status", [this](const QJsonObject&) -> Result<QJsonObject> {
    auto status = m_setup.status ? m_setup.status() : QJsonObject{};
    status.insert(q("bench"), states());
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

}  // namespace xiaowu::bench
