#pragma once
// What opening the outbox found and did.

#include <string>
#include <string_view>
#include <vector>

namespace xiaowu::outbox {

enum class Loss {
  None,
  Database,  ///< where one had been, there was none that is sound: with it went drafts, reports, print
             ///< journal and settings
  Records    ///< it is older than the last run: what was written since is gone
};
/// "none", "database-lost", "records-lost".
[[nodiscard]] std::string_view lossName(Loss loss);

struct OpenReport {
  std::vector<std::string>
      setAside;  ///< file names of a damaged database that was moved out of the way; alert the staff
  Loss loss = Loss::None;
  int rebuilt = 0;   ///< submissions that got their rows back from the manifests beside their parts
  int resigned = 0;  ///< waiting submissions that an earlier key of this kiosk, or its earlier id, had signed
  int revived = 0;   ///< of these: dead letters that are tried again
  int unexplainedParts = 0;  ///< folders or files that belong to no known submission; they are kept
  int missingParts = 0;      ///< unsettled submissions whose parts are gone
  int releasedLeases = 0;    ///< items that were being sent when the last run ended
  int removedOrphans = 0;    ///< submissions that were being written then: nobody was told of them
  int migratedFrom = 0;      ///< schema version found; equals the current one when nothing had to be done
};

}  // namespace xiaowu::outbox
