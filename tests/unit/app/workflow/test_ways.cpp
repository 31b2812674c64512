// The three ways to prove who is there, and everything that must not pass for one.
#include "core/domain/ChallengeAction.h"
#include "core/domain/FaceGuidance.h"
#include "world.h"

#include "tests/support/Catch.h"

using namespace xiaowu;
using namespace xiaowu::workflow;
using namespace xiaowu::workflow::test;

namespace {

bool away(const World& world) {
  return world.state.timerRunning[static_cast<std::size_t>(TimerKind::HolderAway)];
}

std::string trouble(const World& world) {
  return world.state.trouble ? world.state.trouble->code : std::string();
}

}  // namespace

TEST_CASE("staff verify by eye: two cards, a reason, an answer, and the staff card off the plate") {
  World world;
  world.toOtherWays();
  world.send(AskStaff{});
  CHECK(world.did<NotifyStaff>()->code == "staff.wanted");
  CHECK(world.state.step == Step::StaffCard);
  CHECK_FALSE(world.state.operation);  // the resident's card still lies there
  world.send(CardRemoved{});
  CHECK_FALSE(away(world));  // here it has to be taken
  world.send(StaffCardRead{world.operation(), staffCard(), kStaffId});
  CHECK(world.state.step == Step::StaffCheck);
  CHECK(world.did<ShowHolder>()->on);
  CHECK(world.did<WatchCard>()->on);
  world.send(VouchForPerson{true});
  CHECK_FALSE(world.state.session->staffConfirmed);  // no answer without a reason
  world.send(ChooseStaffReason{StaffReason::Injury});
  world.send(VouchForPerson{true});
  CHECK(world.state.session->level == domain::IdentityLevel::L1);  // not while the staff card lies there
  world.send(CardRemoved{});
  REQUIRE(world.state.session->evidence);
  CHECK(world.state.session->level == domain::IdentityLevel::L2);
  CHECK(world.state.session->evidence->way == "staff");
  CHECK(world.state.session->evidence->staff == kStaffId);
  CHECK(world.state.session->evidence->reason == "injury");
  CHECK(world.did<RecordStaffCheck>()->confirmed);
  CHECK_FALSE(world.did<ShowHolder>()->on);
  CHECK(world.state.step == Step::Fetching);
}

TEST_CASE(
    "staff verify by eye: nobody vouches for himself, no stranger vouches, and three cards are enough") {
  World world;
  world.toStaffCard();
  world.send(StaffCardRead{world.operation(), card(), kOwnListedId});
  CHECK(trouble(world) == "staff.own-card");
  world.send(AnswerTrouble{true});
  CHECK_FALSE(world.state.operation);  // that card lies there still
  world.send(CardRemoved{});
  world.send(StaffCardRead{world.operation(), staffCard(), "of a stranger"});
  CHECK(trouble(world) == "staff.not-listed");
  world.send(CardRemoved{});  // while the trouble is shown
  CHECK_FALSE(world.state.operation);
  world.send(AnswerTrouble{true});
  auto old = staffCard();
  old.longTerm = false;
  old.validTo = std::chrono::year{2020} / 1 / 1;
  world.send(StaffCardRead{world.operation(), old, kStaffId});
  CHECK(trouble(world) == "card.expired");
  CHECK(world.state.step == Step::OtherWays);
  world.send(AnswerTrouble{true});
  world.send(AskStaff{});
  CHECK(world.state.step == Step::OtherWays);  // no fourth card
  CHECK(world.state.session->level == domain::IdentityLevel::L1);
}

TEST_CASE(
    "staff verify by eye: the staff card taken too early hides the resident's data and counts for nothing") {
  World world;
  world.toStaffCheck();
  world.send(ChooseStaffReason{StaffReason::FaceRefused});
  world.send(CardRemoved{});
  CHECK(world.state.step == Step::StaffCard);
  CHECK_FALSE(world.did<ShowHolder>()->on);
  CHECK(world.state.session->staffCardTaken);
  CHECK(world.state.session->staffCard.empty());
  CHECK_FALSE(world.state.session->staffReason);  // chosen anew
  world.send(StaffCardRead{world.operation(), staffCard(), kStaffId});
  CHECK(world.state.step == Step::StaffCheck);
  CHECK_FALSE(world.state.session->staffCardTaken);
}

