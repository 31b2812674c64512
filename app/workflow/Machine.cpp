#include "app/workflow/Machine.h"

#include "app/workflow/Stepper.h"

namespace xiaowu::workflow {

namespace needs = domain::needs;

Transition step(const Rules& rules, State state, const StampedEvent& event) {
  return Stepper(rules, std::move(state), event).run();
}

std::vector<Step> planOf(const catalog::ServiceItem& item) {
  std::vector<Step> plan{Step::Guide, Step::Consent, Step::Card};
  if (item.identityLevel == domain::IdentityLevel::L2) {
    plan.push_back(Step::Face);
  }
  if (item.kind == catalog::ServiceKind::RecordQuery) {
    plan.insert(plan.end(), {Step::Record, Step::Printing});
  } else {
    plan.push_back(Step::Form);
    if (!item.materials.empty()) {
      plan.push_back(Step::Materials);
    }
    plan.insert(plan.end(), {Step::Review, Step::Signature, Step::Receipt});
  }
  plan.push_back(Step::Rating);
  return plan;
}

std::vector<std::string> missingFor(const catalog::ServiceItem& item, const Availability& availability) {
  std::vector<std::string> missing;
  for (const auto& need : item.needsDevices) {
    if (need == "network") {
      if (!availability.online) {
        missing.push_back(need);
      }
      continue;
    }
    if (need == "storage") {
      if (availability.storageFull) {
        missing.push_back(need);
      }
      continue;
    }
    // Whoever has no camera is vouched for by staff, where there is some.
    const bool staffInstead = need == needs::kCamera && item.allows("staff") && availability.staffListed &&
                              availability.has(needs::kCardReader);
    if (!staffInstead && !availability.has(need)) {
      missing.push_back(need);
    }
  }
  return missing;
}

}  // namespace xiaowu::workflow
