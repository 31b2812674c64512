#include "platform/server/repository/Submissions.h"

#include <array>

namespace xiaowu::platform {

std::string_view caseStateName(CaseState state) {
  switch (state) {
    case CaseState::Accepted: return "accepted";
    case CaseState::Approved: return "approved";
    case CaseState::AlreadySubmitted: return "alreadySubmitted";
    case CaseState::Returned: return "returned";
  }
  return "returned";
}

std::optional<CaseState> caseStateFrom(std::string_view name) {
  constexpr std::array kStates{CaseState::Accepted, CaseState::Approved, CaseState::AlreadySubmitted,
                               CaseState::Returned};
  for (const auto state : kStates) {
    if (caseStateName(state) == name) {
      return state;
    }
  }
  return std::nullopt;
}

bool isTakenOn(CaseState state) {
  return state == CaseState::Accepted || state == CaseState::Approved;
}

}  // namespace xiaowu::platform
