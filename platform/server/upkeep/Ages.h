#pragma once
// How long the platform keeps what it need not keep for ever (docs/adr/0021).

#include <chrono>

namespace xiaowu::platform {

struct Ages {
  std::chrono::hours proofPapers{7 * 24};  ///< since the proof was issued; its row stays
  std::chrono::hours unfinished{7 * 24};   ///< parts without a case, since the last one of them came
  std::chrono::hours strayFiles{24};       ///< files of parts that no row names
  std::chrono::minutes halfWritten{60};    ///< temporary files that nobody writes to any more
  std::chrono::hours audit{1095 * 24};     ///< who asked about whom; comparisons and checks by staff too
  std::chrono::hours filings{400 * 24};    ///< since the filing day: by which a second filing is known
};

}  // namespace xiaowu::platform
