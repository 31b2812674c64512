// Application: draft, form, materials, review, signature, submission, receipt. Scanning one paper is in
// ScanPath.cpp.
#include "app/workflow/Stepper.h"
#include "core/domain/Dates.h"
#include "core/domain/ErrorCodes.h"

#include "app/workflow/FormRules.h"
#include "app/workflow/SessionFacts.h"

#include <algorithm>

namespace xiaowu::workflow {
namespace {

using domain::MaterialStatus;

bool isSettled(const catalog::MaterialRequirement& requirement, const domain::Material& material) {
  switch (material.status) {
    case MaterialStatus::Good:
    case MaterialStatus::Doubtful: return true;
    case MaterialStatus::Promised: return requirement.promiseAllowed;
    default: return false;
  }
}

}  // namespace

void Stepper::openCase() {
  endOperation();
  session().draftSealed = false;
  session().draft = {};
  session().caseId = m_event.freshId;
  session().answers = answersFromCard(*session().item, *session().card);
  session().materials.clear();
  for (const auto& requirement : session().item->materials) {
    domain::Material material;
    material.code = requirement.code;
    material.documentType = requirement.documentType;
    session().materials.push_back(std::move(material));
  }
  go(Step::Form);
  saveDraft();
}

void Stepper::restoreCase(const DraftFound& draft) {
  const bool chosen = session().draftSealed;
  openCase();
  m_effects.erase(
      std::remove_if(m_effects.begin(), m_effects.end(),
                     [](const Effect& effect) { return std::holds_alternative<SaveDraft>(effect); }),
      m_effects.end());
  session().caseId = draft.caseId;
  session().draft.saved = true;
  for (const auto& [field, answer] : draft.answers) {
    if (answer.source == domain::AnswerSource::Card) {
      continue;  // the card in hand is newer than the draft
    }
    session().answers[field] = answer;
  }
  for (auto& material : session().materials) {
    const auto saved = std::find_if(draft.materials.begin(), draft.materials.end(),
                                    [&](const auto& each) { return each.code == material.code; });
    if (saved != draft.materials.end()) {
      material = *saved;
    }
  }
  go(chosen ? Step::Form : Step::DraftOffer);
}

bool Stepper::saveAnswered() {
  const auto* kept = is<DraftKept>();
  const auto* lost = is<DraftNotKept>();
  if (kept == nullptr && lost == nullptr) {
    return false;
  }
  const auto& id = kept != nullptr ? kept->caseId : lost->caseId;
  if (s.step == Step::Guide && lost != nullptr && session().left == Remains::Draft &&
      s.leftDraft.caseId == id) {
    session().left = s.leftDraft.otherwise;  // he went back before the answer came
  } else if (s.session && session().caseId == id) {
    session().draft = kept != nullptr ? domain::DraftFate{true, false, false}
                                      : domain::DraftFate{session().draft.saved, true, session().draft.told};
  } else if (lost != nullptr && s.step == Step::Farewell && s.remains == Remains::Draft &&
             s.leftDraft.caseId == id) {
    s.remains = s.leftDraft.otherwise;
  }
  return true;
}

void Stepper::noteRemains(bool says) {
  s.remains = says && s.session ? remainsOf(*s.session) : Remains::Nothing;
  noteLeftDraft(s.remains);
}

void Stepper::saveDraft() {
  if (!somethingWritten(session().answers, session().materials)) {
    session().draft = {};  // an empty one is removed: nothing earlier is kept either
  }
  emit(SaveDraft{session().caseId});
}

/// Which draft is said to be kept, and what is true should its saving fail after all.
void Stepper::noteLeftDraft(Remains remains) {
  s.leftDraft = {};
  if (remains == Remains::Draft) {
    const bool isEarlier = session().draft.saved || session().draftSealed;
    s.leftDraft = {session().caseId, isEarlier ? Remains::EarlierDraft : Remains::Discarded};
  }
}

/// At once, or as soon as he is back at a page of his case; once for each time that the saving fails anew.
void Stepper::tellDraftLoss() {
  const bool isOfCase = s.step == Step::Form || s.step == Step::Materials || s.step == Step::Promise ||
                        s.step == Step::Review || s.step == Step::Signature ||
                        (s.step == Step::Scan && !s.operation);
  if (!isOfCase || s.trouble || !session().draft.behind || session().draft.told) {
    return;
  }
  session().draft.told = true;
  openTroubleForStaff(domain::errors::kDraftNotKept, false);
}

/// He wants it: who holds a card only may not see what its owner wrote and scanned.
void Stepper::openSealedDraft() {
  enterIdentity();
}

void Stepper::caseFound(const CaseFound& found) {
  endOperation();
  session().caseId = found.caseId;
  session().submission = found.state;
  session().caseNumber = found.caseNumber;
  session().caseStuck = found.stuck;
  session().handedInBefore = true;
  go(Step::DraftOffer);
}

void Stepper::atDraftOffer() {
  const auto* open = is<OpenDraft>();
  if (is<Back>() != nullptr) {
    return backToGuide();
  }
  if (open == nullptr && is<Continue>() == nullptr) {
    return;
  }
  if (session().handedInBefore) {
    if (open == nullptr || open->open) {
      return session().level == domain::IdentityLevel::L2 ? enterReceipt() : enterIdentity();
    }
    session().handedInBefore = false;
    session().submission = domain::SubmissionState::None;
    session().caseNumber.clear();
    session().caseStuck = false;
    return openCase();
  }
  if (open != nullptr && !open->open) {
    emit(RemoveDraft{session().caseId});  // before the fresh id takes its place
    emit(Wipe{});
    return openCase();
  }
  session().draftSealed ? openSealedDraft() : go(Step::Form);
}

void Stepper::setAnswer(const SetAnswer& given) {
  const auto* field = session().item->field(given.field);
  // What the card says is not typed over; a person whose card is wrong goes to the window.
  if (field == nullptr || field->source == domain::AnswerSource::Card) {
    return;
  }
  auto& answer = session().answers[field->id];
  answer.field = field->id;
  answer.value = given.value;
  answer.source = domain::AnswerSource::Resident;
  answer.trust = domain::TrustGrade::D;
  answer.doubtful = false;
  answer.note = domain::AnswerNote::None;
  session().fieldErrors.erase(field->id);
  const auto today = domain::dateInChina(m_event.now);
  if (const auto error = fieldError(*field, given.value, today); !error.empty() && !given.value.empty()) {
    session().fieldErrors[field->id] = error;
  }
  saveDraft();
}

void Stepper::leaveAnswer(const LeaveAnswer& left) {
  using domain::AnswerNote;
  const auto* field = session().item->field(left.field);
  if (field == nullptr || field->source == domain::AnswerSource::Card) {
    return;
  }
  // Words cannot be entered on this machine yet; everything else has its keys.
  const bool mayLeave = left.note == AnswerNote::LeftToStaff && field->type == catalog::FieldType::Text;
  const bool mayLack = left.note == AnswerNote::HasNone && !field->none.zh.empty();
  if (!mayLeave && !mayLack) {
    return;
  }
  auto& answer = session().answers[field->id];
  answer.field = field->id;
  answer.note = left.note;
  answer.compared = false;
  answer.doubtful = mayLeave;  // what was read stays beside the note: staff have something to go by
  if (mayLack) {
    answer.value.clear();
    answer.source = domain::AnswerSource::Resident;
    answer.trust = domain::TrustGrade::D;
  }
  session().fieldErrors.erase(field->id);
  saveDraft();
}

bool Stepper::formComplete() {
  const auto today = domain::dateInChina(m_event.now);
  session().fieldErrors.clear();
  for (const auto& field : session().item->fields) {
    if (field.source == domain::AnswerSource::Ocr) {
      continue;  // comes with the papers
    }
    const auto answer = session().answers.find(field.id);
    const std::string value = answer == session().answers.end() ? std::string() : answer->second.value;
    const bool isNoted = answer != session().answers.end() && answer->second.note != domain::AnswerNote::None;
    if (isNoted || (value.empty() && !field.required)) {
      continue;
    }
    if (const auto error = fieldError(field, value, today); !error.empty()) {
      session().fieldErrors[field.id] = error;
    }
  }
  return session().fieldErrors.empty();
}

void Stepper::atForm() {
  if (is<Back>() != nullptr) {
    return backToGuide();
  }
  if (const auto* answer = is<SetAnswer>()) {
    return setAnswer(*answer);
  }
  if (const auto* left = is<LeaveAnswer>()) {
    return leaveAnswer(*left);
  }
  if (is<Continue>() == nullptr || !formComplete()) {
    return;
  }
  const bool settled =
      std::all_of(session().materials.begin(), session().materials.end(),
                  [&](const auto& each) { return isSettled(*session().item->material(each.code), each); });
  go(settled ? Step::Review : Step::Materials);
}

void Stepper::atMaterials() {
  if (is<Back>() != nullptr) {
    return go(Step::Form);
  }
  auto& materials = session().materials;
  const auto find = [&](const std::string& code) {
    return std::find_if(materials.begin(), materials.end(),
                        [&](const auto& each) { return each.code == code; });
  };
  if (const auto* scan = is<ScanMaterial>()) {
    const auto material = find(scan->code);
    if (material == materials.end()) {
      return;
    }
    session().scanning = static_cast<std::size_t>(material - materials.begin());
    session().scanPhase = ScanPhase::Place;
    go(Step::Scan);
    if (!s.availability.has(domain::needs::kScanner)) {
      scannerMissing();
    }
    return;
  }
  if (const auto* promise = is<PromiseMaterial>()) {
    const auto material = find(promise->code);
    if (material != materials.end()) {
      askPromise(static_cast<std::size_t>(material - materials.begin()));
    }
    return;
  }
  if (is<FindKeptPapers>() != nullptr) {
    return findKeptPapers();
  }
  if (const auto* found = is<PapersFound>()) {
    return papersFound(*found);
  }
  if (const auto* reuse = is<ReuseMaterial>()) {
    return reuseMaterial(reuse->code);
  }
  if (is<Continue>() == nullptr) {
    return;
  }
  const bool settled = std::all_of(materials.begin(), materials.end(), [&](const auto& each) {
    return isSettled(*session().item->material(each.code), each);
  });
  if (!settled) {
    return openTrouble(domain::errors::kMaterialsMissing, false);
  }
  go(Step::Review);
}

void Stepper::atReview() {
  if (is<Back>() != nullptr) {
    return go(Step::Materials);
  }
  if (is<EditField>() != nullptr) {
    return go(Step::Form);
  }
  if (const auto* keep = is<KeepPapers>()) {
    session().keepPapers = keep->keep;
  }
  if (is<Continue>() != nullptr) {
    go(Step::Signature);
  }
}

void Stepper::atSignature() {
  if (is<Back>() != nullptr) {
    return go(Step::Review);
  }
  const auto* written = is<Signed>();
  if (written == nullptr || written->strokes < 1 || written->page == 0) {
    return;
  }
  session().signature = written->page;
  go(Step::Submitting);
  begin(OperationKind::Submit);
}

void Stepper::atSubmitting() {
  if (is<Stored>() == nullptr) {
    return;
  }
  endOperation();
  session().submission = domain::SubmissionState::Stored;
  startTimer(TimerKind::AcceptWait, m_rules.delays.acceptWait);
}

void Stepper::submissionChanged(const SubmissionChanged& change) {
  if (!s.session || session().caseId.isNull() || session().caseId != change.caseId) {
    return;
  }
  if (session().submission == domain::SubmissionState::None) {
    return;  // not told as stored yet: the word comes in its order
  }
  session().caseStuck = change.stuck;
  // Words only go forward, and 已受理 is said with its number only.
  if (change.state <= session().submission) {
    return;
  }
  if (change.state != domain::SubmissionState::Uploaded && change.caseNumber.empty()) {
    return;
  }
  session().submission = change.state;
  session().caseNumber = change.caseNumber;
  const bool settled = change.state != domain::SubmissionState::Uploaded;
  if (settled && s.step == Step::Submitting) {
    enterReceipt();
  }
}

void Stepper::enterReceipt() {
  stopTimer(TimerKind::AcceptWait);
  go(Step::Receipt);
  // Also when the slip printer is not well: one without paper prints as soon as it is filled, and one that is
  // off is told with a way to try again.
  session().printPhase = PrintPhase::Waiting;
  beginPrint(OperationKind::PrintSlip);
}

void Stepper::atReceipt() {
  if (is<Printed>() != nullptr) {
    endOperation();
    s.trouble.reset();
    session().slipPrinted = true;
    return;
  }
  if (const auto* progress = is<PrintProgressed>()) {
    session().printPhase = progress->reason.empty() ? PrintPhase::Printing : PrintPhase::Attention;
    if (!progress->reason.empty() && !s.trouble) {
      emit(NotifyStaff{progress->reason});
      openTrouble("slip." + progress->reason, false);
    } else if (progress->reason.empty()) {
      s.trouble.reset();
    }
    return feedIdleClock();
  }
  if (is<Continue>() == nullptr) {
    return;
  }
  // A slip on its way comes out although its owner is quicker than the printer. One that waits for paper
  // would come out in front of somebody else: it is taken back.
  if (running(OperationKind::PrintSlip) && session().printPhase != PrintPhase::Attention) {
    emit(LeaveOperation{s.operation->id});
    endOperation();
  }
  if (session().handedInBefore) {
    return finish(Step::Farewell);  // it was rated, or not, when it was handed in
  }
  go(Step::Rating);
}

void Stepper::applicationOperationFailed(const Error& error) {
  if (error.code == errors::kCancelled) {
    return;
  }
  switch (s.step) {
    case Step::Materials: return openTrouble(domain::errors::kPapersUnavailable, false);
    case Step::Scan:
      dropFinding();
      badScan();
      session().scanPhase = ScanPhase::Scanning;  // what "again" repeats
      if (error.fault == Fault::ResidentCanFix) {
        return openTrouble(error.code, true);
      }
      return openTroubleForStaff(error.code, true);
    case Step::Submitting: return openTroubleForStaff(error.code, true);
    case Step::Receipt: return openTrouble("slip." + error.code, true);
    default: return;
  }
}

}  // namespace xiaowu::workflow
