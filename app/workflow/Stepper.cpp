#include "app/workflow/Stepper.h"

#include "app/workflow/SessionFacts.h"
#include "core/domain/ErrorCodes.h"

#include <algorithm>

namespace xiaowu::workflow {
namespace {

constexpr std::array kTimers = {TimerKind::Idle,      TimerKind::IdleCountdown, TimerKind::HolderAway,
                                TimerKind::MaskedEnd, TimerKind::AcceptWait,    TimerKind::Farewell};

bool printWaitsForSomebody(const State& state) {
  return state.session && state.session->printPhase == PrintPhase::Attention && state.operation &&
         (state.step == Step::Printing || state.step == Step::Receipt);
}

// Here the machine itself is working for the resident, who may look away; each operation has its own
// deadline, after which the clock runs again. A print that waits for paper is no work.
bool idleClockStands(const State& state) {
  const bool untouched = state.preferences == Preferences{} && !state.helpCalled;
  return (state.step == Step::Attract && untouched) || state.step == Step::Farewell ||
         (state.step == Step::Printing && state.operation && !printWaitsForSomebody(state)) ||
         state.step == Step::Submitting;
}

}  // namespace

Transition Stepper::run() {
  const bool isAnswer = operationOf(m_event.event) != nullptr;
  const auto before = s.trouble;
  const bool stale = isAnswer && (!s.operation || !answers(m_event.event, *s.operation));
  if (!stale && !handleGlobal() && !handlePerson()) {
    handleStep();
  }
  tellDraftLoss();
  noteStaffTold(before);
  keepPresence();
  return {std::move(s), std::move(m_effects)};
}

void Stepper::deviceGone(const DeviceGone& gone) {
  auto* device = s.availability.device(gone.device);
  if (device == nullptr) {
    return;
  }
  device->ready = false;
  device->reason = gone.reason;
  // Where another device meets the same need, nothing is lost.
  const auto lost = [&](std::string_view need) {
    return device->instance.meets(need) && !s.availability.has(need);
  };
  // A running operation fails by itself; only a page that waits to begin one has to be told.
  if (lost(domain::needs::kScanner) && s.step == Step::Scan && session().scanPhase == ScanPhase::Place &&
      !s.operation && !s.trouble) {
    scannerMissing();
  }
  if (lost(domain::needs::kCardReader)) {
    readerGone(gone.reason);
  }
}

bool Stepper::handleGlobal() {
  if (const auto* gone = is<DeviceGone>()) {
    deviceGone(*gone);
    return true;
  }
  if (const auto* back = is<DeviceBack>()) {
    if (auto* device = s.availability.device(back->device)) {
      device->ready = true;
      device->reason.clear();
    }
    return true;
  }
  if (const auto* link = is<LinkChanged>()) {
    s.availability.online = link->online;
    return true;
  }
  if (const auto* storage = is<StorageChanged>()) {
    s.availability.storageFull = storage->full;
    return true;
  }
  if (const auto* timer = is<TimerFired>()) {
    handleTimer(timer->timer);
    return true;
  }
  if (is<PowerLost>() != nullptr) {
    if (s.step != Step::Attract) {
      finish(Step::Attract);
    }
    return true;
  }
  if (is<PowerRestored>() != nullptr) {
    s.powerFailed = s.step == Step::Attract;
    return true;
  }
  if (is<CardRemoved>() != nullptr) {
    cardWatched(false, false);
    return true;
  }
  if (const auto* returned = is<CardReturned>()) {
    cardWatched(true, returned->holders);
    return true;
  }
  if (const auto* seen = is<HolderSeen>()) {
    if (s.session && session().evidence && session().evidence->way == "face") {
      session().faceHere = seen->holder;
      session().othersHere = seen->others;
    }
    return true;
  }
  if (const auto* change = is<SubmissionChanged>()) {
    submissionChanged(*change);
    return true;
  }
  if (saveAnswered()) {
    return true;
  }
  if (const auto* failed = is<OperationFailed>()) {
    endOperation();
    operationFailed(failed->error);
    return true;
  }
  return false;
}

bool Stepper::handlePerson() {
  if (operationOf(m_event.event) != nullptr) {
    return false;  // an answer of a device, not a touch
  }
  if (is<Cancel>() != nullptr) {
    // A signed submission is being written: its outcome is known in a moment and must be told, not left in
    // doubt.
    const bool writing = s.step == Step::Submitting && running(OperationKind::Submit);
    if (s.step != Step::Attract && s.step != Step::Farewell && !writing) {
      finish(s.session && s.session->card ? Step::Farewell : Step::Attract);
    }
    return true;
  }
  if (touchedWhileMasked()) {
    return true;
  }
  if (s.idleQuestion) {  // whatever was touched, it says "I am here" and nothing else: the page was hidden
    if (!needsHolder(s) || isHolderHere(session())) {  // somebody else cannot say it for the holder
      closeIdleQuestion();
    }
    return true;
  }
  feedIdleClock();
  if (handlePreference()) {
    feedIdleClock();
    return true;
  }
  if (is<Touched>() != nullptr || is<Extend>() != nullptr) {
    if (s.step == Step::Farewell) {
      finish(Step::Attract);
    }
    return true;
  }
  if (!s.trouble) {
    return false;
  }
  if (const auto* answer = is<AnswerTrouble>()) {
    answerTrouble(answer->retry);
    return true;
  }
  if (is<Continue>() != nullptr) {
    answerTrouble(true);
    return true;
  }
  if (is<Back>() != nullptr) {
    answerTrouble(false);
    return true;
  }
  return true;  // the page below is covered
}

bool Stepper::handlePreference() {
  if (const auto* language = is<SetLanguage>()) {
    s.preferences.language = language->language;
    return true;
  }
  if (const auto* care = is<SetCare>()) {
    s.preferences.care = care->care;
    return true;
  }
  if (const auto* low = is<SetControlsLow>()) {
    s.preferences.controlsLow = low->low;
    return true;
  }
  if (is<CallHelp>() != nullptr) {
    if (!s.helpCalled) {
      emit(NotifyStaff{std::string(domain::errors::kHelpCalled)});
    }
    s.helpCalled = true;
    return true;
  }
  if (is<CloseHelp>() != nullptr) {
    s.helpCalled = false;
    return true;
  }
  return false;
}

void Stepper::handleStep() {
  switch (s.step) {
    case Step::Attract:
      if (is<Start>() != nullptr) {
        s.powerFailed = false;
        go(Step::Items);
      }
      return;
    case Step::Items:
      if (is<Back>() != nullptr) {
        return finish(Step::Attract);
      }
      if (const auto* choice = is<ChooseItem>()) {
        const auto item = std::find_if(m_rules.items.begin(), m_rules.items.end(),
                                       [&](const auto& each) { return each->code == choice->code; });
        if (item == m_rules.items.end()) {
          return;
        }
        s.session.emplace().item = *item;
        go(Step::Guide);
      }
      return;
    case Step::Guide: return atGuide();
    case Step::Consent: return atConsent();
    case Step::Card: return atCard();
    case Step::FaceConsent: return atFaceConsent();
    case Step::Face: return atFace();
    case Step::OtherWays: return atOtherWays();
    case Step::Finger: return atFinger();
    case Step::StaffCard: return atStaffCard();
    case Step::StaffCheck: return atStaffCheck();
    case Step::Fetching: return atFetching();
    case Step::Record: return atRecord();
    case Step::Printing: return atPrinting();
    case Step::Result: return atResult();
    case Step::DraftOffer: return atDraftOffer();
    case Step::Form: return atForm();
    case Step::Materials: return atMaterials();
    case Step::Promise: return atPromise();
    case Step::Scan: return atScan();
    case Step::Review: return atReview();
    case Step::Signature: return atSignature();
    case Step::Submitting: return atSubmitting();
    case Step::Receipt: return atReceipt();
    case Step::Rating:
      if (const auto* rated = is<Rated>(); rated != nullptr && rated->stars >= 1 && rated->stars <= 5) {
        emit(SendRating{rated->stars, session().item->code, session().caseId});
        finish(Step::Farewell);
      } else if (is<Continue>() != nullptr) {
        finish(Step::Farewell);
      }
      return;
    case Step::Farewell:
      if (is<Start>() != nullptr || is<Continue>() != nullptr) {
        finish(Step::Attract);
      }
      return;
  }
}

void Stepper::handleTimer(TimerKind timer) {
  auto& isRunning = s.timerRunning[static_cast<std::size_t>(timer)];
  if (!isRunning) {
    return;  // fired while it was being stopped
  }
  isRunning = false;
  switch (timer) {
    case TimerKind::Idle:
      if (s.step == Step::Attract) {
        return finish(Step::Attract);  // somebody chose a language or called, and left
      }
      if (s.masked && session().faceHere) {
        return feedIdleClock();  // he is seen; what covers his page is the other one
      }
      s.idleQuestion = true;
      return startTimer(TimerKind::IdleCountdown, m_rules.delays.idleCountdown);
    case TimerKind::IdleCountdown: return finish(Step::Attract);
    case TimerKind::HolderAway: return mask();
    case TimerKind::MaskedEnd: return holderLeft();
    case TimerKind::AcceptWait:
      if (s.step == Step::Submitting) {
        enterReceipt();
      }
      return;
    case TimerKind::Farewell: return finish(Step::Attract);
  }
}

void Stepper::operationFailed(const Error& error) {
  switch (s.step) {
    case Step::Card:
    case Step::FaceConsent:
    case Step::Face:
    case Step::Finger:
    case Step::StaffCard:
    case Step::StaffCheck: return identityOperationFailed(error);
    case Step::Fetching:
    case Step::Printing: return queryOperationFailed(error);
    case Step::DraftOffer:
    case Step::Materials:
    case Step::Scan:
    case Step::Submitting:
    case Step::Receipt: return applicationOperationFailed(error);
    default: return;
  }
}

void Stepper::answerTrouble(bool retry) {
  const bool again = retry && s.trouble->canRetry;
  if (s.step == Step::Printing && s.operation && retry) {
    return feedIdleClock();  // the job goes on by itself when the cause is gone: until then it stays told
  }
  const bool isOfDraft = s.trouble->code == domain::errors::kDraftNotKept;
  s.trouble.reset();
  if (isOfDraft) {
    return;  // a word beside the way: the page is as it was
  }
  switch (s.step) {
    case Step::Card: return again ? enterCard() : backToGuide();
    case Step::Face: return again ? enterFace() : go(Step::OtherWays);
    case Step::Finger: return again ? enterFinger() : go(Step::OtherWays);
    case Step::StaffCard: return again ? enterStaffCard() : leaveStaff();
    case Step::Fetching: return again ? enterFetching() : backToGuide();
    case Step::Printing: return again && !s.operation ? enterPrinting() : finish(Step::Farewell);
    case Step::Scan:
      if (again) {
        // One touch: where a scan failed it is begun again, where nothing was scanned yet the page waits.
        return session().scanPhase == ScanPhase::Scanning ? startScan() : dropFinding();
      }
      dropFinding();
      return go(Step::Materials);
    case Step::Submitting:
      if (again) {
        return begin(OperationKind::Submit);
      }
      return go(Step::Review);
    case Step::Receipt:
      if (again && !s.operation) {
        beginPrint(OperationKind::PrintSlip);
      }
      return;
    default: return;
  }
}

void Stepper::closeIdleQuestion() {
  s.idleQuestion = false;
  stopTimer(TimerKind::IdleCountdown);
  feedIdleClock();
}

void Stepper::feedIdleClock() {
  if (idleClockStands(s)) {
    return stopTimer(TimerKind::Idle);
  }
  if (s.idleQuestion) {
    return;
  }
  const auto& delays = m_rules.delays;
  auto after = s.preferences.care ? delays.idleCare : delays.idle;
  if (s.step == Step::StaffCard) {
    after = std::max(delays.idleStaff, delays.idleCare);
  } else if (printWaitsForSomebody(s)) {
    after = delays.idleWaiting;
  }
  startTimer(TimerKind::Idle, after);
}

void Stepper::startTimer(TimerKind timer, std::chrono::milliseconds after) {
  s.timerRunning[static_cast<std::size_t>(timer)] = true;
  emit(StartTimer{timer, after});
}

void Stepper::stopTimer(TimerKind timer) {
  auto& isRunning = s.timerRunning[static_cast<std::size_t>(timer)];
  if (isRunning) {
    emit(StopTimer{timer});
  }
  isRunning = false;
}

void Stepper::begin(OperationKind kind) {
  cancelOperation();
  s.operation = Operation{++s.lastOperation, kind};
  emit(BeginOperation{*s.operation});
  feedIdleClock();
}

void Stepper::cancelOperation() {
  if (s.operation) {
    emit(CancelOperation{s.operation->id});
  }
  s.operation.reset();
}

void Stepper::go(Step step) {
  cancelOperation();
  s.step = step;
  if (s.session) {
    session().printWaits.reset();
  }
  if (step == Step::Review) {
    session().contradictions = contradictionsIn(session(), m_event.now);
  }
  feedIdleClock();
}

void Stepper::openTrouble(std::string_view code, bool canRetry) {
  Trouble trouble;
  trouble.code = code;
  trouble.canRetry = canRetry;
  s.trouble = std::move(trouble);
  feedIdleClock();
}

void Stepper::finish(Step next) {
  cancelOperation();
  for (const auto timer : kTimers) {
    stopTimer(timer);
  }
  const bool says = next == Step::Farewell;
  noteRemains(says);
  if (s.session) {
    if (session().evidence) {
      emit(WatchFace{false});
    }
    emit(Wipe{});
  }
  s.session.reset();
  s.trouble.reset();
  s.masked = false;
  s.idleQuestion = false;
  s.helpCalled = false;
  if (!says) {
    s.preferences = {};  // the farewell is read in the letters and the language of the rest
  }
  s.step = next;
  if (says) {
    startTimer(TimerKind::Farewell, m_rules.delays.farewell);  // the card is still watched: "please take it"
  } else {
    leaveCardOver();
  }
}

}  // namespace xiaowu::workflow
