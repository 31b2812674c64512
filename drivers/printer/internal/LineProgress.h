#pragma once
// How much a connection has carried: the difference between a slow line and a silent one.

#include <cstdint>

namespace xiaowu::drivers {

/// Bytes received, and bytes sent that the other side has confirmed, of the TCP socket; 0 when it is none.
[[nodiscard]] std::uint64_t bytesTravelled(int socket);

}  // namespace xiaowu::drivers
