#include "core/domain/Case.h"

#include <algorithm>
#include <initializer_list>

namespace xiaowu::domain {
namespace {

/// The one of `all` that is called `name`.
template <typename Enum>
std::optional<Enum> named(std::initializer_list<Enum> all, std::string_view (*nameOf)(Enum),
                          std::string_view name) {
  for (const auto each : all) {
    if (nameOf(each) == name) {
      return each;
    }
  }
  return std::nullopt;
}

}  // namespace

std::string_view identityLevelName(IdentityLevel level) {
  switch (level) {
    case IdentityLevel::L0: return "L0";
    case IdentityLevel::L1: return "L1";
    case IdentityLevel::L2: return "L2";
  }
  return "L0";
}

std::optional<IdentityLevel> identityLevelFrom(std::string_view name) {
  return named({IdentityLevel::L0, IdentityLevel::L1, IdentityLevel::L2}, identityLevelName, name);
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

std::optional<AnswerSource> answerSourceFrom(std::string_view name) {
  return named({AnswerSource::Card, AnswerSource::Ocr, AnswerSource::Resident, AnswerSource::Library},
               answerSourceName, name);
}

std::string_view answerNoteName(AnswerNote note) {
  switch (note) {
    case AnswerNote::None: return "";
    case AnswerNote::LeftToStaff: return "left-to-staff";
    case AnswerNote::HasNone: return "has-none";
  }
  return "";
}

std::optional<AnswerNote> answerNoteFrom(std::string_view name) {
  return named({AnswerNote::None, AnswerNote::LeftToStaff, AnswerNote::HasNone}, answerNoteName, name);
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

std::optional<TrustGrade> trustGradeFrom(std::string_view name) {
  return named({TrustGrade::A, TrustGrade::B, TrustGrade::C, TrustGrade::D}, trustGradeName, name);
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

std::optional<ResidentWord> residentWordFrom(std::string_view name) {
  return named(
      {ResidentWord::NotAsked, ResidentWord::Same, ResidentWord::Different, ResidentWord::CannotTell},
      residentWordName, name);
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
