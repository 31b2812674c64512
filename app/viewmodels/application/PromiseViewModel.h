#pragma once
// A paper that is promised for later (容缺): which one, until when, and what the promise means. It is given
// with the page's primary action.

#include "app/viewmodels/PageViewModel.h"

namespace xiaowu::viewmodels {

class PromiseViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")
  XIAOWU_SHOWN(QString, title)
  XIAOWU_SHOWN(QString, statement)
  XIAOWU_SHOWN(QList<QString>, points)

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
};

}  // namespace xiaowu::viewmodels
