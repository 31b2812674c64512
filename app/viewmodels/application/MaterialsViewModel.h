#pragma once
// The papers of the case; one of them is the next one to settle.

#include "app/viewmodels/PageViewModel.h"

namespace xiaowu::viewmodels {

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
  XIAOWU_SHOWN(QString, proceedText)  ///< of the primary action
  XIAOWU_SHOWN(bool, canPromise)      ///< the chosen one, now
  XIAOWU_SHOWN(bool, offersPromise)   ///< while something is still open
  XIAOWU_SHOWN(QString, promiseHint)
  XIAOWU_SHOWN(QString, stuckNotice)  ///< the chosen one failed again and again
  XIAOWU_SHOWN(bool, allSettled)
  XIAOWU_SHOWN(bool, offersScanAgain)  ///< of the chosen one, when all are settled
  XIAOWU_SHOWN(bool, offersAskKept)    ///< while something is still open
  XIAOWU_SHOWN(bool, canAskKept)       ///< papers from before may be asked for, and have not been
  XIAOWU_SHOWN(QString, keptNotice)    ///< what came of asking; empty before
  XIAOWU_SHOWN(
      QString,
      keptOffer)  ///< where the paper from before comes from, for the chosen one; empty when there is none
  XIAOWU_LIST(rows, "code", "name", "hint", "state", "stateText", "chosen", "picture")

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
  Q_INVOKABLE void choose(const QString& code);
  Q_INVOKABLE void proceed();  ///< the primary action: scan the chosen paper, or go on when all are settled
  Q_INVOKABLE void scan();     ///< the chosen paper, as the next three
  Q_INVOKABLE void promise();
  Q_INVOKABLE void reuse();
  Q_INVOKABLE void findKept();  ///< "I handed this in before"

 private:
  struct Paper {
    QString code, name, hint, stateText, drawing;
    State state = Open;
    bool promiseAllowed = false;
    int promiseDays = 0;
    QString offer;
    bool isStuck = false;
  };
  void rebuild();

  QList<Paper> m_papers;
  QString m_picked;
  int m_draftHours = 0;
  bool m_draftKept = false;  ///< whoever goes now finds it again
};

}  // namespace xiaowu::viewmodels
