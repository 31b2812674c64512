#pragma once
// The platform's own judgement over a submission that it has opened: the item's rules again (app/approval), and the sample that people look at.

#include "platform/server/Services.h"

#include <string_view>

namespace xiaowu::platform {

struct Judgement {
  bool approved = false;  ///< by the rules here and on the kiosk, and not drawn for the sample
  std::string findings;   ///< JSON: {"verdict","sampled","failed":[rule or "rule:material"]}; ids only, nothing personal
};

/// `content` is a valid Submission (openapi.json). Without the item among the platform's services nothing is approved. The draw depends on the case's id and
/// the platform's secret alone: the same submission is drawn the same way for ever, and no kiosk can tell beforehand.
[[nodiscard]] Judgement judgeSubmission(const Context& context, std::string_view content);

}  // namespace xiaowu::platform