TEST_CASE("staff verify by eye: not the person on the card ends the session and is told") {
  World world;
  world.toStaffCheck();
  world.send(ChooseStaffReason{StaffReason::FaceNotMatched});
  world.send(VouchForPerson{false});
  CHECK(world.state.step == Step::Farewell);
  CHECK_FALSE(world.state.session);
  REQUIRE(world.did<RecordStaffCheck>());
  CHECK_FALSE(world.did<RecordStaffCheck>()->confirmed);
  CHECK(world.state.cardOnPlate);  // the farewell reminds of the card
}

TEST_CASE("staff verify by eye: a reader that goes away at any moment passes nobody") {
  World waiting;
  waiting.toOtherWays();
  waiting.send(AskStaff{});
  World reading;
  reading.toStaffCard();
  World checking;
  checking.toStaffCheck();
  World confirmed = checking;
  confirmed.send(ChooseStaffReason{StaffReason::Other});
  confirmed.send(VouchForPerson{true});
  for (auto* world : {&waiting, &reading, &checking, &confirmed}) {
    world->send(DeviceGone{"idcard", "device.gone"});
    if (world->state.operation) {
      world->send(failing(*world, "device.gone"));
    }
    CHECK(world->state.step == Step::OtherWays);
    CHECK(world->state.trouble);
    CHECK(world->state.session->level == domain::IdentityLevel::L1);
    world->send(AnswerTrouble{false});
    world->send(AskStaff{});
    CHECK(world->state.step == Step::OtherWays);  // not offered without a reader
  }
}

TEST_CASE("staff verify by eye: going back wants the resident's card on the plate again") {
  World world;
  world.toStaffCard();
  world.send(Back{});
  CHECK(world.state.step == Step::OtherWays);
  CHECK(world.did<CancelOperation>());
  CHECK(away(world));
  world.send(CardReturned{});
  CHECK_FALSE(away(world));
  world.send(AskStaff{});
  world.send(CardRemoved{});
  world.send(failing(world, errors::kTimedOut));
  CHECK(world.state.operation->kind == OperationKind::ReadStaffCard);  // staff need their time
}

TEST_CASE("staff verify by eye is offered only where the site lists cards and the item allows it") {
  World world;
  world.toOtherWays();
  CHECK(availableIdentityMethods(*world.state.session, world.state.availability).staff);
  world.state.availability.staffListed = false;
  CHECK_FALSE(availableIdentityMethods(*world.state.session, world.state.availability).staff);
  world.send(AskStaff{});
  CHECK(world.state.step == Step::OtherWays);
  world.state.availability.staffListed = true;
  auto item = std::make_shared<catalog::ServiceItem>(*queryItem());
  item->identityWays = {"face", "fingerprint"};
  world.state.session->item = item;
  CHECK_FALSE(availableIdentityMethods(*world.state.session, world.state.availability).staff);
}

TEST_CASE("fingerprint: consent, a match, and the same level") {
  World world;
  world.toOtherWays();
  world.send(UseFingerprint{});
  CHECK(world.state.step == Step::Finger);
  CHECK_FALSE(world.state.operation);  // asked first
  world.send(Continue{});
  CHECK(world.operation() == world.did<BeginOperation>()->operation.id);
  world.send(failing(world, "finger.unclear"));
  CHECK(world.state.session->fingerAttempts == 0);
  CHECK(world.state.session->fingerUnclear);
  world.send(FingerPassed{world.operation(), "reader"});
  CHECK(world.state.session->level == domain::IdentityLevel::L2);
  CHECK(world.state.session->evidence->way == "fingerprint");
  CHECK_FALSE(world.state.session->evidence->score);
  CHECK(world.state.step == Step::Fetching);
}

