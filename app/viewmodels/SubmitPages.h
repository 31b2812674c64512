#pragma once
// View-models of the end of an application: review, signature, submission, receipt, rating.

#include "app/viewmodels/PageViewModel.h"

namespace xiaowu::viewmodels {

/// Everything that will be handed in, each with its source.
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
  XIAOWU_LIST(answers, "field", "label", "value", "source", "doubtful", "compared", "editable")
  XIAOWU_LIST(contradictions, "words")  ///< between card, form and papers; the case may be handed in all the
                                        ///< same and then goes to staff
  XIAOWU_LIST(materials, "name", "stateText", "grade", "promised")

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
};

class SignatureViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")
  XIAOWU_SHOWN(QString, statement)

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
};

/// Submission and receipt. 已受理 is said with the platform's number only; what is only on this machine is
/// never called more than 已暂存.
class SubmissionViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")

 public:
  enum Stage { Saving, Stored, Uploaded, Accepted, Approved, Already, Returned };
  Q_ENUM(Stage)

  XIAOWU_SHOWN(xiaowu::viewmodels::SubmissionViewModel::Stage, stage)
  XIAOWU_SHOWN(QString, title)
  XIAOWU_SHOWN(QString, stateWord)  ///< 已暂存（本机） · 已上传 · 已受理 · …
  XIAOWU_SHOWN(QString, explanation)
  XIAOWU_SHOWN(QString, caseNumber)
  XIAOWU_SHOWN(QString, promised)  ///< papers still to be handed in; empty when none
  XIAOWU_SHOWN(QString, slip)      ///< where the slip is, or that there is none
  XIAOWU_SHOWN(bool, slipComes)    ///< it is being printed or lies there
  XIAOWU_PICTURE(caseCode)         ///< QR code of the public case page

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;

 private:
  void tell(const workflow::Session& session, bool online);
};

class RatingViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")
  XIAOWU_SHOWN(QString, itemName)
  XIAOWU_SHOWN(QString, reminder)  ///< of the farewell page: what is still in the machine
  XIAOWU_LIST(choices, "stars", "label")

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
};

/// What happened, what was kept, what now, who helps.
class TroubleViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")
  XIAOWU_SHOWN(bool, shown)
  XIAOWU_SHOWN(QString, what)
  XIAOWU_SHOWN(QString, kept)
  XIAOWU_SHOWN(QString, now)
  XIAOWU_SHOWN(QString, help)
  XIAOWU_SHOWN(QString, picture)  ///< name of the drawing that fits
  XIAOWU_SHOWN(bool, canRetry)
  XIAOWU_SHOWN(bool, waits)  ///< goes on by itself when the cause is gone: no answer needed

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
};

}  // namespace xiaowu::viewmodels
