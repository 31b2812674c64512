// The network simulator between a plain client and a plain server, over loopback. Every wait is a blocking
// read that the other side's act ends.
#include "drivers/network/simulator/NetworkSimulator.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include "tests/support/Catch.h"
#include <cerrno>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

using namespace std::chrono_literals;
using xiaowu::simulator::NetworkSimulator;

namespace {

constexpr std::string_view kAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

/// Reads up to the blank line and the body that Content-Length names; empty at the end of the connection.
std::string readMessage(int fd, int& error) {
  std::string text;
  std::size_t wanted = std::string::npos;
  char buffer[4096];
  while (text.size() < wanted) {
    const auto got = ::recv(fd, buffer, sizeof buffer, 0);
    error = got < 0 ? errno : 0;
    if (got <= 0) {
      return {};
    }
    text.append(buffer, static_cast<std::size_t>(got));
    const auto head = text.find("\r\n\r\n");
    const auto length = text.find("Content-Length: ");
    if (head != std::string::npos) {
      wanted = head + 4 + (length == std::string::npos ? 0 : std::stoul(text.substr(length + 16)));
    }
  }
  return text;
}

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

/// Answers every request of every connection with 200 and remembers it.
class Server {
 public:
  Server() : m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    auto address = loopback(0);
    socklen_t size = sizeof address;
    REQUIRE(::bind(m_listener, reinterpret_cast<sockaddr*>(&address), size) == 0);
    REQUIRE(::listen(m_listener, 8) == 0);
    REQUIRE(::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { serve(); });
  }
  ~Server() {
    ::shutdown(m_listener, SHUT_RDWR);
    m_thread.join();
    for (auto& thread : m_workers) {
      thread.join();
    }
    ::close(m_listener);
  }
  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port) + "/zone"; }
  [[nodiscard]] std::vector<std::string> requests() {
    const std::lock_guard lock(m_mutex);
    return m_requests;
  }

 private:
  void serve() {
    for (int fd = ::accept(m_listener, nullptr, nullptr); fd >= 0;
         fd = ::accept(m_listener, nullptr, nullptr)) {
      m_workers.emplace_back([this, fd] {
        int error = 0;
        for (auto request = readMessage(fd, error); !request.empty(); request = readMessage(fd, error)) {
          {
            const std::lock_guard lock(m_mutex);
            m_requests.push_back(request);
          }
          ::send(fd, kAnswer.data(), kAnswer.size(), MSG_NOSIGNAL);
        }
        ::close(fd);
      });
    }
  }
  int m_listener;
  int m_port = 0;
  std::mutex m_mutex;
  std::vector<std::string> m_requests;
  std::vector<std::thread> m_workers;
  std::thread m_thread;
};

