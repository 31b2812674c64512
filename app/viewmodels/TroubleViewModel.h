#pragma once
// What happened, what was kept, what now, who helps.

#include "app/viewmodels/PageViewModel.h"

namespace xiaowu::viewmodels {

class TroubleViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")
  XIAOWU_SHOWN(bool, shown)
  XIAOWU_SHOWN(QString, what)
  XIAOWU_SHOWN(QString, kept)
  XIAOWU_SHOWN(QString, now)
  XIAOWU_SHOWN(QString, help)
  XIAOWU_SHOWN(QString, picture)  ///< name of the drawing that fits
  XIAOWU_SHOWN(bool, canRetry)
  XIAOWU_SHOWN(QString, answerText)  ///< of the one primary action
  XIAOWU_SHOWN(bool, canLeave)       ///< there is a second action, which leaves
  XIAOWU_SHOWN(QString, leaveText)
  XIAOWU_SHOWN(bool, waits)  ///< goes on by itself when the cause is gone: no answer needed

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
  Q_INVOKABLE void answer(bool retry);

 private:
  void tellFace(const Scene& scene);
};

}  // namespace xiaowu::viewmodels
