#pragma once
// What opening the outbox found and did.

#include <string>
#include <vector>

namespace xiaowu::outbox {

struct OpenReport {
  std::vector<std::string>
      setAside;  ///< file names of a damaged database that was moved out of the way; alert the staff
  int releasedLeases = 0;  ///< items that were being sent when the last run ended
  int removedOrphans = 0;  ///< folders of parts whose submission was never committed
  int migratedFrom = 0;    ///< schema version found; equals the current one when nothing had to be done
};

}  // namespace xiaowu::outbox
