#pragma once
// What is said after a call for help: whom else to reach, how long it takes, and that nobody is there at
// night; offline the call has not gone out yet, and that is what it says.

#include "app/viewmodels/PageViewModel.h"

namespace xiaowu::viewmodels {

class HelpViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")
  XIAOWU_SHOWN(QString, title)
  XIAOWU_SHOWN(QString, line)
  XIAOWU_SHOWN(QString, picture)  ///< name of the drawing that fits

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
};

}  // namespace xiaowu::viewmodels
