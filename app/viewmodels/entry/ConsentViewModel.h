#pragma once
// What is read from the card and for what, in plain words.

#include "app/viewmodels/PageViewModel.h"

namespace xiaowu::viewmodels {

class ConsentViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")
  XIAOWU_SHOWN(QString, itemName)
  XIAOWU_SHOWN(QString, words)
  XIAOWU_SHOWN(QList<QString>, promises)

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
};

}  // namespace xiaowu::viewmodels
