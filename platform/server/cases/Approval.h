#pragma once
// The platform's own judgement over a submission that it has opened: the item's rules again (core/approval),
// and the sample that people look at.

#include "platform/server/main/Services.h"

#include <string>
#include <string_view>
#include <vector>

namespace xiaowu::platform {

struct Judgement {
  bool approved = false;  ///< by the rules here and on the kiosk, and not drawn for the sample
  std::string findings;   ///< JSON: {"verdict","sampled","failed":[rule or "rule:material"]}; ids only,
                          ///< nothing personal
};

/// `content` is a valid Submission (openapi.json), with what stands in kept papers already in place
/// (takeKeptPapers); those of `outOfDate` (material codes) may not stand for what is asked and go to staff.
/// Without the item among the platform's services nothing is approved.
[[nodiscard]] Judgement judgeSubmission(const Context& context, std::string_view content,
                                        const std::vector<std::string>& outOfDate);

/// Whether this approval is among the `percent` of a hundred that people look at. It depends on the case's id
/// and the platform's secret alone: the same submission is drawn the same way for ever, and no kiosk can tell
/// beforehand.
[[nodiscard]] bool isDrawn(const Bytes& secret, const std::string& caseId, int percent);

/// What the schema cannot say of an evidence of identity: whoever vouches is named, with his reason, and
/// nobody is named for a machine's verdict.
[[nodiscard]] bool evidenceHolds(std::string_view way, bool namesStaff, bool namesReason);

/// The person was proven at L2, by a way that proves somebody, with what belongs to it.
[[nodiscard]] bool isProven(std::string_view level, std::string_view way, bool namesStaff, bool namesReason);

/// Of the services whose rules are judged here; null when it is not among them.
[[nodiscard]] catalog::ServiceItemPtr itemFor(const Context& context, const std::string& code);

}  // namespace xiaowu::platform
