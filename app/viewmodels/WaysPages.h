#pragma once
// View-models of the pages that prove who is there: face, the other ways, fingerprint, staff by eye.

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
  XIAOWU_SHOWN(bool, good)                ///< the picture is right, hold still
  XIAOWU_SHOWN(QString, why)              ///< of the consent page: who compares with what
  XIAOWU_SHOWN(QList<QString>, promises)  ///< likewise: what becomes of the picture
  XIAOWU_SHOWN(QString, pictureWords)     ///< beside the live picture
  XIAOWU_SHOWN(QString, cardNotice)       ///< the card was taken too early; empty else

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
};

/// What is really possible here now instead of the face.
class OtherWaysViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")
  XIAOWU_SHOWN(QString, title)
  XIAOWU_SHOWN(QString, why)
  XIAOWU_SHOWN(bool, face)
  XIAOWU_SHOWN(bool, fingerprint)
  XIAOWU_SHOWN(bool, staff)
  XIAOWU_SHOWN(QString, staffLine)
  XIAOWU_SHOWN(QString, windowLine)  ///< where else, and what to bring there

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
};

class FingerViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")
  XIAOWU_SHOWN(bool, asking)  ///< consent is asked; otherwise a finger is waited for
  XIAOWU_SHOWN(QString, attempts)
  XIAOWU_SHOWN(QString, notice)  ///< the last touch could not be used; empty else

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
};

/// Both pages of staff who verify by eye. What it shows of the resident is on the screen only while a staff
/// card lies on the plate.
class StaffViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")
  XIAOWU_SHOWN(QString, title)
  XIAOWU_SHOWN(QString, why)
  XIAOWU_SHOWN(int,
               stage)  ///< of laying the card: 0 the plate must be cleared, 1 the staff card is waited for
  XIAOWU_SHOWN(QString, notice)  ///< the staff card was taken too early; empty else
  XIAOWU_SHOWN(bool, confirmed)  ///< only the card's leaving is awaited
  XIAOWU_SHOWN(bool, reasonChosen)
  XIAOWU_SHOWN(bool, hasPhoto)
  XIAOWU_PICTURE(photo)  ///< of the resident's chip; null without a decoder
  XIAOWU_LIST(facts, "label", "value")
  XIAOWU_LIST(reasons, "reason", "title", "chosen")

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
};

}  // namespace xiaowu::viewmodels
