#pragma once
// The face check and its consent: how to stand, what to do, what becomes of the picture.

#include "app/viewmodels/PageViewModel.h"

namespace xiaowu::viewmodels {

class FaceViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")
  XIAOWU_SHOWN(QString, guidance)  ///< the one sentence: how to stand, or what to do
  XIAOWU_SHOWN(QString, hint)   ///< name of the drawing that says the same; empty: show where the camera is
  XIAOWU_SHOWN(QString, place)  ///< "第 2 个动作"; empty without an action
  XIAOWU_SHOWN(QString, attempts)         ///< "第 2 次，最多 3 次"; empty at the first
  XIAOWU_SHOWN(QString, line)             ///< place and attempts, or what to do at the first
  XIAOWU_SHOWN(bool, good)                ///< the picture is right, hold still
  XIAOWU_SHOWN(QString, why)              ///< of the consent page: who compares with what
  XIAOWU_SHOWN(QList<QString>, promises)  ///< likewise: what becomes of the picture
  XIAOWU_SHOWN(QString, pictureWords)     ///< beside the live picture
  XIAOWU_SHOWN(QString, cardNotice)       ///< the card was taken too early; empty else

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
  Q_INVOKABLE void refuse();
};

}  // namespace xiaowu::viewmodels
