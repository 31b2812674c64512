// The holder is there or he is not: what is masked, what brings it back, what ends, and that nothing is
// printed for whoever stands there.
#include "world.h"

#include "tests/support/Catch.h"

using namespace xiaowu;
using namespace xiaowu::workflow;
using namespace xiaowu::workflow::test;

namespace {

bool runs(const World& world, TimerKind timer) {
  return world.state.timerRunning[static_cast<std::size_t>(timer)];
}

/// He takes his card and goes out of the picture.
void goesAway(World& world) {
  world.send(HolderSeen{false, false});
  world.send(CardRemoved{});
}

void masked(World& world) {
  goesAway(world);
  world.send(TimerFired{TimerKind::HolderAway});
  REQUIRE(world.state.masked);
}

}  // namespace

TEST_CASE("the holder's card or his face is enough, without both the page is masked and the session ends") {
  World world;
  world.toRecord();
  world.send(CardRemoved{});
  CHECK_FALSE(runs(world, TimerKind::HolderAway));  // his face is seen
  world.send(HolderSeen{false, false});
  CHECK(runs(world, TimerKind::HolderAway));
  CHECK_FALSE(world.state.masked);
  world.send(TimerFired{TimerKind::HolderAway});
  CHECK(world.state.masked);
  CHECK(runs(world, TimerKind::MaskedEnd));
  SECTION("his face is back") {
    world.send(HolderSeen{true, false});
    CHECK_FALSE(world.state.masked);
    CHECK(world.state.step == Step::Record);
  }
  SECTION("his card is back") {
    world.send(CardReturned{true});
    CHECK_FALSE(world.state.masked);
  }
  SECTION("another card is not his") {
    world.send(CardReturned{false});
    CHECK(world.state.masked);
    CHECK(runs(world, TimerKind::MaskedEnd));
  }
  SECTION("nobody comes") {
    world.send(TimerFired{TimerKind::MaskedEnd});
    CHECK(world.state.step == Step::Attract);
    CHECK_FALSE(world.state.session);
    CHECK(world.did<Wipe>() != nullptr);
  }
}

TEST_CASE("no touch of anybody uncovers a masked page or prints from it") {
  World world;
  world.toRecord();
  masked(world);
  const auto before = world.state.lastOperation;
  for (const Event& event : {Event{Touched{}}, Event{Extend{}}, Event{Continue{}}, Event{Back{}},
                             Event{AnswerTrouble{true}}, Event{AllowCompanion{}}, Event{CallHelp{}}}) {
    world.send(event);
    CHECK(world.state.masked);
    CHECK(world.state.step == Step::Record);
    CHECK(world.state.lastOperation == before);
  }
  CHECK(runs(world, TimerKind::MaskedEnd));
}

TEST_CASE("the question whether somebody is there is not answered by somebody else") {
  World world;
  world.toRecord();
  world.send(TimerFired{TimerKind::Idle});
  REQUIRE(world.state.idleQuestion);
  goesAway(world);
  world.send(Extend{});
  CHECK(world.state.idleQuestion);
  world.send(CardReturned{true});
  world.send(Extend{});
  CHECK_FALSE(world.state.idleQuestion);
}

TEST_CASE("a second face masks unless the holder says that somebody helps him") {
  World world;
  world.toRecord();
  world.send(HolderSeen{true, true});
  CHECK(world.state.masked);
  CHECK_FALSE(runs(world, TimerKind::MaskedEnd));  // he is there
  world.send(Continue{});
  CHECK(world.state.step == Step::Record);
  SECTION("the other one goes") {
    world.send(HolderSeen{true, false});
    CHECK_FALSE(world.state.masked);
  }
  SECTION("the other one helps") {
    world.send(AllowCompanion{});
    CHECK_FALSE(world.state.masked);
    world.send(HolderSeen{true, false});
    world.send(HolderSeen{true, true});
    CHECK_FALSE(world.state.masked);
  }
  SECTION("the holder goes and the other one stays, his card with him") {
    world.send(HolderSeen{false, true});
    CHECK(world.state.masked);
    world.send(AllowCompanion{});
    CHECK(world.state.masked);
    world.send(CardRemoved{});
    CHECK(world.state.masked);
    CHECK(runs(world, TimerKind::MaskedEnd));
  }
}

TEST_CASE("nothing is begun to be printed without the holder, and it is as soon as he is back") {
  World world;
  world.toRecord();
  SECTION("asked for by somebody else, before the mask") {
    goesAway(world);
    world.send(Continue{});
    CHECK(world.state.masked);
    CHECK(world.state.step == Step::Record);
  }
  SECTION("he goes while the proof is being made") {
    world.send(Continue{});
    goesAway(world);
    world.send(ProofIssued{world.operation(), "AAAA", "url", 1});
    CHECK(world.state.masked);
    CHECK_FALSE(world.state.operation);
    world.send(CardReturned{true});
    REQUIRE(world.state.operation);
    CHECK(world.state.operation->kind == OperationKind::PrintProof);
  }
}

