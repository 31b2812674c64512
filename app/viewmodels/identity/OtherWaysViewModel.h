#pragma once
// What is really possible here now instead of the face.

#include "app/viewmodels/PageViewModel.h"

namespace xiaowu::viewmodels {

class OtherWaysViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")
  XIAOWU_SHOWN(QString, title)
  XIAOWU_SHOWN(QString, why)
  XIAOWU_SHOWN(bool, face)
  XIAOWU_SHOWN(bool, fingerprint)
  XIAOWU_SHOWN(bool, staff)
  XIAOWU_SHOWN(int, choices)  ///< how many ways the page offers, the window of the centre included
  XIAOWU_SHOWN(QString, staffLine)
  XIAOWU_SHOWN(QString, windowTitle)
  XIAOWU_SHOWN(QString, windowLine)  ///< where else, and what to bring there

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
  Q_INVOKABLE void askStaff();
  Q_INVOKABLE void useFingerprint();
  Q_INVOKABLE void tryFaceAgain();

 private:
  void tellWindow(const Scene& scene, const workflow::Session& session);
  [[nodiscard]] QString titleOf(const workflow::Session& session, bool noCamera) const;
};

}  // namespace xiaowu::viewmodels
