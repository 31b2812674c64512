#pragma once
// Submission and receipt. 已受理 is said with the platform's number only; what is only on this machine is
// never called more than 已暂存.

#include "app/viewmodels/PageViewModel.h"

namespace xiaowu::viewmodels {

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
  XIAOWU_SHOWN(bool, settled)      ///< accepted, approved or handed in before
  XIAOWU_SHOWN(QString, picture)   ///< name of the drawing that fits the stage
  XIAOWU_PICTURE(caseCode)         ///< QR code of the public case page

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;

 private:
  void forget();
  void tell(const workflow::Session& session, bool online);
  void tellAccepted(const workflow::Session& session);
  void tellSlip(const Scene& scene);
  [[nodiscard]] QString promisedOf(const Scene& scene) const;
};

}  // namespace xiaowu::viewmodels
