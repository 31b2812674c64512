#include "ui/simulator/ControlSocket.h"

#include "ui/simulator/CommandWords.h"
#include "ui/simulator/Dispatcher.h"

#include <QFile>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QPointer>

#include <sys/stat.h>

namespace xiaowu::panel {
namespace {

constexpr qsizetype kLineMax = 64 * 1024;
constexpr qint64 kUnreadMax = 4 * 1024 * 1024;

QJsonObject errorAnswer(const QJsonValue& id, const Error& error) {
  const QJsonObject inner{{q("code"), QString::fromStdString(error.code)},
                          {q("detail"), QString::fromStdString(error.detail)}};
  return {{q("id"), id}, {q("ok"), false}, {q("error"), inner}};
}

Error badLine(const char* what) {
  return Error{std::string(errors::kLine), Fault::Bug, what};
}

}  // namespace

ControlSocket::ControlSocket(Dispatcher& dispatcher, QObject* parent)
    : QObject(parent), m_dispatcher(dispatcher) {
  m_server.setSocketOptions(QLocalServer::UserAccessOption);
  connect(&m_server, &QLocalServer::newConnection, this, &ControlSocket::accept);
}

ControlSocket::~ControlSocket() {
  // Their farewell must not reach an object that is half gone.
  for (auto* socket : m_clients.keys()) {
    socket->disconnect(this);
  }
  m_server.close();
}

Result<void> ControlSocket::listen(const QString& path) {
  struct stat found{};
  if (::lstat(QFile::encodeName(path).constData(), &found) == 0) {
    if (!S_ISSOCK(found.st_mode)) {
      return fail(errors::kSocket, Fault::AttendantNeeded, "something that is no socket lies at the path");
    }
    QLocalSocket probe;
    probe.connectToServer(path);
    if (probe.state() == QLocalSocket::ConnectedState) {
      return fail(errors::kSocket, Fault::AttendantNeeded, "another kiosk listens at the path");
    }
    QLocalServer::removeServer(path);
  }
  if (!m_server.listen(path)) {
    return fail(errors::kSocket, Fault::AttendantNeeded, m_server.errorString().toStdString());
  }
  return {};
}

void ControlSocket::accept() {
  while (auto* socket = m_server.nextPendingConnection()) {
    m_clients.insert(socket, {});
    connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(socket); });
    connect(socket, &QLocalSocket::disconnected, this, [this, socket] {
      m_clients.remove(socket);
      socket->deleteLater();
    });
    if (socket->state() != QLocalSocket::ConnectedState) {
      m_clients.remove(socket);
      socket->deleteLater();
    } else if (socket->bytesAvailable() > 0) {
      read(socket);
    }
  }
}

void ControlSocket::read(QLocalSocket* socket) {
  const QPointer<QLocalSocket> alive = socket;
  if (!m_clients.contains(socket)) {
    return;
  }
  auto& buffer = m_clients[socket].buffer;
  buffer += socket->readAll();
  for (auto end = m_clients[socket].buffer.indexOf('\n'); end >= 0;
       end = m_clients[socket].buffer.indexOf('\n')) {
    auto& client = m_clients[socket];
    const auto line = client.buffer.left(end);
    client.buffer.remove(0, end + 1);
    const bool skipped = std::exchange(client.skipping, false);
    if (!skipped && line.size() > kLineMax) {
      send(socket, errorAnswer({}, badLine("longer than 64 KiB")));
    }
    if (!skipped && line.size() <= kLineMax) {
      handle(socket, line);
    }
    if (alive == nullptr || !m_clients.contains(socket)) {
      return;
    }
  }
  auto& client = m_clients[socket];
  if (client.buffer.size() <= kLineMax) {
    return;
  }
  if (!std::exchange(client.skipping, true)) {
    send(socket, errorAnswer({}, badLine("longer than 64 KiB")));
  }
  client.buffer.clear();
}

void ControlSocket::handle(QLocalSocket* socket, const QByteArray& line) {
  if (line.trimmed().isEmpty()) {
    return;
  }
  QJsonParseError problem;
  const auto document = QJsonDocument::fromJson(line, &problem);
  if (!document.isObject()) {
    return send(socket, errorAnswer({}, badLine("not a JSON object")));
  }
  const auto request = document.object();
  const auto id = request.value(q("id"));
  const auto arguments = request.value(q("arguments"));
  const Reply reply = [id, client = QPointer<QLocalSocket>(socket)](const Result<QJsonObject>& result) {
    if (client == nullptr) {
      return;
    }
    send(client, result ? QJsonObject{{q("id"), id}, {q("ok"), true}, {q("result"), *result}}
                        : errorAnswer(id, result.error()));
  };
  if (!arguments.isUndefined() && !arguments.isObject()) {
    return reply(fail(badLine("arguments must be an object")));
  }
  if (request.value(q("command")).isString()) {
    return m_dispatcher.run(request.value(q("command")).toString(), arguments.toObject(), reply);
  }
  if (request.value(q("line")).isString()) {
    return m_dispatcher.runLine(request.value(q("line")).toString(), reply);
  }
  reply(fail(badLine("command or line is missing")));
}

void ControlSocket::announce(const QString& event, const QJsonObject& content) {
  auto message = content;
  message.insert(q("event"), event);
  for (auto* socket : m_clients.keys()) {
    send(socket, message);
  }
}

void ControlSocket::send(QLocalSocket* socket, const QJsonObject& message) {
  if (socket->state() != QLocalSocket::ConnectedState) {
    return;
  }
  if (socket->bytesToWrite() > kUnreadMax) {
    return socket->abort();
  }
  socket->write(QJsonDocument(message).toJson(QJsonDocument::Compact) + '\n');
  socket->flush();
}

}  // namespace xiaowu::panel
