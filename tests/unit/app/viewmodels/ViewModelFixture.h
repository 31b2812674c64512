#pragma once
// The facade with sample rules, shown one of the sample scenes.

#include "app/viewmodels/KioskViewModel.h"
#include "tests/qml/pages/Scenes.h"

#include "tests/support/Catch.h"

#include <vector>

namespace xiaowu::viewmodels::test {

struct Fixture {
  std::vector<workflow::Event> sent;
  viewmodels::KioskViewModel kiosk{[this](const workflow::Event& event) { sent.push_back(event); }};
  workflow::Rules rules = pagestest::sampleRules();

  Fixture() { pagestest::furnish(kiosk, rules); }
  workflow::State scene(const std::string& name) const {
    for (const auto& each : pagestest::scenes(rules)) {
      if (each.name == name) {
        return each.state;
      }
    }
    FAIL("no scene " << name);
    return {};
  }
  template <typename T>
  const T* last() const {
    return sent.empty() ? nullptr : std::get_if<T>(&sent.back());
  }
};

}  // namespace xiaowu::viewmodels::test
