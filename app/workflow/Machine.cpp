#include "app/workflow/Machine.h"

#include "app/workflow/Stepper.h"

namespace xiaowu::workflow {

namespace needs = domain::needs;

Transition step(const Rules& rules, State state, const StampedEvent& event) {
  return Stepper(rules, std::move(state), event).run();
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
