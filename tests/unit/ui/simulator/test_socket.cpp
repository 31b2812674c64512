#include "PanelFixture.h"
#include "drivers/idcard/simulator/SamSimulator.h"
#include "ui/simulator/ControlSocket.h"
#include "ui/simulator/Dispatcher.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLocalServer>
#include <QLocalSocket>
#include <QTemporaryDir>

using namespace xiaowu;
using namespace xiaowu::panel;
namespace simulators = xiaowu::simulator;

namespace {

struct SocketBench {
  SocketBench() {
    fit(setup.simulators, "idcard", sam);
    dispatcher = std::make_unique<Dispatcher>(setup);
    socket = std::make_unique<ControlSocket>(*dispatcher);
    const auto listening = socket->listen(path);
    INFO((listening ? std::string() : describe(listening.error())));
    REQUIRE(listening);
  }
  QTemporaryDir folder;
  QString path = folder.filePath(q("panel.sock"));
  std::shared_ptr<simulators::SamSimulator> sam =
      std::make_shared<simulators::SamSimulator>(simulators::loadPersons().value());
  PanelSetup setup;
  std::unique_ptr<Dispatcher> dispatcher;
  std::unique_ptr<ControlSocket> socket;
};

class LineClient {
 public:
  explicit LineClient(const QString& path) {
    m_socket.connectToServer(path);
    REQUIRE(m_socket.state() == QLocalSocket::ConnectedState);
  }
  void send(const QByteArray& text) {
    m_socket.write(text);
    m_socket.flush();
  }
  QJsonObject next() {
    waitUntil([this] { return m_socket.canReadLine(); });
    return QJsonDocument::fromJson(m_socket.readLine()).object();
  }
  QJsonObject ask(const QByteArray& text) {
    send(text + '\n');
    return next();
  }
  QLocalSocket m_socket;
};

QString codeIn(const QJsonObject& answer) {
  return answer.value(q("error")).toObject().value(q("code")).toString();
}

}  // namespace

TEST_CASE("orders by command and by line are answered with their id") {
  SocketBench fixture;
  LineClient client(fixture.path);
  const auto put = client.ask(R"({"id":7,"command":"card.put","arguments":{"person":"li-wei"}})");
  CHECK(put.value(q("id")) == 7);
  CHECK(put.value(q("ok")) == true);
  CHECK(fixture.sam->cardOwner() == "li-wei");
  CHECK(client.ask(R"({"id":"a","line":"card.put wang-fang"})").value(q("id")) == q("a"));
  CHECK(fixture.sam->cardOwner() == "wang-fang");
  CHECK(QFileInfo(fixture.path).exists());
  CHECK((QFile::permissions(fixture.path) & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther |
                                             QFile::WriteOther)) == QFile::Permissions());
}

TEST_CASE("what is no order is answered and the connection goes on") {
  SocketBench fixture;
  LineClient client(fixture.path);
  CHECK(codeIn(client.ask("nonsense")) == q("panel.line"));
  CHECK(codeIn(client.ask("[1,2]")) == q("panel.line"));
  CHECK(codeIn(client.ask(R"({"id":1})")) == q("panel.line"));
  CHECK(codeIn(client.ask(R"({"id":1,"command":5})")) == q("panel.line"));
  CHECK(codeIn(client.ask(R"({"id":1,"command":"card.put","arguments":[]})")) == q("panel.line"));
  CHECK(codeIn(client.ask("\xff\xfe{}")) == q("panel.line"));
  CHECK(codeIn(client.ask(R"({"id":1,"command":"card.vanish"})")) == q("panel.unknown-command"));
  CHECK(codeIn(client.ask(R"({"id":1,"command":"card.put","arguments":{"person":"x"}})")) ==
        q("panel.argument"));
  CHECK(codeIn(client.ask(R"({"id":1,"command":"ui.texts"})")) == q("panel.no-simulator"));
  CHECK(client.ask(R"({"id":2,"command":"status"})").value(q("ok")) == true);
}

