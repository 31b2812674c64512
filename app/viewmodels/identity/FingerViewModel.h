#pragma once
// A finger against the prints in the card.

#include "app/viewmodels/PageViewModel.h"

namespace xiaowu::viewmodels {

class FingerViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")
  XIAOWU_SHOWN(bool, asking)       ///< consent is asked; otherwise a finger is waited for
  XIAOWU_SHOWN(QString, attempts)  ///< "第 2 次，最多 3 次"; empty at the first
  XIAOWU_SHOWN(QString, title)
  XIAOWU_SHOWN(QString, line)       ///< what is compared, or which attempt this is
  XIAOWU_SHOWN(QString, agreeText)  ///< of the button that consents; empty while a finger is waited for
  XIAOWU_SHOWN(QList<QString>, promises)
  XIAOWU_SHOWN(QString, notice)  ///< the last touch could not be used; empty else

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;

 private:
  [[nodiscard]] QString noticeOf(const Scene& scene) const;
};

}  // namespace xiaowu::viewmodels
