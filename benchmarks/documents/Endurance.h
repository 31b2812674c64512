#pragma once
// What the reader does over time: memory over many papers, and how fast a stop ends a read.

#include "core/base/Result.h"
#include "benchmarks/documents/Papers.h"

#include <nlohmann/json.hpp>

namespace xiaowu::bench {

/// Reads `count` papers of mixed kinds with one reader, then a sheet at 300 dpi and one picture of 40
/// megapixels. Megabytes resident after 10, 100, 250, 500 and the last, the peak, and the peaks of the two
/// large ones alone. A picture is decoded or drawn for each read, as a camera would give it; the pictures'
/// own memory counts.
[[nodiscard]] Result<nlohmann::json> soak(const PaperChoice& choice, int count);

/// Stops `count` reads at random moments. Milliseconds from the stop to the return of read(), and until the
/// reader is free for the next one.
[[nodiscard]] Result<nlohmann::json> cancels(const PaperChoice& choice, int count);

}  // namespace xiaowu::bench