TEST_CASE("a print that waits for paper leaves the cabin free when its owner is gone") {
  World world;
  world.toPrinting();
  const auto job = world.operation();
  world.send(PrintProgressed{job, 0, "printer.paper-out"});
  SECTION("card and face are gone") {
    masked(world);
    world.send(TimerFired{TimerKind::MaskedEnd});
  }
  SECTION("he forgot his card") {
    REQUIRE(runs(world, TimerKind::Idle));
    world.send(TimerFired{TimerKind::Idle});
    REQUIRE(world.state.idleQuestion);
    world.send(TimerFired{TimerKind::IdleCountdown});
    CHECK(world.state.cardLeftOver);
  }
  SECTION("he does not want to wait") {
    world.send(AnswerTrouble{false});
    CHECK(world.state.step == Step::Farewell);
  }
  REQUIRE(world.did<CancelOperation>());
  CHECK(world.did<CancelOperation>()->operation == job);
  CHECK_FALSE(world.state.session);
}

TEST_CASE("he waits with his face or card there, and the refill takes the question away") {
  World world;
  world.toPrinting();
  world.send(PrintProgressed{world.operation(), 0, "printer.paper-out"});
  world.send(AnswerTrouble{true});
  CHECK(world.state.step == Step::Printing);
  CHECK(world.state.operation);
  world.send(TimerFired{TimerKind::Idle});
  CHECK(world.state.idleQuestion);
  world.send(PrintProgressed{world.operation(), 0, ""});
  CHECK_FALSE(world.state.idleQuestion);
  CHECK_FALSE(runs(world, TimerKind::Idle));
}

TEST_CASE("a card that lay there when a session ended is lifted before it opens another one") {
  World world;
  world.toForm();
  world.send(Cancel{});
  world.send(Touched{});
  REQUIRE(world.state.step == Step::Attract);
  CHECK(world.state.cardLeftOver);
  world.toCard(applicationItem());
  CHECK_FALSE(world.state.operation);
  world.send(CardRemoved{});
  REQUIRE(world.state.operation);
  CHECK(world.state.operation->kind == OperationKind::ReadCard);
  CHECK_FALSE(world.state.cardLeftOver);
}

TEST_CASE("a card taken at the farewell or after it belongs to the next session again") {
  World world;
  world.toForm();
  world.send(Cancel{});
  SECTION("at the farewell") {
    world.send(CardRemoved{});
    world.send(Touched{});
  }
  SECTION("after it") {
    world.send(Touched{});
    world.send(CardRemoved{});
    REQUIRE(world.did<WatchCard>());
    CHECK_FALSE(world.did<WatchCard>()->on);
  }
  world.toCard(applicationItem());
  CHECK(world.state.operation);
}

TEST_CASE("a draft is offered to the card and opened for the proven person only") {
  World world;
  world.toCard(applicationItem());
  world.send(CardRead{world.operation(), card()});
  const Uuid draft = Uuid::parse("0190a0b0-0000-7000-8000-000000000009").value();
  world.send(DraftSealed{world.operation(), draft});
  CHECK(world.state.step == Step::DraftOffer);
  CHECK(world.state.session->answers.empty());
  SECTION("opened") {
    world.send(OpenDraft{true});
    CHECK(world.state.step == Step::FaceConsent);
    world.send(Back{});
    CHECK(world.state.step == Step::DraftOffer);
    world.send(OpenDraft{true});
    world.send(Continue{});
    world.send(FacePassed{world.operation(), {"face", 0.7, "model"}});
    REQUIRE(world.state.operation->kind == OperationKind::FindDraft);
    domain::Answer phone;
    phone.field = "phone";
    phone.value = "13812345678";
    phone.source = domain::AnswerSource::Resident;
    world.send(DraftFound{world.operation(), draft, {{"phone", phone}}, {}});
    CHECK(world.state.step == Step::Form);
    CHECK(world.state.session->caseId == draft);
    CHECK(world.state.session->answers.at("phone").value == "13812345678");
  }
  SECTION("thrown away") {
    world.send(OpenDraft{false});
    CHECK(world.did<RemoveDraft>() != nullptr);
    CHECK(world.state.step == Step::Form);
    CHECK(world.state.session->caseId != draft);
    CHECK_FALSE(world.state.session->draftSealed);
  }
}
