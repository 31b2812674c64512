#pragma once
// Two things the simulated printer needs of the loopback interface.

#include "core/base/Result.h"

#include <string>

namespace xiaowu::simulator {

/// A TCP port that was free on every interface a moment ago.
[[nodiscard]] Result<int> freePort();

/// True when something accepts connections on 127.0.0.1:port.
[[nodiscard]] bool listens(int port);

/// GET on 127.0.0.1:port; waits at most 3 s for the whole chunked answer, because the printer's forms take
/// effect while it writes the page.
[[nodiscard]] Result<void> submitForm(int port, const std::string& target);

}  // namespace xiaowu::simulator
