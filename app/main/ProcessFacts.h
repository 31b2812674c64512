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

/// Memory of pictures and of nets goes back to the system when it is freed, for every thread, from now on.
/// Without this glibc keeps such blocks in a heap for each thread once the first was freed, and every paper
/// leaves holes there. Call it first.
void returnLargeBlocksAtOnce();

}  // namespace xiaowu
