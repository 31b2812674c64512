#pragma once
// Hand-made states of the session machine, one or more for every page and overlay, with the data of an
// invented person. For pictures and tests of the pages.

#include "SampleRules.h"
#include "app/viewmodels/KioskViewModel.h"

#include <string>
#include <vector>

namespace xiaowu::pagestest {

struct Scene {
  std::string name;  ///< "05-card"
  workflow::State state;
  /// "", or what the person did on the page before the picture: "search", "question-2" …
  std::string action;
};

[[nodiscard]] std::vector<Scene> scenes(const workflow::Rules& rules);

/// Everything that a state does not hold: site, clock, camera picture, scanned pages.
void furnish(viewmodels::KioskViewModel& kiosk, const workflow::Rules& rules);
/// Goes to the scene from the page that is shown, and does its action.
void change(viewmodels::KioskViewModel& kiosk, const Scene& scene, workflow::Preferences preferences);
/// The same from the page at rest, with the camera's and the scanner's pictures.
void play(viewmodels::KioskViewModel& kiosk, const Scene& scene, workflow::Preferences preferences);

}  // namespace xiaowu::pagestest
