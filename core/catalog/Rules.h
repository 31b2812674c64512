#pragma once
// Rules of a service item as data: what must agree between card, form and papers, and when a case may be
// approved in seconds (秒批). Evaluated by core/approval, on the kiosk before the resident signs and again on
// the platform.

#include "core/domain/Case.h"
#include "core/domain/LocalText.h"

#include <string>
#include <vector>

namespace xiaowu::catalog {

using domain::LocalText;

enum class RuleKind {
  Equal,       ///< `fact` and `other` say the same
  OneOf,       ///< `fact` is one of `values`
  StartsWith,  ///< `fact` starts with one of `values`
  AgeBetween,  ///< `fact` is a birth date; whole years today within least … most
  NotOlder,    ///< `fact` is a date; not in the future, and at most `most` days ago
  NotExpired,  ///< `fact` is a last day of validity or "长期"
};

/// One rule over named facts: "card.number", "form.phone", "marriage.spouse_id" (material code, field of the
/// paper).
struct Rule {
  std::string id;  ///< stable, unique in its item; travels with the evidence
  RuleKind kind = RuleKind::Equal;
  std::string fact;
  std::string other;
  std::vector<std::string> values;
  int least = 0;
  int most = 0;
  LocalText text;  ///< what to say when it does not hold, in plain words
};

struct InstantApproval {
  domain::IdentityLevel level = domain::IdentityLevel::L2;
  /// Papers of grade C count when every machine check on them passed; otherwise A and B only.
  bool acceptUploaded = false;
  int samplePercent = 0;    ///< of the approvals, looked at by people; drawn by the platform
  std::vector<Rule> rules;  ///< beside the item's checks, which must hold too
};

}  // namespace xiaowu::catalog
