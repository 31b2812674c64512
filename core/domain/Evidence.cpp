#include "core/domain/Evidence.h"

namespace xiaowu::domain {

bool evidenceHolds(const IdentityEvidence& evidence) {
  const bool byStaff = evidence.way == "staff";
  return evidence.staff.empty() != byStaff && evidence.reason.empty() != byStaff;
}

bool isProven(IdentityLevel level, const IdentityEvidence& evidence) {
  return level == IdentityLevel::L2 &&
         (evidence.way == "face" || evidence.way == "fingerprint" || evidence.way == "staff") &&
         evidenceHolds(evidence);
}

}  // namespace xiaowu::domain