TEST_CASE("a line without an end is cut off at 64 KiB, answered once, and the next one counts") {
  SocketBench fixture;
  LineClient client(fixture.path);
  for (int i = 0; i < 5; ++i) {
    client.send(QByteArray(50'000, 'x'));
  }
  client.send("\n");
  CHECK(codeIn(client.next()) == q("panel.line"));
  const auto answer = client.ask(R"({"id":3,"command":"status"})");
  CHECK(answer.value(q("id")) == 3);
  CHECK(answer.value(q("ok")) == true);
  // Orders that come in one piece are all answered.
  client.send("{\"id\":4,\"command\":\"status\"}\n\n{\"id\":5,\"command\":\"sta");
  CHECK(client.next().value(q("id")) == 4);
  CHECK(client.ask(R"(tus"})").value(q("id")) == 5);
}

TEST_CASE("every client hears announcements and only its own answers") {
  SocketBench fixture;
  LineClient first(fixture.path);
  LineClient second(fixture.path);
  waitUntil([&] { return fixture.socket->clients() == 2; });
  fixture.socket->announce(q("step"), {{q("step"), q("Home")}});
  for (auto* client : {&first, &second}) {
    const auto event = client->next();
    CHECK(event.value(q("event")) == q("step"));
    CHECK(event.value(q("step")) == q("Home"));
    CHECK_FALSE(event.contains(q("id")));
  }
  CHECK(first.ask(R"({"id":1,"command":"status"})").value(q("id")) == 1);
  CHECK(second.m_socket.bytesAvailable() == 0);
  first.m_socket.disconnectFromServer();
  waitUntil([&] { return fixture.socket->clients() == 1; });
  fixture.socket->announce(q("step"), {{q("step"), q("Card")}});
  CHECK(second.next().value(q("step")) == q("Card"));
}

TEST_CASE("an order whose client has left is carried out and answered to nobody") {
  SocketBench fixture;
  {
    LineClient client(fixture.path);
    client.send(
        "{\"id\":1,\"command\":\"card.put\",\"arguments\":{\"person\":\"li-wei\"}}\n{\"id\":2,\"command\":"
        "\"card.remove\",\"arguments\":{\"at\":5}}\n");
    waitUntil([&] { return fixture.sam->cardPresent(); });
  }
  waitUntil([&] { return fixture.socket->clients() == 0 && !fixture.sam->cardPresent(); });
}

TEST_CASE("a socket file is replaced only when nobody listens there") {
  SocketBench fixture;
  ControlSocket second(*fixture.dispatcher);
  const auto taken = second.listen(fixture.path);
  REQUIRE_FALSE(taken);
  CHECK(taken.error().code == "panel.socket");
  LineClient client(fixture.path);
  CHECK(client.ask(R"({"id":1,"command":"status"})").value(q("ok")) == true);

  const auto file = fixture.folder.filePath(q("file"));
  {
    QFile plain(file);
    REQUIRE(plain.open(QIODevice::WriteOnly));
    plain.write("keep");
  }
  CHECK_FALSE(second.listen(file));
  CHECK(QFileInfo(file).size() == 4);
  CHECK_FALSE(second.listen(fixture.folder.filePath(q("no/such/folder"))));
  CHECK_FALSE(second.listen(fixture.folder.filePath(QString(200, u'x'))));

  // A process that was killed leaves its file behind: a hard link to the socket outlives its server in the
  // same way.
  const auto stale = fixture.folder.filePath(q("stale"));
  REQUIRE(::link(QFile::encodeName(fixture.path).constData(), QFile::encodeName(stale).constData()) == 0);
  fixture.socket.reset();
  REQUIRE(second.listen(stale));
  LineClient other(stale);
  CHECK(other.ask(R"({"id":1,"command":"status"})").value(q("ok")) == true);
}
