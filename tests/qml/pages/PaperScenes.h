#pragma once
// The scan page's states that come of what lies under the lens.

#include "app/viewmodels/PageViewModel.h"
#include "app/workflow/State.h"

#include <functional>
#include <string>

namespace xiaowu::pagestest {

using AddScene = std::function<void(std::string name, workflow::State state, std::string action)>;

[[nodiscard]] domain::Material finding(domain::MaterialStatus status);
/// A doubtful number, name and address beside their crops; what follows each answer. `state` scans an item
/// that asks for both sides of a card, as below.
void addComparisons(workflow::State state, const AddScene& add);
/// The ID card of two sides: the front, the back, the front again, and both for a second time.
void addSides(workflow::State state, const AddScene& add);
/// What is wrong with a page, with the drawing of each. `state` shows a finding.
void addFaults(workflow::State state, const AddScene& add);

/// As the kiosk makes them of kiosk-config/documents, but for the household register: the sample item asks of
/// it what a real one has on another page.
[[nodiscard]] viewmodels::PaperKinds paperKinds();

}  // namespace xiaowu::pagestest
