#pragma once
// What Linux knows about this process.

#include <chrono>
#include <cstdint>

namespace xiaowu {

/// Since the kernel started the program, loading of libraries included; resolution 10 ms.
[[nodiscard]] std::chrono::milliseconds millisecondsSinceProcessStart();
[[nodiscard]] std::int64_t peakRssMb();
[[nodiscard]] std::int64_t rssMb();

/// No core dumps, no memory for debuggers: what a session held must not end up in a file.
void forbidMemoryDumps();

}  // namespace xiaowu
