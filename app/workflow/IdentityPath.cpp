// From the guide to the card; who proves himself goes on in WaysPath.cpp.
#include "app/workflow/Stepper.h"
#include "core/domain/Dates.h"
#include "core/domain/ErrorCodes.h"

#include "core/base/Error.h"

#include <algorithm>

namespace xiaowu::workflow {

bool isCardExpired(const domain::IdCard& card, WallTime now) {
  if (card.longTerm || !card.validTo) {
    return false;
  }
  // Valid to the end of its last day in China (UTC+8).
  return *card.validTo < domain::dateInChina(now);
}

void Stepper::atGuide() {
  if (is<Back>() != nullptr) {
    s.session.reset();
    return go(Step::Items);
  }
  if (is<Continue>() == nullptr) {
    return;
  }
  const auto missing = missingFor(*session().item, s.availability);
  if (missing.empty()) {
    return go(Step::Consent);
  }
  openTroubleForStaff("service.missing-" + missing.front(), false);
}

void Stepper::atConsent() {
  if (is<Back>() != nullptr) {
    return go(Step::Guide);
  }
  if (is<Continue>() == nullptr) {
    return;
  }
  session().consentGiven = true;
  enterCard();
}

void Stepper::enterCard() {
  go(Step::Card);
  if (!s.cardLeftOver) {  // the page asks to lift it first
    begin(OperationKind::ReadCard);
  }
}

void Stepper::atCard() {
  if (is<Back>() != nullptr) {
    return backToGuide();
  }
  if (const auto* read = is<CardRead>()) {
    endOperation();
    if (isCardExpired(read->card, m_event.now)) {
      return openTrouble(domain::errors::kCardExpired, true);
    }
    session().card = read->card;
    session().cardHere = true;
    session().level = domain::IdentityLevel::L1;
    s.cardOnPlate = true;
    emit(WatchCard{true});
    if (session().item->identityLevel == domain::IdentityLevel::L2) {
      return enterIdentity();
    }
    return identityReached();
  }
  (void)draftAnswered();
}

void Stepper::identityReached() {
  if (session().item->kind == catalog::ServiceKind::RecordQuery) {
    session().requestId = m_event.freshId;
    return enterFetching();
  }
  if (session().handedInBefore) {
    return enterReceipt();  // where it stands now, and a slip
  }
  if (session().draftSealed) {  // offered before the proof: looked for again, and opened
    return begin(OperationKind::FindDraft);
  }
  if (session().proveLater) {  // asked for from the open case: back to it
    leaveWays();
    return begin(OperationKind::FindPapers);
  }
  begin(OperationKind::FindDraft);
}

void Stepper::backToGuide() {
  // Going back gives the identity back: whoever continues proves himself again.
  const auto left = remainsOf(session());
  noteLeftDraft(left);
  auto item = session().item;
  cancelOperation();
  if (session().evidence) {
    emit(WatchFace{false});
  }
  s.session.emplace().item = std::move(item);
  session().left = left;
  s.trouble.reset();
  go(Step::Guide);
  leaveCardOver();
  emit(Wipe{});
}

void Stepper::identityOperationFailed(const Error& error) {
  if (s.step == Step::Card && session().level == domain::IdentityLevel::L0) {
    // No card came in time: keep waiting, the session clock asks whether somebody is still there.
    if (error.code == errors::kTimedOut) {
      return begin(OperationKind::ReadCard);
    }
    return error.fault == Fault::ResidentCanFix ? openTrouble(error.code, true)
                                                : openTroubleForStaff(error.code, true);
  }
  if (session().proveLater || (session().offersEarlier() && session().level != domain::IdentityLevel::L2)) {
    return proofOperationFailed(error);
  }
  if (session().level == domain::IdentityLevel::L2 ||
      session().item->identityLevel == domain::IdentityLevel::L1) {
    return openCase();  // the search for a draft failed: the case opens empty, the draft stays where it is
  }
  proofOperationFailed(error);
}

}  // namespace xiaowu::workflow
