#pragma once
// What an item is, what it needs, and whether it can be done here now: before any card is asked for.

#include "app/viewmodels/PageViewModel.h"

namespace xiaowu::viewmodels {

class GuideViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")
  XIAOWU_SHOWN(QString, name)
  XIAOWU_SHOWN(QString, summary)
  XIAOWU_SHOWN(QString, time)
  XIAOWU_SHOWN(QString, fee)
  XIAOWU_SHOWN(bool, canDoHere)
  XIAOWU_SHOWN(QString, verdict)  ///< can be done here now, or why not
  XIAOWU_SHOWN(QString, left)     ///< what became of the case that was gone back from; empty: there was none
  XIAOWU_SHOWN(bool, leftSafe)    ///< it can be gone on with
  XIAOWU_SHOWN(QList<QString>, conditions)
  XIAOWU_SHOWN(QList<QString>, bring)
  XIAOWU_SHOWN(QList<QString>, steps)

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
};

}  // namespace xiaowu::viewmodels