TEST_CASE("fingerprint: three that do not match are enough; a lost reader counts for nothing") {
  World world;
  world.toFinger();
  for (int attempt = 1; attempt <= kAttemptsMax; ++attempt) {
    world.send(failing(world, errors::kTimedOut));  // no finger was there: that is no try
    CHECK(world.state.session->fingerAttempts == attempt - 1);
    CHECK(trouble(world) == "finger.not-felt");
    world.send(AnswerTrouble{true});
    world.send(failing(world, "finger.not-matched"));
    CHECK(world.state.session->fingerAttempts == attempt);
    CHECK(trouble(world) == "finger.not-matched");
    world.send(AnswerTrouble{true});
  }
  CHECK(world.state.step == Step::OtherWays);
  world.send(UseFingerprint{});
  CHECK(world.state.step == Step::OtherWays);

  World lost;
  lost.toFinger();
  lost.send(failing(lost, "device.gone"));
  CHECK(lost.state.step == Step::OtherWays);
  CHECK(lost.state.session->fingerAttempts == 0);
}

TEST_CASE("fingerprint is offered only with a reader and a card that carries prints") {
  World world;
  world.toOtherWays();
  world.state.session->card->fingerprint.clear();
  world.send(UseFingerprint{});
  CHECK(world.state.step == Step::OtherWays);
  World without;
  without.toOtherWays();
  without.send(DeviceGone{"fingerprint", "device.gone"});
  without.send(UseFingerprint{});
  CHECK(without.state.step == Step::OtherWays);
}

TEST_CASE(
    "without a camera the other ways come first, and the service is not refused where staff can vouch") {
  World world;
  world.send(DeviceGone{"camera", "device.gone"});
  CHECK(missingFor(*queryItem(), world.state.availability).empty());
  world.toCard(queryItem());
  world.send(CardRead{world.operation(), card()});
  CHECK(world.state.step == Step::OtherWays);
  world.send(Back{});
  CHECK(world.state.step == Step::Guide);
  world.state.availability.staffListed = false;
  CHECK(missingFor(*queryItem(), world.state.availability) == std::vector<std::string>{"camera"});
}

TEST_CASE("going back and forth gives no fourth look at the face") {
  World world;
  world.toFace();
  for (int attempt = 0; attempt < kAttemptsMax; ++attempt) {
    world.send(failing(world, "face.not-matched"));
    if (attempt + 1 < kAttemptsMax) {
      world.send(AnswerTrouble{true});
    }
  }
  world.send(AnswerTrouble{false});
  CHECK(world.state.step == Step::OtherWays);
  world.send(Back{});
  CHECK(world.state.step == Step::Guide);
}

TEST_CASE("challenges are counted and forgotten with their check") {
  World world;
  world.toFace();
  world.send(FaceGuided{world.operation(), domain::FaceGuidance::LookHere, domain::ChallengeAction::Blink});
  world.send(FaceGuided{world.operation(), domain::FaceGuidance::ComeCloser, domain::ChallengeAction::Blink});
  CHECK(world.state.session->challengeCount == 1);
  world.send(
      FaceGuided{world.operation(), domain::FaceGuidance::LookHere, domain::ChallengeAction::TurnLeft});
  CHECK(world.state.session->challengeCount == 2);
  world.send(failing(world, "face.not-alive"));
  world.send(AnswerTrouble{true});
  CHECK(world.state.session->challengeCount == 0);
  CHECK_FALSE(world.state.session->challenge);
}

TEST_CASE("whoever waits for staff is asked later whether he is still there") {
  World world;
  world.toOtherWays();
  world.send(AskStaff{});
  REQUIRE_FALSE(world.effects.empty());
  const auto* timer = std::get_if<StartTimer>(&world.effects.back());  // the last word on that clock
  REQUIRE(timer);
  CHECK(timer->after == world.ruleSet.delays.idleStaff);
}
