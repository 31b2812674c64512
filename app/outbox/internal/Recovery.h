#pragma once
// Brings rows and parts together after the database was opened. GUARANTEED: parts that no row explains are
// never removed; a submission whose manifest is its kiosk's own gets its row back,
// under its id; what has a receipt is not sent again; no number is given twice. Doing it again changes
// nothing.

#include "app/outbox/OpenReport.h"
#include "app/outbox/internal/KnownKeys.h"
#include "app/outbox/internal/Store.h"

namespace xiaowu::outbox {

class Recovery {
 public:
  Recovery(const Store& store, OpenReport& report);

  [[nodiscard]] Result<void> run();

 private:
  void releaseLeases();
  void meetFolder(const Uuid& id);
  void rebuild(const Uuid& id);
  [[nodiscard]] bool isWhole(const Manifest& manifest) const;
  void resign();
  [[nodiscard]] bool isRenamed(const Manifest& manifest) const;
  void resignOne(Manifest manifest);
  void countMissing();
  void settleNumbers();

  const Store& m_store;
  OpenReport& m_report;
  KnownKeys m_keys;
};

}  // namespace xiaowu::outbox
