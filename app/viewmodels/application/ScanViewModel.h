#pragma once
// One paper: lay it down, scan, read, compare what is in doubt, and what was found.

#include "app/viewmodels/PageViewModel.h"

namespace xiaowu::viewmodels {

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
  XIAOWU_SHOWN(bool, placing)        ///< the paper is to be laid down
  XIAOWU_SHOWN(bool, comparing)      ///< a doubtful field is asked about
  XIAOWU_SHOWN(bool, usable)         ///< the page can be taken, disputed or not
  XIAOWU_SHOWN(bool, bad)            ///< it cannot
  XIAOWU_SHOWN(bool, working)        ///< on the way to a finding: the steps of scanning are shown
  XIAOWU_SHOWN(bool, offersStaff)    ///< it failed again and again: staff may look at it as it is
  XIAOWU_SHOWN(bool, offersPromise)  ///< instead of a page that is not usable
  XIAOWU_SHOWN(QString, heading)     ///< of the page; the title stands in a notice when the page is bad
  XIAOWU_SHOWN(QString, line)
  XIAOWU_SHOWN(QString, proceedText)
  XIAOWU_SHOWN(QString, anotherText)
  XIAOWU_SHOWN(QString, example)  ///< the drawing of what is wanted, beside a bad page
  XIAOWU_SHOWN(QString, remark)   ///< the drawing of what could be better about a page that is taken
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
  XIAOWU_SHOWN(double, compareEms)     ///< width of the value in ems
  XIAOWU_SHOWN(double, compareShape)   ///< its width by its height
  XIAOWU_LIST(fields, "label", "value", "source")

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
  Q_INVOKABLE void proceed();  ///< the primary action of the phase: begin, take the page, or scan once more
  Q_INVOKABLE void another();  ///< the second one: scan once more, or hand a disputed page in all the same
  Q_INVOKABLE void promise();
  Q_INVOKABLE void handInAnyway();
  Q_INVOKABLE void saySame();  ///< of the field that is shown beside its crop, as the next two
  Q_INVOKABLE void sayDifferent();
  Q_INVOKABLE void sayCannotTell();

 private:
  bool m_mayHandIn = false;
  void forget();
  void tellPhase(const Scene& scene);
  void settle();
  void tellStatus(const Scene& scene, const domain::Material& finding);
  void tellPlace(const Scene& scene);
  void tellComparison(const Scene& scene, const domain::Material& finding);
  void tellFinding(const Scene& scene, const domain::Material& finding);
  void tellWrongPaper(const Scene& scene, const domain::Material& finding);
};

}  // namespace xiaowu::viewmodels
