#include "drivers/printer/simulator/internal/LoopbackHttp.h"

#include "drivers/api/Device.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <string_view>

namespace xiaowu::simulator {

namespace {

class Socket {
 public:
  Socket() : m_fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {}
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  ~Socket() {
    if (m_fd >= 0) {
      ::close(m_fd);
    }
  }
  [[nodiscard]] int fd() const { return m_fd; }
  [[nodiscard]] bool connectTo(int port) const {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return m_fd >= 0 && ::connect(m_fd, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
  }

 private:
  int m_fd;
};

}  // namespace

Result<int> freePort() {
  const Socket socket;
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_ANY);
  socklen_t length = sizeof(address);
  if (socket.fd() < 0 ||
      ::bind(socket.fd(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0 ||
      ::getsockname(socket.fd(), reinterpret_cast<sockaddr*>(&address), &length) != 0) {
    return fail(xiaowu::errors::kInternal, Fault::ServiceUnavailable,
                std::string("no free port: ") + std::strerror(errno));
  }
  return ntohs(address.sin_port);
}

bool listens(int port) {
  return Socket().connectTo(port);
}

Result<void> submitForm(int port, const std::string& target) {
  const Socket socket;
  const timeval patience{3, 0};
  ::setsockopt(socket.fd(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
  if (!socket.connectTo(port)) {
    return fail(drivers::errors::kGone, Fault::ServiceUnavailable, "simulated printer: not listening");
  }
  const std::string request = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  if (::send(socket.fd(), request.data(), request.size(), MSG_NOSIGNAL) !=
      static_cast<ssize_t>(request.size())) {
    return fail(drivers::errors::kGone, Fault::ServiceUnavailable, "simulated printer: form not sent");
  }
  std::string answer;
  std::array<char, 4096> piece{};
  while (!answer.ends_with("\r\n0\r\n\r\n")) {
    const ssize_t got = ::recv(socket.fd(), piece.data(), piece.size(), 0);
    if (got <= 0) {
      break;
    }
    answer.append(piece.data(), static_cast<std::size_t>(got));
  }
  if (answer.find(" 200 ") == std::string::npos || answer.find("updated.") == std::string::npos) {
    return fail(drivers::errors::kProtocol, Fault::ServiceUnavailable, "simulated printer: form not taken");
  }
  return {};
}

}  // namespace xiaowu::simulator
