// What must hold after every event in every order: checked over each (state, event) pair and over random
// walks.
#include "app/workflow/Stepper.h"
#include "world.h"

#include "tests/support/Catch.h"

#include <algorithm>
#include <cstdlib>
#include <random>
#include <set>

using namespace xiaowu;
using namespace xiaowu::workflow;
using namespace xiaowu::workflow::test;

namespace {

/// What the outside has running, as the effects say.
struct Outside {
  std::set<OperationId> operations;
  bool cardWatched = false;
  bool faceWatched = false;
  bool accepted = false;  ///< a receipt came for the case of the session
  int unknownCancels = 0;

  explicit Outside(const State& state) {
    if (state.operation) {
      operations.insert(state.operation->id);
    }
    faceWatched = state.session && state.session->evidence && state.session->evidence->way == "face";
    accepted = state.session && state.session->submission >= domain::SubmissionState::Accepted;
  }

  /// What the event itself ends, then what the effects begin and cut off.
  void apply(const Event& event, const std::optional<Operation>& before, const std::vector<Effect>& effects) {
    if (before && answers(event, *before) && endsOperation(event)) {
      operations.erase(before->id);
    }
    for (const auto& effect : effects) {
      if (const auto* begun = std::get_if<BeginOperation>(&effect)) {
        operations.insert(begun->operation.id);
      }
      if (const auto* cancelled = std::get_if<CancelOperation>(&effect)) {
        unknownCancels += operations.erase(cancelled->operation) == 0 ? 1 : 0;
      }
      if (const auto* left = std::get_if<LeaveOperation>(&effect)) {
        unknownCancels += operations.erase(left->operation) == 0 ? 1 : 0;
      }
      if (const auto* watch = std::get_if<WatchCard>(&effect)) {
        cardWatched = watch->on;
      }
      if (const auto* watch = std::get_if<WatchFace>(&effect)) {
        faceWatched = watch->on;
      }
    }
  }
};

const char* brokenOutside(const State& state, const Outside& outside) {
  if (outside.unknownCancels != 0) {
    return "cancelled what did not run";
  }
  if (outside.operations.size() > 1) {
    return "two operations at once";
  }
  if (state.operation.has_value() != !outside.operations.empty()) {
    return "state and effects disagree about the running operation";
  }
  if (state.operation && outside.operations.count(state.operation->id) == 0) {
    return "an operation that was never begun";
  }
  if (!state.session && state.operation) {
    return "an operation outlives the session";
  }
  if (state.step == Step::Attract && outside.cardWatched && !state.cardLeftOver) {
    return "the card is still watched";
  }
  if (outside.faceWatched && (!state.session || !state.session->evidence)) {
    return "a face is followed without a session";
  }
  return nullptr;
}

/// Of the three ways to L2.
const char* brokenWays(const Session& session, const State& state) {
  if (session.evidence && session.level != domain::IdentityLevel::L2) {
    return "an evidence below L2";
  }
  const int most = std::max({session.faceAttempts, session.fingerAttempts, session.staffAttempts});
  if (most > kAttemptsMax) {
    return "more than three tries";
  }
  if (state.operation && state.operation->kind == OperationKind::CheckFace &&
      session.faceAttempts >= kAttemptsMax) {
    return "a fourth look at the face";
  }
  if (state.operation && state.operation->kind == OperationKind::CheckFace && !session.faceConsent) {
    return "a camera without consent";
  }
  if (state.operation && state.operation->kind == OperationKind::MatchFinger &&
      (session.fingerAttempts >= kAttemptsMax || !session.fingerConsent)) {
    return "a finger unasked";
  }
  if ((state.step == Step::StaffCheck) != !session.staffCard.empty() &&
      session.level != domain::IdentityLevel::L2) {
    return "a staff card outside of its page";
  }
  if (state.step == Step::StaffCheck && session.level != domain::IdentityLevel::L2 && !state.cardOnPlate) {
    return "the resident's data shown without the staff card";
  }
  if (!session.evidence) {
    return nullptr;
  }
  const auto& evidence = *session.evidence;
  if ((evidence.way == "staff") != !evidence.staff.empty() ||
      evidence.staff.empty() != evidence.reason.empty()) {
    return "a staff evidence without who or why";
  }
  if (evidence.way == "staff" && evidence.staff != kStaffId) {
    return "vouched for by the resident or by a stranger";
  }
  if (evidence.way != "face" && evidence.way != "fingerprint" && evidence.way != "staff") {
    return "a way that does not exist";
  }
  return nullptr;
}

const char* brokenSession(const Session& session, const State& state, const Outside& outside) {
  if (const char* fault = brokenWays(session, state)) {
    return fault;
  }
  if (session.level == domain::IdentityLevel::L2 && (!session.card || !session.evidence)) {
    return "L2 without card and a passed check";
  }
  if (session.level != domain::IdentityLevel::L0 && !session.card) {
    return "L1 without a card";
  }
  const bool pastIdentity = state.step >= Step::Fetching && state.step <= Step::Rating;
  if (pastIdentity && session.level < session.item->identityLevel) {
    return "a page beyond the session's identity level";
  }
  const bool fromBefore = std::any_of(session.materials.begin(), session.materials.end(),
                                      [](const auto& each) { return each.reused.has_value(); });
  if ((fromBefore || !session.keptPapers.empty()) && session.level != domain::IdentityLevel::L2) {
    return "papers from before shown below L2";
  }
  if (session.record && session.level != domain::IdentityLevel::L2) {
    return "a record shown below L2";
  }
  if (session.submission >= domain::SubmissionState::Accepted &&
      (session.caseNumber.empty() || !outside.accepted)) {
    return "accepted without a receipt";
  }
  return nullptr;
}

/// The table of experience.md, "Clocks".
const char* brokenPresence(const State& state) {
  const auto running = [&](TimerKind timer) { return state.timerRunning[static_cast<std::size_t>(timer)]; };
  if (!needsHolder(state)) {
    return state.masked || running(TimerKind::HolderAway) || running(TimerKind::MaskedEnd)
               ? "a clock for nobody"
               : nullptr;
  }
  const auto& session = *state.session;
  const bool here = isHolderHere(session);
  if (!here && !running(TimerKind::HolderAway) && !running(TimerKind::MaskedEnd)) {
    return "the holder is away and no clock runs";
  }
  if (here && (running(TimerKind::HolderAway) || running(TimerKind::MaskedEnd))) {
    return "the holder is there and a clock runs against him";
  }
  if (!here && running(TimerKind::HolderAway) == state.masked) {
    return "masked, or not, against the clock";
  }
  if (here && state.masked != (session.othersHere && !session.companion)) {
    return "masked, or not, against who is there";
  }
  if (session.faceHere && (!session.evidence || session.evidence->way != "face")) {
    return "a face that was never proven";
  }
  return nullptr;
}

const char* broken(const State& state, const Outside& outside) {
  const bool hasSession = state.session.has_value();
  if ((state.step == Step::Attract || state.step == Step::Items || state.step == Step::Farewell) &&
      hasSession) {
    return "personal data outlives the session";
  }
  if (state.step >= Step::Guide && state.step <= Step::Rating && !hasSession) {
    return "a page of a session without session";
  }
  if (state.step == Step::Attract && (state.trouble || state.idleQuestion)) {
    return "leftovers on the attract page";
  }
  const bool idleClock = state.timerRunning[static_cast<std::size_t>(TimerKind::Idle)];
  if (state.step == Step::Attract && !idleClock &&
      (!(state.preferences == Preferences{}) || state.helpCalled)) {
    return "somebody's choices stay for ever";
  }
  if (const char* fault = brokenOutside(state, outside)) {
    return fault;
  }
  if (const char* fault = brokenPresence(state)) {
    return fault;
  }
  return hasSession ? brokenSession(*state.session, state, outside) : nullptr;
}

bool isReceipt(const Event& event, const State& before) {
  const auto* change = std::get_if<SubmissionChanged>(&event);
  return change != nullptr && change->state >= domain::SubmissionState::Accepted &&
         !change->caseNumber.empty() && before.session && before.session->caseId == change->caseId;
}

}  // namespace

