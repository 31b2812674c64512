#include "app/outbox/SubmissionState.h"

namespace xiaowu::outbox {

std::string_view stateName(SubmissionState state) {
  switch (state) {
    case SubmissionState::Stored: return "stored";
    case SubmissionState::Sending: return "sending";
    case SubmissionState::Uploaded: return "uploaded";
    case SubmissionState::Accepted: return "accepted";
    case SubmissionState::Approved: return "approved";
    case SubmissionState::AlreadySubmitted: return "alreadySubmitted";
    case SubmissionState::Returned: return "returned";
    case SubmissionState::Dead: return "dead";
  }
  return "stored";
}

}  // namespace xiaowu::outbox
