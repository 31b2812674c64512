#pragma once
// Papers that their holder let us keep (证照留存复用), as the sealed submission that they came with has them.

#include "platform/server/main/Services.h"

#include <string>
#include <string_view>
#include <vector>

namespace xiaowu::platform {

/// What became of the papers that a submission takes from before.
struct Reused {
  bool hold = true;  ///< each is the applicant's own, who was proven, and of the type, sides and grade that
                     ///< the case says
  std::vector<std::string> outOfDate;  ///< codes of the materials whose paper may not stand for them (any
                                       ///< more), by the item's rules
  std::string content;  ///< the submission with what stands in the kept papers in place of what the kiosk
                        ///< says was read from them; personal
};

/// `content` is a valid Submission (openapi.json). An error when the storage cannot answer now.
[[nodiscard]] Result<Reused> takeKeptPapers(const Context& context, std::string_view content,
                                            const std::string& holderHash);

}  // namespace xiaowu::platform
