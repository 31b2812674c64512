#pragma once
// The facade with sample rules, shown one of the sample scenes.

#include "app/viewmodels/Kiosk.h"
#include "tests/qml/pages/Scenes.h"

#include <catch2/catch.hpp>

#include <vector>

namespace xiaowu::viewmodels::test {

struct Desk {
  std::vector<workflow::Happening> sent;
  viewmodels::KioskViewModel kiosk{
      [this](const workflow::Happening& happening) { sent.push_back(happening); }};
  workflow::Rules rules = pagestest::sampleRules();

  Desk() { pagestest::furnish(kiosk, rules); }
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
