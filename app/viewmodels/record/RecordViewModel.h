#pragma once
// The record that the query found, and what printing it gives.

#include "app/viewmodels/PageViewModel.h"

namespace xiaowu::viewmodels {

class RecordViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")
  XIAOWU_SHOWN(QString, headline)
  XIAOWU_SHOWN(QString, line)  ///< what the record is called, or that its absence can be printed too
  XIAOWU_SHOWN(QString, asOf)
  XIAOWU_SHOWN(bool, found)
  XIAOWU_SHOWN(QString, sheets)  ///< what printing gives
  XIAOWU_LIST(entries, "label", "value")

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
};

}  // namespace xiaowu::viewmodels
