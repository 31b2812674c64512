#pragma once
// View-models of the papers: the list of materials, and scanning one of them.

#include "app/viewmodels/PageViewModel.h"

namespace xiaowu::viewmodels {

/// The papers of the case; one of them is the next one to settle.
class MaterialsViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")

 public:
  enum State { Open, Settled, Promised, Problem };
  Q_ENUM(State)

  XIAOWU_SHOWN(QString, title)
  XIAOWU_SHOWN(QString, hint)
  XIAOWU_SHOWN(QString,
               chosen)  ///< code of the paper that 扫描 and 先承诺以后补交 mean; empty when all are settled
  XIAOWU_SHOWN(QString, chosenName)
  XIAOWU_SHOWN(bool, canPromise)
  XIAOWU_SHOWN(QString, promiseHint)
  XIAOWU_SHOWN(bool, allSettled)
  XIAOWU_SHOWN(bool, canAskKept)     ///< papers from before may be asked for, and have not been
  XIAOWU_SHOWN(QString, keptNotice)  ///< what came of asking; empty before
  XIAOWU_SHOWN(
      QString,
      keptOffer)  ///< where the paper from before comes from, for the chosen one; empty when there is none
  XIAOWU_LIST(rows, "code", "name", "hint", "state", "stateText", "chosen", "picture")

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
  Q_INVOKABLE void choose(const QString& code);

 private:
  struct Paper {
    QString code, name, hint, stateText, drawing;
    State state = Open;
    bool promiseAllowed = false;
    int promiseDays = 0;
    QString offer;
  };
  void rebuild();

  QList<Paper> m_papers;
  QString m_picked;
};

class ScanViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")

 public:
  enum Phase {
    Place,
    Scanning,
    Reading,
    Good,
    Doubtful,
    Bad,
    Compare,
    Disputed
  };  ///< Disputed: usable, but the resident says that something is not the same
  Q_ENUM(Phase)

  XIAOWU_SHOWN(xiaowu::viewmodels::ScanViewModel::Phase, phase)
  XIAOWU_SHOWN(QString, code)
  XIAOWU_SHOWN(QString, paperName)
  XIAOWU_SHOWN(QString, paperPicture)  ///< the drawing of the right paper
  XIAOWU_SHOWN(QString, title)
  XIAOWU_SHOWN(QString, hint)
  XIAOWU_PICTURE(picture)
  XIAOWU_SHOWN(bool, canPromise)
  XIAOWU_SHOWN(QString, placePicture)  ///< a drawing of the side that is wanted or of what is wrong with the
                                       ///< page; empty: words and the paper's own are enough
  XIAOWU_SHOWN(QString, compareLabel)  ///< the doubtful field that is asked about
  XIAOWU_SHOWN(QString, compareValue)  ///< as it was read
  XIAOWU_PICTURE(comparePicture)       ///< as it stands on the paper
  XIAOWU_SHOWN(double, compareShape)   ///< its width by its height
  XIAOWU_LIST(fields, "label", "value", "source")

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;

 private:
  void tellPlace(const Scene& scene);
  void tellComparison(const Scene& scene, const domain::Material& finding);
  void tellFinding(const Scene& scene, const domain::Material& finding);
  void tellWrongPaper(const Scene& scene, const domain::Material& finding);
};

}  // namespace xiaowu::viewmodels
