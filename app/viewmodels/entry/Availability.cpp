#include "app/viewmodels/entry/Availability.h"

#include "app/viewmodels/Wording.h"
#include "app/workflow/Machine.h"

#include <algorithm>

namespace xiaowu::viewmodels {

bool needsStaff(const catalog::ServiceItem& item, const Scene& scene) {
  const auto& available = scene.state.availability;
  return item.identityLevel == domain::IdentityLevel::L2 && !available.has(domain::needs::kCamera) &&
         workflow::missingFor(item, available).empty();
}

QString whyNot(const catalog::ServiceItem& item, const Scene& scene) {
  const auto missing = workflow::missingFor(item, scene.state.availability);
  return missing.empty() ? QString() : wording::missing(missing.front(), deviceName(scene, missing.front()));
}

QString deviceName(const Scene& scene, const std::string& need) {
  const auto name = scene.rules.deviceNames.find(need);
  return name == scene.rules.deviceNames.end() ? QString() : scene.text(name->second);
}

std::vector<std::string> lostNeeds(const workflow::Availability& available) {
  std::vector<std::string> lost;
  for (const auto& device : available.devices) {
    for (const auto& need : device.instance.serves) {
      const bool told = std::find(lost.begin(), lost.end(), need) != lost.end();
      if (!device.instance.optional && !told && !available.has(need)) {
        lost.push_back(need);
      }
    }
  }
  return lost;
}

}  // namespace xiaowu::viewmodels
