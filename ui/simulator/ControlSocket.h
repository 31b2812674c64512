#pragma once
// Orders as JSON lines over a local socket (mode 0600): {"id":n,"command":"card.put","arguments":{…}} or
// {"id":n,"line":"card.put li-wei"}; answered by
// {"id":n,"ok":true,"result":{…}} or {"id":n,"ok":false,"error":{"code":…,"detail":…}}. Announcements have
// "event" and no id. A line has at most 64 KiB; what is not an order is answered with panel.line and the
// connection goes on. Answers come when they are ready, not in the order of the requests.

#include "ui/simulator/Orders.h"

#include <QHash>
#include <QLocalServer>
#include <QObject>

class QLocalSocket;

namespace xiaowu::panel {

class Dispatcher;

class ControlSocket final : public QObject {
  Q_OBJECT

 public:
  explicit ControlSocket(Dispatcher& dispatcher, QObject* parent = nullptr);
  ~ControlSocket() override;
  /// panel.socket when somebody listens there already, when something that is no socket lies there, or when
  /// the path cannot be used.
  [[nodiscard]] Result<void> listen(const QString& path);
  /// One line to every client. A client that does not read (4 MiB waiting) is dropped.
  void announce(const QString& event, const QJsonObject& content);
  [[nodiscard]] int clients() const { return static_cast<int>(m_clients.size()); }

 private:
  struct Client {
    QByteArray buffer;
    bool skipping = false;  ///< the rest of a line that was too long
  };
  void accept();
  void read(QLocalSocket* socket);
  void handle(QLocalSocket* socket, const QByteArray& line);
  static void send(QLocalSocket* socket, const QJsonObject& message);

  Dispatcher& m_dispatcher;
  QLocalServer m_server;
  QHash<QLocalSocket*, Client> m_clients;
};

}  // namespace xiaowu::panel
