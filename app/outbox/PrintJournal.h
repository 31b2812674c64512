#pragma once
// Which prints are under way, so that after a power cut the kiosk knows what may lie in the tray. GUARANTEED:
// a print that was noted as started is on the disk, and is unsettled until it was noted as settled. Thread of
// the outbox; errors are those of Errors.h.

#include "core/base/Result.h"
#include "core/base/Uuid.h"

#include <vector>

namespace xiaowu::outbox {

class Store;

struct UnsettledPrint {
  Uuid jobId;
  std::string what;  ///< "slip", or "proof" and its id; no personal data
  int sheets = 0;
  WallTime startedAt;
};

class PrintJournal {
 public:
  explicit PrintJournal(Store& store) : m_store(store) {}

  /// Before the first sheet. A job tried again is under way again.
  [[nodiscard]] Result<void> started(const Uuid& jobId, std::string_view what, int sheets);
  /// `code`: empty when every sheet was counted out. unknown: no such print is under way.
  [[nodiscard]] Result<void> settled(const Uuid& jobId, int sheetsOut, std::string_view code);
  /// The oldest first.
  [[nodiscard]] Result<std::vector<UnsettledPrint>> unsettled() const;

 private:
  Store& m_store;
};

}  // namespace xiaowu::outbox
