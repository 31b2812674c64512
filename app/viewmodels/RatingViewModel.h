#pragma once
// The rating and the farewell.

#include "app/viewmodels/PageViewModel.h"

namespace xiaowu::viewmodels {

class RatingViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")
  XIAOWU_SHOWN(QString, itemName)
  XIAOWU_SHOWN(QString, reminder)  ///< of the farewell page: what is still in the machine
  XIAOWU_LIST(choices, "stars", "label")

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
  Q_INVOKABLE void rate(int stars);
};

}  // namespace xiaowu::viewmodels
