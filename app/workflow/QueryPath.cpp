// Record query: fetch, show, issue, print, count out.
#include "app/workflow/Stepper.h"

namespace xiaowu::workflow {

void Stepper::enterFetching() {
  go(Step::Fetching);
  begin(OperationKind::QueryRecord);
}

void Stepper::atFetching() {
  if (is<Back>() != nullptr) {
    return backToGuide();
  }
  if (const auto* arrived = is<RecordArrived>()) {
    endOperation();
    session().record = arrived->record;
    go(Step::Record);
  }
}

void Stepper::atRecord() {
  if (is<Back>() != nullptr) {
    return backToGuide();
  }
  if (is<Continue>() != nullptr) {
    isHolderHere(session()) ? enterPrinting() : mask();
  }
}

void Stepper::enterPrinting() {
  go(Step::Printing);
  session().printPhase = PrintPhase::Issuing;
  // The same request gives the same proof, so issuing again after a failed print costs nothing and doubles
  // nothing.
  begin(OperationKind::IssueProof);
}

void Stepper::atPrinting() {
  if (const auto* issued = is<ProofIssued>()) {
    endOperation();
    session().checkCode = issued->checkCode;
    session().verifyUrl = issued->verifyUrl;
    session().sheets = issued->sheets;
    session().sheetsOut = 0;
    session().printPhase = PrintPhase::Waiting;
    return beginPrint(OperationKind::PrintProof);
  }
  if (const auto* progress = is<PrintProgressed>()) {
    return printProgressed(progress->sheetsOut, progress->reason);
  }
  if (const auto* printed = is<Printed>()) {
    endOperation();
    s.trouble.reset();
    session().sheetsOut = printed->sheetsOut;
    emit(ReportPrinted{printed->sheetsOut});
    go(Step::Result);
  }
}

void Stepper::printProgressed(int sheetsOut, const std::string& reason) {
  session().sheetsOut = sheetsOut;
  if (reason.empty()) {
    session().printPhase = PrintPhase::Printing;
    s.trouble.reset();
    return closeIdleQuestion();
  }
  if (session().printPhase != PrintPhase::Attention) {
    emit(NotifyStaff{reason});
  }
  session().printPhase = PrintPhase::Attention;
  openTrouble(reason, false);
  s.trouble->sheetsOut = sheetsOut;
  s.trouble->sheetsMissing = session().sheets - sheetsOut;
}

void Stepper::atResult() {
  if (is<Continue>() != nullptr) {
    go(Step::Rating);
  }
}

void Stepper::queryOperationFailed(const Error& error) {
  if (error.code == errors::kCancelled) {
    return;
  }
  openTrouble(error.code, true);
  if (s.step != Step::Printing) {
    return;
  }
  s.trouble->sheetsOut = session().sheetsOut;
  s.trouble->sheetsMissing = session().sheets - session().sheetsOut;
  // Sheets that are out already must not come out twice: what is missing is for staff to settle.
  s.trouble->canRetry = session().sheetsOut == 0;
  emit(NotifyStaff{error.code});
}

}  // namespace xiaowu::workflow
