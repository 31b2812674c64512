#include "drivers/printer/internal/LineProgress.h"

// A file of its own: the C library's tcp_info, which libcups includes, lacks the counters and clashes.
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace xiaowu::drivers {

std::uint64_t bytesTravelled(int socket) {
  tcp_info info{};
  socklen_t length = sizeof(info);
  if (socket < 0 || ::getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &length) != 0) {
    return 0;
  }
  return info.tcpi_bytes_received + info.tcpi_bytes_acked;
}

}  // namespace xiaowu::drivers
