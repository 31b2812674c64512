#pragma once
// View-models of the card page, and of the record query that follows the proof of who is there.

#include "app/viewmodels/PageViewModel.h"

namespace xiaowu::viewmodels {

class CardViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")
  XIAOWU_SHOWN(QString, title)
  XIAOWU_SHOWN(QString, hint)
  XIAOWU_SHOWN(bool, cardRead)

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
};

class RecordViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")
  XIAOWU_SHOWN(QString, title)
  XIAOWU_SHOWN(QString, asOf)
  XIAOWU_SHOWN(bool, found)
  XIAOWU_SHOWN(QString, sheets)  ///< what printing gives
  XIAOWU_LIST(entries, "label", "value")

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
};

/// Printing and its result. "Printed" is said of sheets that were counted out only.
class PrintingViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")
  XIAOWU_SHOWN(QString, title)
  XIAOWU_SHOWN(QString, progress)  ///< "第 1 张 / 共 3 张"; empty before the first
  XIAOWU_SHOWN(int, stage)         ///< 0 sealing, 1 sending, 2 printing
  XIAOWU_SHOWN(QString, resultTitle)
  XIAOWU_SHOWN(QString, checkCode)
  XIAOWU_PICTURE(verifyPicture)

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
};

}  // namespace xiaowu::viewmodels
