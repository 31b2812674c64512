#pragma once
// What became of an attempt, for the log and for the outbox.

#include "app/outbox/SubmissionState.h"
#include "app/sync/Messages.h"

namespace xiaowu::sync {

inline const char* outlookOf(const Refusal& refusal) {
  if (refusal.held) {
    return "held until its cause is removed";
  }
  return refusal.retry ? "to be tried again" : "a dead letter";
}

inline outbox::SubmissionState outcomeOf(const std::string& state) {
  if (state == "approved") {
    return outbox::SubmissionState::Approved;
  }
  if (state == "alreadySubmitted") {
    return outbox::SubmissionState::AlreadySubmitted;
  }
  return state == "returned" ? outbox::SubmissionState::Returned : outbox::SubmissionState::Accepted;
}

}  // namespace xiaowu::sync
