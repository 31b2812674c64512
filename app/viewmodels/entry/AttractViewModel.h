#pragma once
// What works here now, what does not and why.

#include "app/viewmodels/PageViewModel.h"

namespace xiaowu::viewmodels {

class AttractViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")
  XIAOWU_SHOWN(QString, headline)
  XIAOWU_SHOWN(QString, afterPowerCut)  ///< empty, or what to do after a power cut
  XIAOWU_SHOWN(bool, allWell)
  XIAOWU_LIST(offers, "name", "picture", "works")
  XIAOWU_LIST(problems, "what", "effect")

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
  Q_INVOKABLE void start();

 private:
  void tellOffers(const Scene& scene);
  void tellProblems(const Scene& scene);
  [[nodiscard]] QString headlineOf(int working, int total) const;

  int m_working = 0;  ///< items that can be done now
  int m_byStaff = 0;  ///< of these, those that need a member of the staff
};

}  // namespace xiaowu::viewmodels
