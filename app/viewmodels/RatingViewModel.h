#pragma once
// The rating and the farewell.

#include "app/viewmodels/PageViewModel.h"

namespace xiaowu::viewmodels {

class RatingViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")
  XIAOWU_SHOWN(QString, itemName)
  // Of the farewell page.
  XIAOWU_SHOWN(bool, cardLeft)  ///< the card still lies on the plate
  XIAOWU_SHOWN(QString, farewell)
  XIAOWU_SHOWN(QString, reminder)
  XIAOWU_SHOWN(QList<QString>, points)  ///< what to take along, and what stays in this machine
  XIAOWU_LIST(choices, "stars", "label")

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
  Q_INVOKABLE void rate(int stars);
};

}  // namespace xiaowu::viewmodels
