#pragma once
// Printing and its result. "Printed" is said of sheets that were counted out only.

#include "app/viewmodels/PageViewModel.h"

namespace xiaowu::viewmodels {

class PrintingViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")
  XIAOWU_SHOWN(QString, title)
  XIAOWU_SHOWN(QString, progress)  ///< "第 1 张 / 共 3 张"; empty before the first
  XIAOWU_SHOWN(QString, line)      ///< the progress, or how long it takes
  XIAOWU_SHOWN(int, stage)         ///< 0 sealing, 1 sending, 2 printing
  XIAOWU_SHOWN(QString, resultTitle)
  XIAOWU_SHOWN(QString, checkCode)
  XIAOWU_PICTURE(verifyPicture)

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
};

}  // namespace xiaowu::viewmodels
