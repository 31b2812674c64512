#pragma once
// Whether two submissions say the same: the question behind "already submitted" (docs/adr/0021). Pure.

#include "core/base/Bytes.h"
#include "platform/server/cases/Submission.h"

#include <string>
#include <vector>

namespace xiaowu::platform {

/// Keyed hash (KeyedHash.h) over the answers and the facts of the materials, in an order of its own. The same
/// paper scanned twice has the same facts: kind, outcome, and what was read from it. A paper that was not
/// found good, or of which nothing was read, is compared by its pages, so that two different ones never count
/// as the same. `pages`: SHA-256 of each opened part of the submission, by index.
[[nodiscard]] std::string contentHash(const Bytes& pepper, const Submission& submission,
                                      const std::vector<std::string>& pages);

}  // namespace xiaowu::platform
