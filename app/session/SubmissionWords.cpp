#include "app/session/SubmissionWords.h"

namespace xiaowu::session {

domain::SubmissionState wordFor(outbox::SubmissionState state) {
  switch (state) {
    case outbox::SubmissionState::Uploaded: return domain::SubmissionState::Uploaded;
    case outbox::SubmissionState::Accepted: return domain::SubmissionState::Accepted;
    case outbox::SubmissionState::Approved: return domain::SubmissionState::Approved;
    case outbox::SubmissionState::AlreadySubmitted: return domain::SubmissionState::AlreadySubmitted;
    case outbox::SubmissionState::Returned: return domain::SubmissionState::Returned;
    default: return domain::SubmissionState::Stored;
  }
}

}  // namespace xiaowu::session
