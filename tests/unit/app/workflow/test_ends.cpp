// No way ends at a wall, and what is said at its end is so.
#include "core/domain/FaceGuidance.h"
#include "world.h"

#include "tests/support/Catch.h"

using namespace xiaowu;
using namespace xiaowu::workflow;
using namespace xiaowu::workflow::test;

namespace {

domain::IdCard cardWithPhoto() {
  auto one = card();
  one.encodedPhoto = Bytes(1024, 7);
  return one;
}

OperationFailed failing(const World& world, std::string_view code, Fault fault = Fault::ResidentCanFix) {
  return {world.operation(), {std::string(code), fault, ""}};
}

}  // namespace

TEST_CASE("a session's end knows what of it stays in the machine") {
  World query;
  query.toRecord();
  query.send(Cancel{});
  CHECK(query.state.step == Step::Farewell);
  CHECK(query.state.remains == Remains::Nothing);

  World draft;
  draft.toForm();
  draft.send(Cancel{});
  CHECK(draft.state.remains == Remains::Discarded);  // without the chip's photo there is no draft
  draft.send(Start{});
  draft.toCard(applicationItem());
  draft.send(CardRead{draft.operation(), cardWithPhoto()});
  draft.send(NoDraft{draft.operation()});
  draft.send(Cancel{});
  CHECK(draft.state.remains == Remains::Draft);
  draft.send(Start{});
  CHECK(draft.state.remains == Remains::Nothing);

  World stored;
  stored.toSubmitting();
  stored.send(Stored{stored.operation()});
  stored.send(Cancel{});
  CHECK(stored.state.remains == Remains::Stored);

  World accepted;
  accepted.toReceipt();
  accepted.send(Cancel{});
  CHECK(accepted.state.remains == Remains::Delivered);
}

TEST_CASE("the farewell keeps letters and language, the next resident does not get them") {
  World world;
  world.toRecord();
  world.send(SetCare{true});
  world.send(SetLanguage{Language::English});
  world.send(Cancel{});
  REQUIRE(world.state.step == Step::Farewell);
  CHECK(world.state.preferences.care);
  CHECK(world.state.preferences.language == Language::English);
  world.send(TimerFired{TimerKind::Farewell});
  CHECK(world.state.preferences == Preferences{});
}

TEST_CASE("going back from an open case tells what became of it") {
  World world;
  world.toForm();
  world.send(Back{});
  CHECK(world.state.step == Step::Guide);
  CHECK(world.state.session->left == Remains::Discarded);
  World query;
  query.toFace();
  query.send(Back{});
  query.send(Back{});
  CHECK(query.state.step == Step::Guide);
  CHECK(query.state.session->left == Remains::Nothing);
}

TEST_CASE("an empty picture costs no try, and a mask is told as a mask") {
  World world;
  world.toFace();
  for (int i = 0; i < 2 * kAttemptsMax; ++i) {
    world.send(failing(world, i % 2 == 0 ? "face.not-seen" : errors::kTimedOut));
    CHECK(world.state.trouble->code == "face.not-seen");
    CHECK(world.state.trouble->canRetry);
    CHECK(world.state.session->faceAttempts == 0);
    world.send(AnswerTrouble{true});
    REQUIRE(world.state.step == Step::Face);
  }
  world.send(FaceGuided{world.operation(), domain::FaceGuidance::Mask});
  world.send(failing(world, errors::kTimedOut));
  CHECK(world.state.trouble->code == "face.covered");
  world.send(AnswerTrouble{false});
  CHECK(world.state.step == Step::OtherWays);
}

TEST_CASE("again is one touch: for the face that was agreed to, and for a scan that failed") {
  World face;
  face.toFace();
  face.send(RefuseFace{});
  face.send(TryFaceAgain{});
  CHECK(face.state.step == Step::Face);
  CHECK(face.state.operation->kind == OperationKind::CheckFace);

  World scan;
  scan.toMaterials();
  scan.send(ScanMaterial{"marriage"});
  scan.send(StartScan{});
  scan.send(failing(scan, "scanner.no-paper"));
  REQUIRE(scan.state.trouble);
  scan.send(AnswerTrouble{true});
  REQUIRE(scan.state.operation);
  CHECK(scan.state.operation->kind == OperationKind::ScanPage);
  scan.send(failing(scan, "scanner.no-paper"));
  scan.send(AnswerTrouble{false});
  CHECK(scan.state.step == Step::Materials);
}

TEST_CASE("again at a scanner that was away scans nothing before a paper is laid") {
  World world;
  world.toMaterials();
  world.send(DeviceGone{"scanner", "device.gone"});
  world.send(ScanMaterial{"marriage"});
  REQUIRE(world.state.trouble);
  world.send(DeviceBack{"scanner"});
  world.send(AnswerTrouble{true});
  CHECK(world.state.step == Step::Scan);
  CHECK(world.state.session->scanPhase == ScanPhase::Place);
  CHECK_FALSE(world.state.operation);
}

TEST_CASE("staff are told of what only they can mend, and the trouble knows it") {
  World camera;
  camera.toFace();
  camera.send(failing(camera, "device.gone", Fault::ServiceUnavailable));
  REQUIRE(camera.did<NotifyStaff>());
  CHECK(camera.did<NotifyStaff>()->code == "device.gone");
  CHECK(camera.state.trouble->staffTold);

  World face;
  face.toFace();
  face.send(failing(face, "face.not-matched"));
  CHECK_FALSE(face.did<NotifyStaff>());
  CHECK_FALSE(face.state.trouble->staffTold);

  World paper;
  paper.toPrinting();
  paper.send(PrintProgressed{paper.operation(), 0, "printer.paper-out"});
  CHECK(paper.state.trouble->staffTold);
  paper.send(PrintProgressed{paper.operation(), 0, "printer.paper-out"});
  CHECK(paper.state.trouble->staffTold);  // told once, and still so

  World slip;
  slip.toReceipt();
  slip.send(PrintProgressed{slip.operation(), 0, "printer.paper-out"});
  CHECK(slip.state.trouble->code == "slip.printer.paper-out");
  CHECK(slip.state.trouble->staffTold);
}
