#pragma once
// Whether an item can be done on this machine now, and what cannot be done at all, as a resident reads it.

#include "app/viewmodels/PageViewModel.h"

#include <QString>

#include <string>
#include <vector>

namespace xiaowu::viewmodels {

/// "What is missing for this item now" as one sentence; empty when it can be done.
/// It can be done now, but without a camera: only a member of the staff can say who is there.
[[nodiscard]] bool needsStaff(const catalog::ServiceItem& item, const Scene& scene);
[[nodiscard]] QString whyNot(const catalog::ServiceItem& item, const Scene& scene);

/// What a device that meets the need is called; empty for a need that is no device's.
[[nodiscard]] QString deviceName(const Scene& scene, const std::string& need);

/// What the site's devices should be able to do and none of them can now, each once. A device that the site
/// calls optional is not missed.
[[nodiscard]] std::vector<std::string> lostNeeds(const workflow::Availability& available);

}  // namespace xiaowu::viewmodels
