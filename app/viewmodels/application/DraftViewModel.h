#pragma once
// The same card was here before: what was not finished is opened or thrown away; of what was handed in the
// number is told, and a slip printed again.

#include "app/viewmodels/PageViewModel.h"

namespace xiaowu::viewmodels {

class DraftViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")
  XIAOWU_SHOWN(QString, title)
  XIAOWU_SHOWN(QString, why)
  XIAOWU_SHOWN(QString, openTitle)
  XIAOWU_SHOWN(QString, openLine)  ///< what opening it asks, or gives
  XIAOWU_SHOWN(QString, anewTitle)
  XIAOWU_SHOWN(QString, anewLine)

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
  Q_INVOKABLE void open();
  Q_INVOKABLE void beginAnew();  ///< what was kept is removed

 private:
  void tellHandedIn(const workflow::Session& session);
  void tellDraft(const workflow::Session& session, const workflow::Availability& available);
};

}  // namespace xiaowu::viewmodels
