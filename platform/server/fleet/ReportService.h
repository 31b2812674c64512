#pragma once
// What kiosks report beside cases: ratings, and checks by eye. The same id twice is one report. Any thread.

#include "core/base/Clock.h"
#include "platform/server/http/Call.h"
#include "platform/server/repository/Audit.h"
#include "platform/server/repository/Kiosks.h"
#include "platform/server/repository/Reports.h"

namespace xiaowu::platform {

class ReportService {
 public:
  /// The arguments outlive this.
  ReportService(const Clock& clock, Reports& reports, Audit& audit)
      : m_clock(clock), m_reports(reports), m_audit(audit) {}

  [[nodiscard]] HttpResponse rate(const Call& call, const KioskRow& kiosk);
  [[nodiscard]] HttpResponse staffCheck(const Call& call, const KioskRow& kiosk);

 private:
  const Clock& m_clock;
  Reports& m_reports;
  Audit& m_audit;
};

}  // namespace xiaowu::platform
