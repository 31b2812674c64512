#pragma once
// Readers on a serial line.

#include "drivers/idcard/Link.h"

namespace xiaowu::idcard {

/// 8 data bits, no parity, 1 stop bit, no flow control. Must be used on a thread that Qt knows (QThread or
/// the main thread).
[[nodiscard]] std::unique_ptr<Link> makeSerialLink(const std::string& path, int baud);

}  // namespace xiaowu::idcard
