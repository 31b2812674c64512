#pragma once
// Where a submission is on its way to the platform.

#include <string_view>

namespace xiaowu::outbox {

/// Uploaded is only told (by app/sync), never stored: the platform has every part, its receipt is still to
/// come.
enum class SubmissionState {
  Stored,
  Sending,
  Uploaded,
  Accepted,
  Approved,
  AlreadySubmitted,
  Returned,
  Dead
};
[[nodiscard]] std::string_view stateName(SubmissionState state);

}  // namespace xiaowu::outbox
