#include "tests/integration/platform/Attack.h"

#include "platform/server/rendering/Text.h"

#include <nlohmann/json.hpp>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <thread>

namespace xiaowu::testing {
namespace {

constexpr std::chrono::seconds kInTime{1};
constexpr std::chrono::milliseconds kBetween{40};

std::string heartbeat(const Kiosk& kiosk) {
  const nlohmann::json body{
      {"kioskId", kiosk.id()},
      {"at", platform::formatTime(toUnixMicros(SystemClock().wall()))},
      {"version", "0.1.0"},
      {"uptimeS", 1},
      {"devices", nlohmann::json::array()},
      {"outbox", {{"pending", 0}, {"oldestAgeS", 0}, {"deadLetters", 0}, {"lastSeq", 0}}}};
  return kiosk.request("POST", "/v1/heartbeats", body.dump());
}

/// As a kiosk: over a kept connection, and a new one when that is gone.
class Beating {
 public:
  explicit Beating(const Kiosk& kiosk, std::uint16_t port) : m_kiosk(kiosk), m_port(port) {}

  void beat(Served& served) {
    const auto begin = std::chrono::steady_clock::now();
    const bool fresh = served.sent++ % 2 == 0;
    if (fresh || !m_wire) {
      m_wire = std::make_unique<Wire>(m_port);
    }
    m_wire->send(heartbeat(m_kiosk));
    const auto reply = m_wire->reply();
    const auto took = std::chrono::steady_clock::now() - begin;
    served.inTime += reply.status == 200 && took <= kInTime ? 1 : 0;
    served.slowest = std::max(served.slowest, std::chrono::duration_cast<std::chrono::milliseconds>(took));
    if (reply.status != 200) {
      m_wire.reset();
    }
  }

 private:
  const Kiosk& m_kiosk;
  std::uint16_t m_port;
  std::unique_ptr<Wire> m_wire;
};

}  // namespace

Crowd::~Crowd() {
  for (const int fd : m_open) {
    ::close(fd);
  }
}

void Crowd::hold(int count, const std::string& says) {
  for (int i = 0; i < count; ++i) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0) {
      return;
    }
    m_open.push_back(fd);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    ::inet_pton(AF_INET, m_address.c_str(), &address.sin_addr);
    ::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    address.sin_port = htons(m_port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    pollfd ready{fd, POLLOUT, 0};
    ::poll(&ready, 1, 100);
    ::send(fd, says.data(), says.size(), MSG_NOSIGNAL);
  }
}

void Crowd::wait(std::chrono::milliseconds time) {
  ::poll(nullptr, 0, static_cast<int>(time.count()));
}

AttackedPlatform::AttackedPlatform() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur =
      std::min<rlim_t>(8192, limit.rlim_max);  // both ends of each connection are in this process
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

bool AttackedPlatform::enrol(const Kiosk& kiosk) {
  return m_running.platform().enrol(kiosk.id(), kiosk.publicKey(), "430624").has_value();
}

Served AttackedPlatform::servedDuring(std::chrono::seconds time, const std::function<void()>& attack) {
  std::atomic<bool> ended{false};
  std::thread attacker([&] {
    while (!ended) {
      attack();
    }
  });
  Served served;
  Beating kiosk(m_running.kiosk, port());
  const auto end = std::chrono::steady_clock::now() + time;
  while (std::chrono::steady_clock::now() < end) {
    kiosk.beat(served);
    Crowd::wait(kBetween);
  }
  ended = true;
  attacker.join();
  return served;
}

}  // namespace xiaowu::testing
