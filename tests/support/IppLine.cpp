#include "tests/support/IppLine.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <vector>

namespace xiaowu::testing {

namespace {

constexpr int kSliceMs = 10;

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

int newSocket() {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int on = 1;
  ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
  return fd;
}

/// The message at the front of a byte stream of HTTP; whole = 0 while its head is not there.
struct Message {
  std::size_t head = 0;
  std::size_t whole = 0;
  int operation = 0;
};

Message messageAt(const std::string& bytes) {
  Message message;
  const auto end = bytes.find("\r\n\r\n");
  if (end == std::string::npos || bytes.size() < end + 8) {
    return message;
  }
  message.head = end + 4;
  const auto field = bytes.find("Content-Length: ");
  const auto length = field < end ? std::strtoull(bytes.c_str() + field + 16, nullptr, 10) : 0;
  message.whole = message.head + length;
  message.operation = static_cast<unsigned char>(bytes[message.head + 2]) << 8 |
                      static_cast<unsigned char>(bytes[message.head + 3]);
  return message;
}

}  // namespace

struct IppLine::State {
  int printerPort = 0;
  int listener = -1;
  int port = 0;
  std::atomic<bool> ends{false};
  std::atomic<bool> isCut{false};
  std::atomic<std::size_t> piece{0};
  std::atomic<std::chrono::milliseconds> pause{};
  std::mutex mutex;
  std::function<LineFate(int)> decideFate;
  std::vector<std::thread> carriers;
  std::thread acceptor;

  void accept();
  void carry(int client);
  [[nodiscard]] bool broken() const { return ends || isCut; }
  [[nodiscard]] bool deliver(int to, std::string_view bytes) const;
  /// Appends what comes until `enough`; false when the line or the peer is gone.
  template <typename Enough>
  [[nodiscard]] bool collect(int from, std::string& bytes, const Enough& enough) const;
  [[nodiscard]] bool exchange(int client, int printer, std::string& pending);
};

void IppLine::State::accept() {
  while (!ends) {
    pollfd waiter{listener, POLLIN, 0};
    if (::poll(&waiter, 1, kSliceMs) <= 0) {
      continue;
    }
    const int client = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) {
      continue;
    }
    if (isCut) {
      ::close(client);
      continue;
    }
    const std::lock_guard lock(mutex);
    carriers.emplace_back([this, client] { carry(client); });
  }
}

bool IppLine::State::deliver(int to, std::string_view bytes) const {
  while (!bytes.empty()) {
    const std::size_t most = piece == 0 ? bytes.size() : std::min(bytes.size(), piece.load());
    const ssize_t sent = ::send(to, bytes.data(), most, MSG_NOSIGNAL);
    if (sent <= 0 || broken()) {
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(sent));
    if (piece != 0) {
      std::this_thread::sleep_for(pause.load());  // the line's own speed
    }
  }
  return true;
}

template <typename Enough>
bool IppLine::State::collect(int from, std::string& bytes, const Enough& enough) const {
  while (!enough()) {
    pollfd waiter{from, POLLIN, 0};
    std::array<char, 16384> buffer{};
    if (broken()) {
      return false;
    }
    if (::poll(&waiter, 1, kSliceMs) <= 0) {
      continue;
    }
    const ssize_t got = ::recv(from, buffer.data(), buffer.size(), 0);
    if (got <= 0) {
      return false;
    }
    bytes.append(buffer.data(), static_cast<std::size_t>(got));
  }
  return true;
}

bool IppLine::State::exchange(int client, int printer, std::string& pending) {
  Message request;
  const auto whole = [&] {
    request = messageAt(pending);
    return request.whole != 0 && pending.size() >= request.whole;
  };
  if (!collect(client, pending, whole)) {
    return false;
  }
  LineFate fate = LineFate::Passes;
  {
    const std::lock_guard lock(mutex);
    fate = decideFate ? decideFate(request.operation) : fate;
  }
  if (fate == LineFate::RequestLost) {
    return false;
  }
  const std::size_t sent = fate == LineFate::RequestTorn ? request.whole - 16 : request.whole;
  if (!deliver(printer, std::string_view(pending).substr(0, sent)) || fate == LineFate::RequestTorn) {
    return false;
  }
  pending.erase(0, request.whole);
  std::string answer;
  const auto answered = [&] {
    const Message message = messageAt(answer);
    return message.whole != 0 && answer.size() >= message.whole && answer.find(" 100 ") > message.head;
  };
  if (!collect(printer, answer, answered) || fate == LineFate::AnswerLost) {
    return false;
  }
  const std::size_t given = fate == LineFate::AnswerTorn ? answer.size() / 2 : answer.size();
  return deliver(client, std::string_view(answer).substr(0, given)) && fate == LineFate::Passes;
}

void IppLine::State::carry(int client) {
  const int printer = newSocket();
  const auto address = loopback(printerPort);
  if (::connect(printer, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0) {
    std::string pending;
    while (exchange(client, printer, pending)) {
    }
  }
  ::close(printer);
  ::close(client);
}

IppLine::IppLine(int printerPort) : m_state(std::make_unique<State>()) {
  m_state->printerPort = printerPort;
  m_state->listener = newSocket();
  auto address = loopback(0);
  socklen_t length = sizeof(address);
  if (::bind(m_state->listener, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0 ||
      ::listen(m_state->listener, 16) != 0 ||
      ::getsockname(m_state->listener, reinterpret_cast<sockaddr*>(&address), &length) != 0) {
    std::abort();  // a test without its line tests nothing
  }
  m_state->port = ntohs(address.sin_port);
  m_state->acceptor = std::thread([this] { m_state->accept(); });
}

IppLine::~IppLine() {
  m_state->ends = true;
  m_state->acceptor.join();
  for (auto& carrier : m_state->carriers) {
    carrier.join();
  }
  ::close(m_state->listener);
}

std::string IppLine::uri() const {
  return "ipp://127.0.0.1:" + std::to_string(m_state->port) + "/ipp/print";
}

void IppLine::deliverInPieces(std::size_t bytes, std::chrono::milliseconds pause) {
  m_state->pause = pause;
  m_state->piece = bytes;
}

void IppLine::decide(std::function<LineFate(int operation)> fate) {
  const std::lock_guard lock(m_state->mutex);
  m_state->decideFate = std::move(fate);
}

void IppLine::cut() {
  m_state->isCut = true;
}

void IppLine::restore() {
  m_state->isCut = false;
}

int portOf(const std::string& uri) {
  const auto colon = uri.rfind(':');
  return std::atoi(uri.c_str() + colon + 1);
}

}  // namespace xiaowu::testing
