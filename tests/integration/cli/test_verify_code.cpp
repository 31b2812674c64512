#include "tests/integration/cli/Tool.h"

#include "tests/integration/platform/Client.h"
#include "tests/support/Places.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

using namespace xiaowu;
using namespace xiaowu::testing;
using Json = nlohmann::json;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// A port of this machine: refuses connections until listen(), then answers the first with `answer` (nothing:
// keeps it waiting).
struct Peer {
  int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  std::uint16_t port = 0;
  std::thread thread;

  Peer() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    socklen_t size = sizeof address;
    REQUIRE(::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port = ntohs(address.sin_port);
  }
  explicit Peer(std::string answer) : Peer() {
    REQUIRE(::listen(fd, 4) == 0);
    thread = std::thread([this, answer = std::move(answer)] {
      const int peer = ::accept(fd, nullptr, nullptr);
      std::array<char, 4096> chunk{};
      if (::recv(peer, chunk.data(), chunk.size(), 0) > 0 && !answer.empty()) {
        for (std::size_t sent = 0; sent < answer.size();) {
          const auto count = ::send(peer, answer.data() + sent, answer.size() - sent, MSG_NOSIGNAL);
          if (count <= 0) {
            break;
          }
          sent += static_cast<std::size_t>(count);
        }
      }
      while (::recv(peer, chunk.data(), chunk.size(), 0) > 0) {
      }  // until the tool hangs up
      ::close(peer);
    });
  }
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;
  ~Peer() {
    if (thread.joinable()) {
      ::shutdown(fd, SHUT_RDWR);  // wakes accept() if nobody came
      thread.join();
    }
    ::close(fd);
  }
  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port); }
};

std::string http(const std::string& status, const std::string& body, const std::string& headers = {}) {
  return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\n" + headers +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

struct PlatformProcess {
  TemporaryFolder folder;
  Kiosk kiosk{"XY-001", 0};
  QProcess process;
  std::string url;

  PlatformProcess() {
    const auto data = QString::fromStdString((folder.path / "data").string());
    const auto program = QString::fromStdString(places::program("xiaowu-platform"));
    const QStringList enrol{QStringLiteral("enrol"),
                            QStringLiteral("--data"),
                            data,
                            QStringLiteral("--kiosk"),
                            QString::fromStdString(kiosk.id()),
                            QStringLiteral("--key"),
                            QString::fromStdString(kiosk.publicKey()),
                            QStringLiteral("--area"),
                            QStringLiteral("430624")};
    REQUIRE(QProcess::execute(program, {QStringLiteral("init"), QStringLiteral("--data"), data}) == 0);
    REQUIRE(QProcess::execute(program, enrol) == 0);
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(
        program, {QStringLiteral("--data"), data, QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")});
    while (!process.canReadLine()) {
      REQUIRE(process.waitForReadyRead(30000));
    }
    const auto line = process.readLine().trimmed().toStdString();
    REQUIRE(line.rfind("listening 127.0.0.1:", 0) == 0);
    url = "http://" + line.substr(10);
    kiosk.connectTo(static_cast<std::uint16_t>(std::stoi(line.substr(20))));
  }
  PlatformProcess(const PlatformProcess&) = delete;
  PlatformProcess& operator=(const PlatformProcess&) = delete;
  ~PlatformProcess() {
    process.terminate();
    process.waitForFinished();
  }
};

}  // namespace

TEST_CASE("verify-code against a platform process: unknown, not printed, valid") {
  PlatformProcess platform;
  const auto verify = [&](const std::string& code) {
    return tool({"verify-code", code, "--platform", platform.url});
  };
  const auto unknown = verify("0000-0000-0000-0000");
  CHECK(unknown.status == 1);
  CHECK(unknown.line()["verdict"] == "unknown");
  CHECK(unknown.err.empty());

  const Json question{{"requestId", "request-1"},
                      {"service", "real-estate-query"},
                      {"identityLevel", "L2"},
                      {"holder", {{"name", "李伟"}, {"idNumber", "430624199308150019"}}},
                      {"evidence", {{"way", "face"}}}};
  const auto proof = Json::parse(platform.kiosk.call("POST", "/v1/proofs", question.dump()).body);
  const auto code = proof.at("checkCode").get<std::string>();
  const auto issued = verify(code);
  CHECK(issued.status == 1);
  CHECK(issued.line()["verdict"] == "notPrinted");

  REQUIRE(platform.kiosk
              .call("POST", "/v1/proofs/" + proof.at("proofId").get<std::string>() + "/printed",
                    R"({"sheetsOut":9})")
              .status == 200);
  const auto valid = verify(code);
  CHECK(valid.status == 0);
  const auto line = valid.line();
  CHECK(line["verdict"] == "valid");
  CHECK(line["code"] == code);
  CHECK(line["holderMasked"] == "李*");
  CHECK(line.contains("printedAt"));
  std::string typed;  // as people type it
  for (const char c : code) {
    typed += c == '-' ? ' ' : static_cast<char>(std::tolower(c));
  }
  CHECK(verify(typed).line() == line);
  CHECK(tool({"verify-code", code, "--platform", platform.url + "/"}).line() == line);
}

TEST_CASE("verify-code says clearly that the platform is unreachable, slow or something else") {
  const auto verify = [](const Peer& peer) {
    return tool({"verify-code", "7K3M-0000-0000-0000", "--platform", peer.url(), "--within", "1"});
  };
  const auto failsWith = [](const Run& run, const std::string& part) {
    INFO(run.err);
    CHECK(run.status == 1);
    CHECK(run.out.empty());
    CHECK(contains(run.err, part));
  };
  failsWith(verify(Peer()), "tool.platform-unreachable");
  failsWith(verify(Peer(std::string{})), "did not answer within 1 s");
  failsWith(verify(Peer("SSH-2.0-OpenSSH_9.2\r\n")), "tool.platform-");
  failsWith(verify(Peer(http("200 OK", "<html>"))), "tool.platform-answer");
  failsWith(verify(Peer(http("200 OK", R"({"result":"VALID"})"))), "tool.platform-answer");
  failsWith(verify(Peer(http("200 OK", R"(["valid"])"))), "tool.platform-answer");
  failsWith(verify(Peer(http("503 Down", R"({"result":"valid"})"))), "HTTP status 503");
  failsWith(verify(Peer(http("302 Found", "", "Location: https://example.invalid/\r\n"))), "HTTP status 302");
  failsWith(verify(Peer(http("200 OK", std::string(1000000, ' ')))), "tool.platform-answer");
}
