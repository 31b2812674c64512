// What is said of a draft: that it is kept when it is, and at once when it is not.
#include "core/domain/ErrorCodes.h"
#include "world.h"

#include "tests/support/Catch.h"

using namespace xiaowu;
using namespace xiaowu::workflow;
using namespace xiaowu::workflow::test;

namespace {

World writing() {
  World world;
  auto one = card();
  one.encodedPhoto = Bytes(1024, 7);
  world.toCard(applicationItem());
  world.send(CardRead{world.operation(), one});
  world.send(NoDraft{world.operation()});
  world.send(SetAnswer{"phone", "13812345678"});
  return world;
}

bool isTold(const World& world) {
  return world.state.trouble && world.state.trouble->code == domain::errors::kDraftNotKept;
}

}  // namespace

TEST_CASE("a draft that could not be saved is told at once, and the way goes on") {
  auto world = writing();
  const auto id = world.state.session->caseId;
  world.send(DraftNotKept{id});
  REQUIRE(isTold(world));
  CHECK(world.state.trouble->staffTold);
  CHECK(world.state.step == Step::Form);
  CHECK_FALSE(world.state.trouble->canRetry);
  world.send(AnswerTrouble{false});
  CHECK_FALSE(world.state.trouble);
  CHECK(world.state.step == Step::Form);
  CHECK(world.state.session->answers.at("phone").value == "13812345678");
  // The same again on every key is not told again; a save that succeeds makes the next failure news.
  world.send(DraftNotKept{id});
  CHECK_FALSE(world.state.trouble);
  world.send(DraftKept{id});
  CHECK(remainsOf(*world.state.session) == Remains::Draft);
  world.send(DraftNotKept{id});
  CHECK(isTold(world));
}

TEST_CASE("no page promises a draft that is not there") {
  auto world = writing();
  const auto id = world.state.session->caseId;
  SECTION("nothing was ever saved") {
    world.send(DraftNotKept{id});
    world.send(Cancel{});
    CHECK(world.state.remains == Remains::Discarded);
  }
  SECTION("the beginning was saved, the end was not") {
    world.send(DraftKept{id});
    world.send(DraftNotKept{id});
    world.send(Cancel{});
    CHECK(world.state.remains == Remains::EarlierDraft);
  }
  SECTION("the answer comes when he has gone already") {
    world.send(Cancel{});
    REQUIRE(world.state.remains == Remains::Draft);
    world.send(DraftNotKept{*Uuid::parse("019aa000-0000-7000-8000-0000000000aa")});
    CHECK(world.state.remains == Remains::Draft);
    world.send(DraftNotKept{id});
    CHECK(world.state.remains == Remains::Discarded);
  }
  SECTION("the same, with a version that was saved before") {
    world.send(DraftKept{id});
    world.send(SetAnswer{"phone", "13812345679"});
    world.send(Cancel{});
    world.send(DraftNotKept{id});
    CHECK(world.state.remains == Remains::EarlierDraft);
  }
  SECTION("he went back to the guide before the answer came") {
    while (world.state.step != Step::Guide) {
      world.send(Back{});
    }
    REQUIRE(world.state.session->left == Remains::Draft);
    world.send(DraftNotKept{id});
    CHECK(world.state.session->left == Remains::Discarded);
  }
  SECTION("what was saved was emptied, which removes it") {
    world.send(DraftKept{id});
    world.send(SetAnswer{"phone", ""});
    world.send(SetAnswer{"phone", "13812345670"});
    world.send(DraftNotKept{id});
    world.send(Cancel{});
    CHECK(world.state.remains == Remains::Discarded);
  }
}

TEST_CASE("a failed save is told when the page is free, and never over another trouble or of another case") {
  auto world = writing();
  const auto id = world.state.session->caseId;
  world.send(Continue{});
  REQUIRE(world.state.step == Step::Materials);
  world.send(DraftNotKept{*Uuid::parse("019aa000-0000-7000-8000-0000000000aa")});
  CHECK_FALSE(world.state.trouble);
  world.send(ScanMaterial{"marriage"});
  REQUIRE(world.state.step == Step::Scan);
  world.send(StartScan{});
  world.send(DraftNotKept{id});
  CHECK_FALSE(world.state.trouble);  // the scanner works, the page speaks of it
  world.send(failing(world, "scanner.jammed"));
  REQUIRE(world.state.trouble);
  CHECK_FALSE(isTold(world));
  world.send(AnswerTrouble{false});
  CHECK(world.state.step == Step::Materials);
  CHECK(isTold(world));
  world.send(Continue{});
  CHECK(world.state.step == Step::Materials);
  CHECK_FALSE(world.state.trouble);
}

TEST_CASE("a new case begins with its own draft") {
  auto world = writing();
  world.send(DraftNotKept{world.state.session->caseId});
  world.send(AnswerTrouble{false});
  world.send(Back{});
  CHECK(world.state.session->left == Remains::Discarded);
}
