#pragma once
// The same person was here before and had not finished: open what was kept, or begin anew.

#include "app/viewmodels/PageViewModel.h"

namespace xiaowu::viewmodels {

class DraftViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")
  XIAOWU_SHOWN(QString, why)
  XIAOWU_SHOWN(QString, openLine)  ///< what opening it asks, or gives

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
  Q_INVOKABLE void open();
  Q_INVOKABLE void beginAnew();  ///< what was kept is removed
};

}  // namespace xiaowu::viewmodels