class Client {
 public:
  explicit Client(const std::string& url) : m_fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const auto colon = url.rfind(':');
    auto address = loopback(std::stoi(url.substr(colon + 1)));
    connected = ::connect(m_fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    const timeval limit{10, 0};
    ::setsockopt(m_fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  }
  ~Client() { ::close(m_fd); }
  std::string ask(const std::string& method, const std::string& path, const std::string& body = {}) {
    const auto text = method + " " + path +
                      " HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
                      body;
    ::send(m_fd, text.data(), text.size(), MSG_NOSIGNAL);
    return readMessage(m_fd, error);
  }
  bool connected = false;
  int error = 0;

 private:
  int m_fd;
};

int openDescriptors() {
  int count = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
    ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("an address that is none of a plain platform is refused") {
  for (const auto* url :
       {"", "https://127.0.0.1:1", "127.0.0.1:80", "http://", "http://:80/", "http://127.0.0.1:port"}) {
    INFO(url);
    const auto simulator = NetworkSimulator::start(url);
    REQUIRE_FALSE(simulator);
    CHECK(simulator.error().code == "simulator.network");
  }
}

TEST_CASE("the near end keeps scheme and prefix and carries requests both ways on one connection") {
  Server server;
  const auto simulator = NetworkSimulator::start(server.url()).value();
  CHECK(simulator->url().starts_with("http://127.0.0.1:"));
  CHECK(simulator->url().ends_with("/zone"));
  Client client(simulator->url().substr(0, simulator->url().size() - 5));
  CHECK(client.ask("GET", "/zone/v1/health") == kAnswer);
  const std::string large(300'000, 'x');
  CHECK(client.ask("POST", "/zone/v1/proofs", large) == kAnswer);
  REQUIRE(server.requests().size() == 2);
  CHECK(server.requests()[1].ends_with(large));
  CHECK(simulator->connections() == 1);
}

TEST_CASE("down cuts what is connected and what connects; up brings the line back") {
  Server server;
  const auto simulator = NetworkSimulator::start(server.url()).value();
  const auto near = simulator->url().substr(0, simulator->url().size() - 5);
  Client before(near);
  REQUIRE(before.ask("GET", "/zone/a") == kAnswer);
  simulator->down();
  CHECK(simulator->isDown());
  CHECK(simulator->connections() == 0);
  CHECK(before.ask("GET", "/zone/b").empty());
  Client during(near);
  CHECK(during.ask("GET", "/zone/c").empty());
  simulator->up();
  Client after(near);
  CHECK(after.ask("GET", "/zone/d") == kAnswer);
  CHECK(server.requests().size() == 2);
}

TEST_CASE("a swallowed answer: the platform acted on the request, the kiosk hears nothing") {
  Server server;
  const auto simulator = NetworkSimulator::start(server.url()).value();
  const auto near = simulator->url().substr(0, simulator->url().size() - 5);
  simulator->halfReply(2);
  Client kept(near);
  CHECK(kept.ask("GET", "/zone/v1/health") == kAnswer);
  CHECK(kept.ask("POST", "/zone/v1/heartbeats", "{}") == kAnswer);
  CHECK(kept.ask("POST", "/zone/v1/heartbeats?now", "{}") == kAnswer);
  CHECK(simulator->halfRepliesLeft() == 2);
  CHECK(kept.ask("PUT", "/zone/v1/submissions/1", "{}").empty());
  CHECK(kept.error == ECONNRESET);
  Client second(near);
  CHECK(second.ask("POST", "/zone/v1/proofs", "{}").empty());
  Client third(near);
  CHECK(third.ask("POST", "/zone/v1/proofs", "{}") == kAnswer);
  CHECK(simulator->halfRepliesLeft() == 0);
  CHECK(server.requests().size() == 6);
}

TEST_CASE("a slow line takes its time, and being quick again lets go what waited") {
  Server server;
  const auto simulator = NetworkSimulator::start(server.url()).value();
  const auto near = simulator->url().substr(0, simulator->url().size() - 5);
  simulator->slow(0, 40ms);
  Client client(near);
  auto start = std::chrono::steady_clock::now();
  CHECK(client.ask("GET", "/zone/a") == kAnswer);
  CHECK(std::chrono::steady_clock::now() - start >= 80ms);
  simulator->slow(100'000, 0ms);
  start = std::chrono::steady_clock::now();
  CHECK(client.ask("POST", "/zone/b", std::string(10'000, 'x')) == kAnswer);
  CHECK(std::chrono::steady_clock::now() - start >= 100ms);
  // So slow that only up() can end it within the client's ten seconds.
  simulator->slow(1, 3600s);
  std::string answer;
  std::thread asking([&] { answer = client.ask("GET", "/zone/c"); });
  simulator->up();
  asking.join();
  CHECK(answer == kAnswer);
  CHECK_FALSE(simulator->isSlow());
}

TEST_CASE("a platform that is not there cuts the connection") {
  std::string url;
  {
    Server gone;
    url = gone.url();
  }
  const auto simulator = NetworkSimulator::start(url).value();
  Client client(simulator->url().substr(0, simulator->url().size() - 5));
  CHECK(client.ask("GET", "/zone/a").empty());
}

TEST_CASE("faults may come from several threads, and nothing is left open") {
  const int before = openDescriptors();
  {
    Server server;
    const auto simulator = NetworkSimulator::start(server.url()).value();
    const auto near = simulator->url().substr(0, simulator->url().size() - 5);
    std::atomic<int> answers = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 3; ++i) {
      threads.emplace_back([&] {
        for (int n = 0; n < 30; ++n) {
          Client client(near);
          if (client.ask("POST", "/zone/x", "{}") == kAnswer) {
            ++answers;
          }
        }
      });
    }
    threads.emplace_back([&] {
      for (int n = 0; n < 200; ++n) {
        n % 2 == 0 ? simulator->down() : simulator->up();
        simulator->halfReply(n % 3);
      }
      simulator->up();
    });
    for (auto& thread : threads) {
      thread.join();
    }
    Client last(near);
    CHECK(last.ask("GET", "/zone/last") == kAnswer);
  }
  CHECK(openDescriptors() == before);
}
