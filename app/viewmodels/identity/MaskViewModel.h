#pragma once
// What covers the page while the holder is away or not alone: why, and what brings it back.

#include "app/viewmodels/PageViewModel.h"

namespace xiaowu::viewmodels {

class MaskViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")
  XIAOWU_SHOWN(bool, shown)
  XIAOWU_SHOWN(QString, title)
  XIAOWU_SHOWN(QString, line)
  XIAOWU_SHOWN(bool, ends)           ///< the session ends by itself when he does not come back
  XIAOWU_SHOWN(bool, helperOffered)  ///< he is there with somebody, and may say that it is somebody who helps

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
  Q_INVOKABLE void allowCompanion();
};

}  // namespace xiaowu::viewmodels
