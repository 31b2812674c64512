#pragma once
// Everything that will be handed in, each with its source.

#include "app/viewmodels/PageViewModel.h"

namespace xiaowu::viewmodels {

class ReviewViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")
  XIAOWU_SHOWN(QString, itemName)
  XIAOWU_SHOWN(int, doubts)
  XIAOWU_SHOWN(bool,
               canKeep)  ///< the platform may keep these papers for the next time, if the resident wants it
  XIAOWU_SHOWN(bool, keeps)
  XIAOWU_SHOWN(QString, notice)  ///< what deserves a second look; empty when nothing does
  XIAOWU_SHOWN(QString, line)    ///< the notice, or else what the item is called
  XIAOWU_LIST(answers, "field", "label", "value", "source", "doubtful", "compared", "editable")
  XIAOWU_LIST(contradictions, "words")  ///< between card, form and papers; the case may be handed in all the
                                        ///< same and then goes to staff
  XIAOWU_LIST(materials, "name", "stateText", "grade", "promised")

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
  Q_INVOKABLE void keepPapers(bool keep);

 private:
  [[nodiscard]] QList<Row> answersOf(const Scene& scene);
  [[nodiscard]] QList<Row> materialsOf(const Scene& scene) const;
  [[nodiscard]] QList<Row> contradictionsOf(const Scene& scene) const;
};

}  // namespace xiaowu::viewmodels
