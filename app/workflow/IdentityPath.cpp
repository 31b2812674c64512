// From the guide to the proven person: consent, card, face or another way.
#include "app/workflow/Stepper.h"

#include "app/base/Error.h"

#include <algorithm>

namespace xiaowu::workflow {
namespace {

bool isCardExpired(const drivers::IdCard& card, WallTime now) {
  if (card.longTerm || !card.validTo) return false;
  // Valid to the end of its last day in China (UTC+8).
  const auto today = std::chrono::floor<std::chrono::days>(now + std::chrono::hours{8});
  return std::chrono::sys_days{*card.validTo} < std::chrono::sys_days{std::chrono::year_month_day{std::chrono::time_point_cast<std::chrono::days>(today)}};
}

// The result of a face check that the resident may repeat; every other failure of it means that this machine cannot do it now.
bool isFaceVerdict(std::string_view code) {
  return code == "face.not-matched" || code == "face.not-alive" || code == "face.not-seen" || code == errors::kTimedOut;
}

}  // namespace

void Stepper::atGuide() {
  if (is<Back>() != nullptr) {
    s.session.reset();
    return go(Step::Items);
  }
  if (is<Continue>() == nullptr) return;
  const auto missing = missingFor(*session().item, s.availability);
  if (missing.empty()) return go(Step::Consent);
  openTrouble("service.missing-" + missing.front(), false);
}

void Stepper::atConsent() {
  if (is<Back>() != nullptr) return go(Step::Guide);
  if (is<Continue>() == nullptr) return;
  session().consentGiven = true;
  enterCard();
}

void Stepper::enterCard() {
  go(Step::Card);
  begin(OperationKind::ReadCard);
}

void Stepper::atCard() {
  if (is<Back>() != nullptr) return backToGuide();
  if (const auto* read = is<CardRead>()) {
    endOperation();
    if (isCardExpired(read->card, m_event.now)) return openTrouble("card.expired", true);
    session().card = read->card;
    session().level = domain::IdentityLevel::L1;
    s.cardOnPlate = true;
    emit(WatchCard{true});
    if (session().item->identityLevel == domain::IdentityLevel::L2) return go(Step::FaceConsent);
    return identityReached();
  }
  if (const auto* draft = is<DraftFound>()) return restoreCase(*draft);
  if (is<NoDraft>() != nullptr) return openCase();
}

void Stepper::atFaceConsent() {
  if (is<Back>() != nullptr) return backToGuide();
  if (is<RefuseFace>() != nullptr) return go(Step::OtherWays);
  if (is<Continue>() != nullptr) {
    session().faceConsent = true;
    return enterFace();
  }
  if (const auto* draft = is<DraftFound>()) return restoreCase(*draft);
  if (is<NoDraft>() != nullptr) return openCase();
}

void Stepper::enterFace() {
  session().guidance = FaceGuidance::LookHere;
  go(Step::Face);
  begin(OperationKind::CheckFace);
}

void Stepper::atFace() {
  if (is<Back>() != nullptr) return go(Step::FaceConsent);
  if (is<RefuseFace>() != nullptr) return go(Step::OtherWays);
  if (const auto* guided = is<FaceGuided>()) session().guidance = guided->guidance;
  if (const auto* passed = is<FacePassed>()) {
    endOperation();
    stopTimer(TimerKind::CardAway);
    session().evidence = passed->evidence;
    session().level = domain::IdentityLevel::L2;
    return identityReached();
  }
  if (const auto* draft = is<DraftFound>()) return restoreCase(*draft);
  if (is<NoDraft>() != nullptr) return openCase();
}

void Stepper::atOtherWays() {
  if (is<Back>() != nullptr) return go(Step::FaceConsent);
  if (is<TryFaceAgain>() != nullptr && session().faceAttempts < kFaceAttemptsMax && s.availability.has(DeviceKind::Camera)) return go(Step::FaceConsent);
  if (is<Continue>() != nullptr) return finish(Step::Farewell);
}

void Stepper::identityReached() {
  if (session().item->kind == catalog::ServiceKind::RecordQuery) {
    session().requestId = m_event.freshId;
    return enterFetching();
  }
  begin(OperationKind::FindDraft);
}

void Stepper::backToGuide() {
  // Going back gives the identity back: whoever continues proves himself again.
  auto item = session().item;
  s.session.emplace().item = std::move(item);
  s.cardOnPlate = false;
  stopTimer(TimerKind::CardAway);
  s.trouble.reset();
  go(Step::Guide);
  emit(WatchCard{false});
  emit(Wipe{});
}

void Stepper::cardWatched(bool onPlate) {
  s.cardOnPlate = onPlate;
  const bool needed = s.step == Step::FaceConsent || s.step == Step::Face || s.step == Step::OtherWays;
  if (!onPlate && needed) {
    startTimer(TimerKind::CardAway, m_rules.delays.cardAway);
  } else if (onPlate) {
    stopTimer(TimerKind::CardAway);
  }
}

void Stepper::identityOperationFailed(const Error& error) {
  if (s.step == Step::Card && session().level == domain::IdentityLevel::L0) {
    // No card came in time: keep waiting, the session clock asks whether somebody is still there.
    if (error.code == errors::kTimedOut) return begin(OperationKind::ReadCard);
    return openTrouble(error.code, true);
  }
  if (session().level == domain::IdentityLevel::L2 || session().item->identityLevel == domain::IdentityLevel::L1) {
    return openCase();  // the search for a draft failed: the case opens empty, the draft stays where it is
  }
  if (s.step != Step::Face) return;
  if (isFaceVerdict(error.code)) {
    ++session().faceAttempts;
    const bool again = session().faceAttempts < kFaceAttemptsMax;
    if (!again) go(Step::OtherWays);
    return openTrouble(error.code == errors::kTimedOut ? "face.not-seen" : error.code, again);
  }
  go(Step::OtherWays);
  openTrouble(error.code, false);
}

}  // namespace xiaowu::workflow
