#pragma once
// Both pages of staff who verify by eye. What it shows of the resident is on the screen only while a staff
// card lies on the plate.

#include "app/viewmodels/PageViewModel.h"

namespace xiaowu::viewmodels {

class StaffViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")
  XIAOWU_SHOWN(QString, title)
  XIAOWU_SHOWN(QString, why)
  XIAOWU_SHOWN(int,
               stage)  ///< of laying the card: 0 the plate must be cleared, 1 the staff card is waited for
  XIAOWU_SHOWN(QString, notice)      ///< the staff card was taken too early; empty else
  XIAOWU_SHOWN(QString, plateWords)  ///< beside the plate: who takes or lays a card
  XIAOWU_SHOWN(bool, confirmed)      ///< only the card's leaving is awaited
  XIAOWU_SHOWN(bool, reasonChosen)
  XIAOWU_SHOWN(bool, hasPhoto)
  XIAOWU_PICTURE(photo)  ///< of the resident's chip; null without a decoder
  XIAOWU_LIST(facts, "label", "value")
  XIAOWU_LIST(reasons, "reason", "title", "chosen")

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
  Q_INVOKABLE void chooseReason(int reason);  ///< a workflow::StaffReason; any other number is nothing
  Q_INVOKABLE void vouch(bool isHolder);

 private:
  void tellCard(bool online);
  void tellCheck();
};

}  // namespace xiaowu::viewmodels
