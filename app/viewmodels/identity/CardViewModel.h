#pragma once
// Where to lay the card, and whether it has been read.

#include "app/viewmodels/PageViewModel.h"

namespace xiaowu::viewmodels {

class CardViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")
  XIAOWU_SHOWN(QString, title)
  XIAOWU_SHOWN(QString, hint)
  XIAOWU_SHOWN(bool, cardRead)
  XIAOWU_SHOWN(bool, leftOver)  ///< one lies there since before: it must be lifted first

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
};

}  // namespace xiaowu::viewmodels
