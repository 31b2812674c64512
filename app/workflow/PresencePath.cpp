// Who is there: one rule from the card on, in every step that shows or prints personal data (docs/adr/0016).
// The holder is there while his card lies on the plate or the face that was proven is seen.
#include "app/workflow/Stepper.h"

namespace xiaowu::workflow {

bool needsHolder(const State& state) {
  if (!state.session || state.session->level == domain::IdentityLevel::L0) {
    return false;
  }
  switch (state.step) {
    case Step::StaffCard:   // the plate is the staff member's, the page shows nothing
    case Step::StaffCheck:  // ... and goes with his card
    case Step::Rating: return false;
    default: return true;
  }
}

bool isHolderHere(const Session& session) {
  return session.cardHere || session.faceHere;
}

/// After every event.
void Stepper::keepPresence() {
  const auto running = [&](TimerKind timer) { return s.timerRunning[static_cast<std::size_t>(timer)]; };
  if (!needsHolder(s)) {
    stopTimer(TimerKind::HolderAway);
    stopTimer(TimerKind::MaskedEnd);
    s.masked = false;
    return;
  }
  if (!isHolderHere(session())) {
    if (s.masked && !running(TimerKind::MaskedEnd)) {
      startTimer(TimerKind::MaskedEnd, m_rules.delays.maskedEnd);
    } else if (!s.masked && !running(TimerKind::HolderAway)) {
      startTimer(TimerKind::HolderAway, m_rules.delays.holderAway);
    }
    return;
  }
  stopTimer(TimerKind::HolderAway);
  stopTimer(TimerKind::MaskedEnd);
  s.masked = session().othersHere && !session().companion;
  if (!s.masked && session().printWaits && !s.operation && !s.trouble) {
    begin(*session().printWaits);
    session().printWaits.reset();
  }
}

void Stepper::mask() {
  stopTimer(TimerKind::HolderAway);
  if (s.idleQuestion) {
    closeIdleQuestion();  // from here the mask's own clock decides
  }
  s.masked = true;
}

void Stepper::holderLeft() {
  if (running(OperationKind::Submit)) {
    return;  // a signed submission is being written: once it is, the clock begins anew
  }
  finish(Step::Attract);
}

/// Nothing is begun to be printed for whoever stands there.
void Stepper::beginPrint(OperationKind kind) {
  if (isHolderHere(session()) && !s.masked) {
    return begin(kind);
  }
  session().printWaits = kind;
  if (!isHolderHere(session())) {
    mask();
  }
}

/// A touch alone uncovers nothing. True: the event ends here.
bool Stepper::touchedWhileMasked() {
  if (!s.masked) {
    return false;
  }
  if (is<AllowCompanion>() != nullptr) {
    session().companion = session().faceHere;  // his card alone does not say it
  } else {
    (void)handlePreference();
  }
  if (isHolderHere(session())) {
    closeIdleQuestion();
  }
  return true;
}

void Stepper::cardWatched(bool onPlate, bool holders) {
  s.cardOnPlate = onPlate;
  if (!onPlate && s.cardLeftOver) {
    s.cardLeftOver = false;
    if (s.step != Step::Farewell) {
      emit(WatchCard{false});
    }
    if (s.step == Step::Card && !s.trouble) {
      begin(OperationKind::ReadCard);
    }
  }
  if (!s.session || session().level == domain::IdentityLevel::L0) {
    return;
  }
  session().cardHere = onPlate && holders;
  if ((s.step == Step::StaffCard || s.step == Step::StaffCheck) && !onPlate) {
    staffCardLeft();
  }
}

/// The session is over and its card may still lie there: until it was lifted it belongs to nobody.
void Stepper::leaveCardOver() {
  s.cardLeftOver = s.cardLeftOver || s.cardOnPlate;
  if (!s.cardLeftOver) {
    emit(WatchCard{false});
  }
}

}  // namespace xiaowu::workflow
