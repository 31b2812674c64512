#pragma once
// Inside of step(): one object per transition that changes the state and collects effects. Private to this
// folder.

#include "app/workflow/Machine.h"

namespace xiaowu::workflow {

/// Past its last valid day in China (UTC+8).
[[nodiscard]] bool isCardExpired(const domain::IdCard& card, WallTime now);

/// A step that shows or prints personal data, for which the holder must be there.
[[nodiscard]] bool needsHolder(const State& state);
/// His card lies on the plate, or his face is seen.
[[nodiscard]] bool isHolderHere(const Session& session);

class Stepper {
 public:
  Stepper(const Rules& rules, State state, const StampedEvent& event)
      : m_rules(rules), s(std::move(state)), m_event(event) {}
  [[nodiscard]] Transition run();

 private:
  // Shared by all paths (Stepper.cpp).
  void handleStep();
  bool handleGlobal();
  void deviceGone(const DeviceGone& gone);
  bool handlePerson();
  bool handlePreference();
  void handleTimer(TimerKind timer);
  void answerTrouble(bool retry);
  void operationFailed(const Error& error);
  void feedIdleClock();
  void closeIdleQuestion();
  void startTimer(TimerKind timer, std::chrono::milliseconds after);
  void stopTimer(TimerKind timer);
  void begin(OperationKind kind);
  void cancelOperation();
  void endOperation() { s.operation.reset(); }
  [[nodiscard]] bool running(OperationKind kind) const { return s.operation && s.operation->kind == kind; }
  void go(Step step);
  void finish(Step next);  ///< destroys the session; nothing personal is left
  void openTrouble(std::string_view code, bool canRetry);
  void openTroubleForStaff(std::string_view code, bool canRetry);  ///< and staff are told of it
  void noteStaffTold(const std::optional<Trouble>& before);
  void emit(Effect effect) { m_effects.push_back(std::move(effect)); }
  [[nodiscard]] Session& session() { return *s.session; }

  // Who is there (PresencePath.cpp).
  void keepPresence();
  void mask();
  void holderLeft();
  void beginPrint(OperationKind kind);
  [[nodiscard]] bool touchedWhileMasked();
  void cardWatched(bool onPlate, bool holders);
  void leaveCardOver();

  // From the guide to the card (IdentityPath.cpp).
  void atGuide();
  void atConsent();
  void atCard();
  void enterCard();
  void identityReached();
  void backToGuide();
  void identityOperationFailed(const Error& error);

  // The ways to the proven person (WaysPath.cpp).
  void enterIdentity();
  void atFaceConsent();
  void atFace();
  void atOtherWays();
  void atFinger();
  void atStaffCard();
  void atStaffCheck();
  void enterFace();
  void enterFinger();
  void enterStaffCard();
  void leaveStaff();
  void faceGuided(const FaceGuided& guided);
  void staffCardRefused(std::string_view code);
  void staffCardLeft();
  void readerGone(const std::string& reason);
  void proven(domain::IdentityEvidence evidence);
  [[nodiscard]] bool draftAnswered();
  void openSealedDraft();
  void proofOperationFailed(const Error& error);
  void faceFailed(const Error& error);
  void fingerFailed(const Error& error);

  // Record query and proof (QueryPath.cpp).
  void atFetching();
  void atRecord();
  void atPrinting();
  void atResult();
  void enterFetching();
  void enterPrinting();
  void printProgressed(int sheetsOut, const std::string& reason);
  void queryOperationFailed(const Error& error);

  // Application (ApplicationPath.cpp).
  void atDraftOffer();
  void atForm();
  void atMaterials();
  void atPromise();
  void atScan();
  void atReview();
  void atSignature();
  void atSubmitting();
  void atReceipt();
  void findKeptPapers();
  void papersFound(const PapersFound& found);
  void reuseMaterial(const std::string& code);
  void leaveWays();
  void openCase();
  void restoreCase(const DraftFound& draft);
  void caseFound(const CaseFound& found);
  [[nodiscard]] bool saveAnswered();
  void noteRemains(bool says);
  void noteLeftDraft(Remains remains);
  void saveDraft();
  void tellDraftLoss();
  void setAnswer(const SetAnswer& answer);
  void leaveAnswer(const LeaveAnswer& left);
  [[nodiscard]] bool formComplete();
  void submissionChanged(const SubmissionChanged& change);
  void enterReceipt();
  void applicationOperationFailed(const Error& error);

  // One paper (ScanPath.cpp).
  void startScan();
  void scannerMissing();
  void pageRead(const domain::Material& finding);
  void compareField(domain::ResidentWord word);
  void acceptFinding();
  void dropFinding();
  void leaveFinding();
  void badScan();  ///< counts; the second one is told to staff
  void askPromise(std::size_t material);
  void promiseMaterial(domain::Material& material);  ///< 容缺: what was scanned or taken from before goes

  template <typename T>
  [[nodiscard]] const T* is() const {
    return std::get_if<T>(&m_event.event);
  }

  const Rules& m_rules;
  State s;
  const StampedEvent& m_event;
  std::vector<Effect> m_effects;
};

}  // namespace xiaowu::workflow
