#include "core/domain/Case.h"

#include <algorithm>

namespace xiaowu::domain {

std::string_view identityLevelName(IdentityLevel level) {
  switch (level) {
    case IdentityLevel::L0: return "L0";
    case IdentityLevel::L1: return "L1";
    case IdentityLevel::L2: return "L2";
  }
  return "L0";
}

std::string_view answerSourceName(AnswerSource source) {
  switch (source) {
    case AnswerSource::Card: return "card";
    case AnswerSource::Ocr: return "ocr";
    case AnswerSource::Resident: return "resident";
    case AnswerSource::Library: return "library";
  }
  return "resident";
}

std::string_view trustGradeName(TrustGrade grade) {
  switch (grade) {
    case TrustGrade::A: return "A";
    case TrustGrade::B: return "B";
    case TrustGrade::C: return "C";
    case TrustGrade::D: return "D";
  }
  return "D";
}

std::string_view materialStatusName(MaterialStatus status) {
  switch (status) {
    case MaterialStatus::Missing: return "missing";
    case MaterialStatus::Good: return "good";
    case MaterialStatus::Doubtful: return "doubtful";
    case MaterialStatus::WrongPaper: return "wrong-paper";
    case MaterialStatus::NoSeal: return "no-seal";
    case MaterialStatus::Unreadable: return "unreadable";
    case MaterialStatus::Promised: return "promised";
  }
  return "missing";
}

std::string_view residentWordName(ResidentWord word) {
  switch (word) {
    case ResidentWord::NotAsked: return "";
    case ResidentWord::Same: return "same";
    case ResidentWord::Different: return "different";
    case ResidentWord::CannotTell: return "cannot-tell";
  }
  return "";
}

const MaterialSide* Material::side(std::string_view type) const {
  const auto found = std::find_if(sides.begin(), sides.end(),
                                  [&](const MaterialSide& each) { return each.documentType == type; });
  return found == sides.end() ? nullptr : &*found;
}

bool Material::disputed() const {
  return std::any_of(fields.begin(), fields.end(), [](const ReadField& field) {
    return field.resident == ResidentWord::Different || field.resident == ResidentWord::CannotTell;
  });
}

std::string_view submissionStateName(SubmissionState state) {
  switch (state) {
    case SubmissionState::None: return "none";
    case SubmissionState::Stored: return "stored";
    case SubmissionState::Uploaded: return "uploaded";
    case SubmissionState::Accepted: return "accepted";
    case SubmissionState::Approved: return "approved";
    case SubmissionState::AlreadySubmitted: return "alreadySubmitted";
    case SubmissionState::Returned: return "returned";
  }
  return "none";
}

}  // namespace xiaowu::domain
