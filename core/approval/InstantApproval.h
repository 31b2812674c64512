#pragma once
// May this case be approved in seconds (秒批)? Approves only what is certain: one doubt, promise or unknown
// fact sends it to staff. The verdict is evidence, not a decision: the platform evaluates the same rules
// again over what it opened, and decides.

#include "core/approval/CaseFacts.h"

namespace xiaowu::approval {

/// Ids of the findings that no rule of the item stands for.
namespace findings {
inline constexpr std::string_view kNoRules = "no-rules";  ///< the item has no instant approval
/// The person is not proven as the item's rules ask.
inline constexpr std::string_view kIdentity = "identity-level";
inline constexpr std::string_view kAnswerLeft = "answer-left-to-staff";
inline constexpr std::string_view kMaterialMissing = "material-missing";    ///< a key material is not there
inline constexpr std::string_view kMaterialPromised = "material-promised";  ///< 容缺
inline constexpr std::string_view kMaterialDoubtful = "material-doubtful";
inline constexpr std::string_view kMaterialGrade = "material-grade";  ///< C where A or B is asked for
}  // namespace findings

struct Finding {
  std::string rule;      ///< id of a rule of the item, or one of findings::
  std::string material;  ///< code, where the finding is about one
  bool passed = false;
  friend bool operator==(const Finding&, const Finding&) = default;
};

struct Verdict {
  bool approve = false;
  int itemVersion = 0;
  /// Every rule with its outcome, in the item's order, after what stopped it before any rule.
  std::vector<Finding> findings;
};

[[nodiscard]] Verdict judge(const catalog::ServiceItem& item, const CaseFacts& facts);

}  // namespace xiaowu::approval
