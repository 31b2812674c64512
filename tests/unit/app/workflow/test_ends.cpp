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

domain::Material found(const char* code, const char* type, domain::MaterialStatus status) {
  domain::Material finding;
  finding.code = code;
  finding.documentType = type;
  finding.status = status;
  return finding;
}

}  // namespace

TEST_CASE("a session's end knows what of it stays in the machine") {
  World query;
  query.toRecord();
  query.send(Cancel{});
  CHECK(query.state.step == Step::Farewell);
  CHECK(query.state.remains == Remains::Nothing);

  World unwritten;
  unwritten.toForm();
  unwritten.send(Cancel{});
  CHECK(unwritten.state.remains == Remains::Nothing);

  World draft;
  draft.toForm();
  draft.send(SetAnswer{"phone", "13812345678"});
  draft.send(Cancel{});
  CHECK(draft.state.remains == Remains::Discarded);  // without the chip's photo there is no draft
  draft.send(CardRemoved{});
  draft.send(Start{});
  draft.toCard(applicationItem());
  draft.send(CardRead{draft.operation(), cardWithPhoto()});
  draft.send(NoDraft{draft.operation()});
  draft.send(LeaveAnswer{"phone", domain::AnswerNote::HasNone});
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

TEST_CASE("a draft that nobody opened stays, and that is said") {
  World world;
  world.toCard(applicationItem());
  world.send(CardRead{world.operation(), cardWithPhoto()});
  world.send(DraftSealed{world.operation(), *Uuid::parse("019aa000-0000-7000-8000-000000000007")});
  REQUIRE(world.state.step == Step::DraftOffer);
  world.send(Cancel{});
  CHECK(world.state.remains == Remains::Draft);
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
  world.send(SetAnswer{"phone", "13812345678"});
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

TEST_CASE("a promise is asked for with its last day, and only then given") {
  World world;
  world.toMaterials();
  world.send(PromiseMaterial{"letter"});
  REQUIRE(world.state.step == Step::Promise);
  const auto until = world.state.session->promiseUntil;
  CHECK(until == std::chrono::year{2027} / 1 / 30);  // the world's day and fifteen more
  world.send(Back{});
  CHECK(world.state.step == Step::Materials);
  CHECK(world.state.session->materials[1].status == domain::MaterialStatus::Missing);
  world.send(PromiseMaterial{"letter"});
  world.send(Continue{});
  CHECK(world.state.session->materials[1].status == domain::MaterialStatus::Promised);
  CHECK(world.state.session->materials[1].promisedUntil == until);
  CHECK(world.did<SaveDraft>());
}

TEST_CASE("who has no telephone goes on, and it is recorded that he has none") {
  World world;
  world.toForm();
  world.send(Continue{});
  CHECK(world.state.session->fieldErrors.count("phone") == 1);
  world.send(SetAnswer{"phone", "138"});
  world.send(LeaveAnswer{"phone", domain::AnswerNote::HasNone});
  CHECK(world.state.session->fieldErrors.empty());
  CHECK(world.did<SaveDraft>());
  const auto& phone = world.state.session->answers.at("phone");
  CHECK(phone.note == domain::AnswerNote::HasNone);
  CHECK(phone.value.empty());
  world.send(Continue{});
  CHECK(world.state.step == Step::Materials);
  world.send(Back{});
  world.send(SetAnswer{"phone", "13812345678"});
  CHECK(phone.note == domain::AnswerNote::None);
}

TEST_CASE("words that cannot be written here are left to staff beside what was read") {
  World world;
  world.toReview();
  world.send(EditField{"spouse"});
  world.send(LeaveAnswer{"spouse", domain::AnswerNote::LeftToStaff});
  const auto& spouse = world.state.session->answers.at("spouse");
  CHECK(spouse.note == domain::AnswerNote::LeftToStaff);
  CHECK(spouse.value == "王芳");
  CHECK(spouse.source == domain::AnswerSource::Ocr);
  CHECK(spouse.doubtful);
  world.send(LeaveAnswer{"phone", domain::AnswerNote::LeftToStaff});  // has its keys
  CHECK(world.state.session->answers.at("phone").note == domain::AnswerNote::None);
  world.send(LeaveAnswer{"name", domain::AnswerNote::LeftToStaff});  // the card's word
  CHECK(world.state.session->answers.at("name").note == domain::AnswerNote::None);
}

TEST_CASE("a key paper that fails again goes to staff as it is; the first time it does not") {
  World world;
  world.toMaterials();
  world.scan("marriage", domain::MaterialStatus::Unreadable);
  world.send(AcceptScan{});
  CHECK(world.state.step == Step::Scan);
  world.send(RetakeScan{});
  world.send(StartScan{});
  world.send(PageScanned{world.operation(), 43});
  world.send(PageRead{world.operation(), found("marriage", "marriage", domain::MaterialStatus::Unreadable)});
  CHECK(world.did<NotifyStaff>()->code == "scan.stuck");
  world.send(AcceptScan{});
  CHECK(world.state.step == Step::Materials);
  const auto& paper = world.state.session->materials[0];
  CHECK(paper.status == domain::MaterialStatus::Doubtful);
  CHECK(paper.pages == std::vector<domain::PageId>{43});
  CHECK(paper.reasons == std::vector<std::string>{"material.left-to-staff", "material.unreadable"});
}

TEST_CASE("of a paper of two sides the one that fails goes to staff, the other is still asked for") {
  World world;
  world.toMaterialsOf(cardItem());
  world.send(ScanMaterial{"idcard"});
  for (int side = 0; side < 2; ++side) {
    for (int i = 0; i < kBadScansMax && world.state.session->scanPhase == ScanPhase::Place; ++i) {
      world.send(StartScan{});
      world.send(PageScanned{world.operation(), static_cast<domain::PageId>(60 + side)});
      world.send(PageRead{world.operation(), found("idcard", "idfront", domain::MaterialStatus::WrongPaper)});
      if (side == 0 && i == 0) {
        world.send(RetakeScan{});
      }
    }
    world.send(AcceptScan{});
  }
  CHECK(world.state.step == Step::Materials);
  const auto& paper = world.state.session->materials[0];
  CHECK(paper.status == domain::MaterialStatus::Doubtful);
  REQUIRE(paper.sides.size() == 2);
  CHECK(paper.sides[0].documentType == "idfront");
  CHECK(paper.sides[1].documentType == "idback");
  CHECK(paper.pages == std::vector<domain::PageId>{60, 61});
}

TEST_CASE("a date outside of the item's limits is no answer") {
  World world;
  auto item = std::make_shared<catalog::ServiceItem>(*applicationItem());
  catalog::FormField due;
  due.id = "due";
  due.type = catalog::FieldType::Date;
  due.daysBack = 365;
  due.daysAhead = 300;
  item->fields.push_back(due);
  world.ruleSet.items[1] = item;
  world.toForm();
  for (const auto* far : {"1950-01-01", "2029-01-01"}) {
    world.send(SetAnswer{"due", far});
    CHECK(world.state.session->fieldErrors.at("due") == "field.date-range");
  }
  world.send(SetAnswer{"due", "2027-06-01"});
  CHECK(world.state.session->fieldErrors.empty());
}

TEST_CASE("whose case is in is told so, with a slip again, and may begin another one") {
  World world;
  world.toCard(applicationItem());
  world.send(CardRead{world.operation(), card()});
  const auto id = *Uuid::parse("019aa000-0000-7000-8000-000000000001");
  world.send(CaseFound{world.operation(), id, domain::SubmissionState::Stored, ""});
  REQUIRE(world.state.step == Step::DraftOffer);
  CHECK(world.state.session->handedInBefore);
  CHECK_FALSE(world.did<SaveDraft>());
  World again = world;
  world.send(OpenDraft{true});
  CHECK(world.state.step == Step::FaceConsent);  // who holds the card only may not see how it stands
  world.send(Back{});
  CHECK(world.state.step == Step::DraftOffer);
  world.send(OpenDraft{true});
  world.send(Continue{});
  world.send(FacePassed{world.operation(), {"face", 0.7, "model"}});
  CHECK(world.state.step == Step::Receipt);
  CHECK(world.state.operation->kind == OperationKind::PrintSlip);
  world.send(SubmissionChanged{id, domain::SubmissionState::Accepted, "N-1"});
  CHECK(world.state.session->caseNumber == "N-1");
  world.send(Continue{});
  CHECK(world.state.step == Step::Farewell);  // not rated twice
  CHECK(world.state.remains == Remains::Delivered);

  World refused = again;  // the platform refused it for good: nobody says that it is on its way
  refused.send(SubmissionChanged{id, domain::SubmissionState::Stored, "", true});
  CHECK(refused.state.session->caseStuck);
  refused.send(SubmissionChanged{id, domain::SubmissionState::Stored, ""});  // staff had it sent again
  CHECK_FALSE(refused.state.session->caseStuck);
  refused.send(SubmissionChanged{id, domain::SubmissionState::Stored, "", true});
  refused.send(OpenDraft{false});
  CHECK_FALSE(refused.state.session->caseStuck);

  again.send(OpenDraft{false});
  CHECK(again.state.step == Step::Form);
  CHECK(again.state.session->caseId != id);
  CHECK(again.state.session->submission == domain::SubmissionState::None);
  CHECK_FALSE(again.did<RemoveDraft>());
}
