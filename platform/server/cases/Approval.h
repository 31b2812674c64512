#pragma once
// The platform's own judgement over a submission that it has opened: the item's rules again (core/approval),
// and the sample that people look at. Immutable; any thread.

#include "core/approval/CaseFacts.h"
#include "core/base/Bytes.h"
#include "core/base/Clock.h"
#include "platform/server/cases/ServiceItems.h"
#include "platform/server/cases/Submission.h"

#include <chrono>
#include <string>
#include <vector>

namespace xiaowu::platform {

struct Judgement {
  bool approved = false;  ///< by the rules here and on the kiosk, and not drawn for the sample
  std::string findings;   ///< JSON: {"verdict","sampled","failed":[rule or "rule:material"]}; ids only,
                          ///< nothing personal
};

class Approval {
 public:
  /// `secret` decides the sample (Keys::pepper). The arguments outlive this.
  Approval(const Clock& clock, const ServiceItems& items, const Bytes& secret)
      : m_clock(clock), m_items(items), m_secret(secret) {}

  /// By the day on which it was handed in, and the card is judged by that day too: an expired one, or one of
  /// which nobody knows how long it is good, goes to staff. So does a case that was under way for months.
  /// What stands in kept papers is already in place (KeptPapers::take); those of `outOfDate` (material codes)
  /// may not stand for what is asked and go to staff. Without the item among the platform's services nothing
  /// is approved.
  [[nodiscard]] Judgement judge(const Submission& submission, const std::vector<std::string>& outOfDate,
                                std::chrono::year_month_day filedOn) const;

 private:
  [[nodiscard]] approval::CaseFacts factsOf(const catalog::ServiceItem& item, const Submission& submission,
                                            std::chrono::year_month_day filedOn) const;

  const Clock& m_clock;
  const ServiceItems& m_items;
  const Bytes& m_secret;
};

/// Whether this approval is among the `percent` of a hundred that people look at. It depends on the case's id
/// and the platform's secret alone: the same submission is drawn the same way for ever, and no kiosk can tell
/// beforehand.
[[nodiscard]] bool isDrawn(const Bytes& secret, const std::string& caseId, int percent);

}  // namespace xiaowu::platform
