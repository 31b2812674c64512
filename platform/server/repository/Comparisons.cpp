#include "platform/server/repository/Comparisons.h"

#include "core/domain/ContractCodes.h"

#include <array>

namespace xiaowu::platform {

std::string_view comparisonOutcomeName(ComparisonOutcome outcome) {
  switch (outcome) {
    case ComparisonOutcome::UnderWay: return {};
    case ComparisonOutcome::Match: return "match";
    case ComparisonOutcome::NoMatch: return "no-match";
    case ComparisonOutcome::PhotoNotDecodable: return domain::contract::kPhotoNotDecodable;
    case ComparisonOutcome::NoFaceInPhoto: return domain::contract::kNoFaceInPhoto;
    case ComparisonOutcome::FaceUnusable: return domain::contract::kFaceUnusable;
    case ComparisonOutcome::Failed: return domain::contract::kComparisonFailed;
    case ComparisonOutcome::CannotOpen: return domain::contract::kComparisonCannotOpen;
    case ComparisonOutcome::TooLarge: return domain::contract::kTooLarge;
  }
  return domain::contract::kComparisonFailed;
}

std::optional<ComparisonOutcome> comparisonOutcomeFrom(std::string_view name) {
  using O = ComparisonOutcome;
  constexpr std::array kOutcomes{O::UnderWay,      O::Match,        O::NoMatch, O::PhotoNotDecodable,
                                 O::NoFaceInPhoto, O::FaceUnusable, O::Failed,  O::CannotOpen,
                                 O::TooLarge};
  for (const auto outcome : kOutcomes) {
    if (comparisonOutcomeName(outcome) == name) {
      return outcome;
    }
  }
  return std::nullopt;
}

}  // namespace xiaowu::platform