TEST_CASE("the invariants hold after every event in every state") {
  for (const auto& world : worldAtEachStep()) {
    for (const auto& event : everyEvent(world.state)) {
      auto copy = world;
      Outside outside(world.state);
      outside.accepted = outside.accepted || isReceipt(event, world.state);
      copy.send(event);
      outside.apply(event, world.state.operation, copy.effects);
      const char* fault = broken(copy.state, outside);
      INFO(stepName(world.state.step) << " + " << eventName(event) << " → " << stepName(copy.state.step));
      REQUIRE((fault == nullptr ? "" : fault) == std::string());
    }
  }
}

TEST_CASE("random walks of a million events break no invariant") {
  const char* chosen = std::getenv("XIAOWU_TEST_SEED");
  const auto seed = chosen != nullptr ? static_cast<std::uint32_t>(std::atoi(chosen)) : 20261121U;
  std::mt19937 random(seed);
  // Far pages are rarely reached by chance: walks begin everywhere.
  const auto beginnings = worldAtEachStep();
  World world;
  Outside outside(world.state);
  std::set<Step> visited;
  std::vector<Event> events;
  for (int count = 0; count < 1'000'000;) {
    if (count % 200 == 0) {
      world = beginnings[random() % beginnings.size()];
      outside = Outside(world.state);
      events.clear();
    }
    if (count % 3 == 0 || events.empty()) {
      events = everyEvent(world.state);  // between, ids may be stale: that must be harmless too
    }
    const auto& event = events[random() % events.size()];
    // Without this thinning of the events that end a session no walk would get far.
    const bool leaves = std::holds_alternative<Cancel>(event) || std::holds_alternative<PowerLost>(event) ||
                        std::holds_alternative<TimerFired>(event);
    if (leaves && random() % 12 != 0) {
      continue;
    }
    ++count;
    if (isReceipt(event, world.state)) {
      outside.accepted = true;
    }
    const auto before = world.state.operation;
    world.send(event);
    outside.apply(event, before, world.effects);
    if (!world.state.session || world.state.session->submission < domain::SubmissionState::Accepted) {
      outside.accepted = false;
    }
    visited.insert(world.state.step);
    if (const char* fault = broken(world.state, outside)) {
      FAIL("seed " << seed << ", event " << count << " (" << eventName(event) << ") at "
                   << stepName(world.state.step) << ": " << fault);
    }
  }
  CHECK(visited.size() == static_cast<std::size_t>(kStepCount));
}
