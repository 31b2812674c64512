// The two services as residents walk them, and what goes wrong on the way.
#include "world.h"

#include "tests/support/Catch.h"

using namespace xiaowu;
using namespace xiaowu::workflow;
using namespace xiaowu::workflow::test;

TEST_CASE("record query: from the card to the counted sheet") {
  World world;
  world.toPrinting();
  CHECK(world.state.session->level == domain::IdentityLevel::L2);
  world.send(PrintProgressed{world.operation(), 0, ""});
  world.send(Printed{world.operation(), 1});
  CHECK(world.state.step == Step::Result);
  CHECK(world.did<ReportPrinted>());
  world.send(Continue{});
  world.send(Rated{5});
  CHECK(world.state.step == Step::Farewell);
  CHECK(world.did<SendRating>()->stars == 5);
  CHECK(world.did<Wipe>());
  CHECK_FALSE(world.state.session);
  world.send(TimerFired{TimerKind::Farewell});
  CHECK(world.state.step == Step::Attract);
}

TEST_CASE("application: the words follow the truth, in order") {
  World world;
  world.toSubmitting();
  const auto caseId = world.state.session->caseId;
  const auto word = [&] { return world.state.session->submission; };
  world.send(SubmissionChanged{caseId, domain::SubmissionState::Accepted, "N-1"});
  CHECK(word() == domain::SubmissionState::None);  // not yet on the disk
  world.send(Stored{world.operation()});
  CHECK(word() == domain::SubmissionState::Stored);
  world.send(SubmissionChanged{caseId, domain::SubmissionState::Uploaded, ""});
  CHECK(word() == domain::SubmissionState::Uploaded);
  world.send(SubmissionChanged{caseId, domain::SubmissionState::Accepted, ""});
  CHECK(word() == domain::SubmissionState::Uploaded);  // no number, no 已受理
  world.send(SubmissionChanged{Uuid{}, domain::SubmissionState::Accepted, "N-2"});
  CHECK(word() == domain::SubmissionState::Uploaded);  // somebody else's case
  world.send(SubmissionChanged{caseId, domain::SubmissionState::Accepted, "N-1"});
  CHECK(word() == domain::SubmissionState::Accepted);
  CHECK(world.state.step == Step::Receipt);
  world.send(SubmissionChanged{caseId, domain::SubmissionState::Stored, ""});
  CHECK(word() == domain::SubmissionState::Accepted);
}

TEST_CASE("without the platform's answer the slip says stored, and the word still follows later") {
  World world;
  world.toSubmitting();
  world.send(Stored{world.operation()});
  world.send(TimerFired{TimerKind::AcceptWait});
  CHECK(world.state.step == Step::Receipt);
  CHECK(world.state.session->submission == domain::SubmissionState::Stored);
  CHECK(world.did<BeginOperation>()->operation.kind == OperationKind::PrintSlip);
  world.send(SubmissionChanged{world.state.session->caseId, domain::SubmissionState::Accepted, "N-1"});
  CHECK(world.state.session->caseNumber == "N-1");
}

TEST_CASE("whoever leaves the receipt leaves a slip on its way, but takes one back that waits for paper") {
  World quick;
  quick.toReceipt();
  const auto slip = quick.operation();
  quick.send(Continue{});
  CHECK(quick.state.step == Step::Rating);
  REQUIRE(quick.did<LeaveOperation>());
  CHECK(quick.did<LeaveOperation>()->operation == slip);
  quick.send(Printed{slip, 1});
  CHECK(quick.state.step == Step::Rating);

  World waiting;
  waiting.toReceipt();
  waiting.send(PrintProgressed{waiting.operation(), 0, "printer.paper-out"});
  CHECK(waiting.state.trouble->code == "slip.printer.paper-out");
  waiting.send(AnswerTrouble{false});
  waiting.send(Continue{});
  CHECK(waiting.state.step == Step::Rating);
  CHECK(waiting.did<CancelOperation>());
}

TEST_CASE(
    "the slip's job is begun although its printer is not well, and a jammed scanner is told as jammed") {
  World world;
  world.toSubmitting();
  world.send(DeviceGone{"slipPrinter", "printer.paper-out"});
  world.send(Stored{world.operation()});
  world.send(TimerFired{TimerKind::AcceptWait});
  REQUIRE(world.did<BeginOperation>());
  CHECK(world.did<BeginOperation>()->operation.kind == OperationKind::PrintSlip);

  World scanning;
  scanning.toMaterials();
  scanning.send(DeviceGone{"scanner", "scanner.jammed"});
  scanning.send(ScanMaterial{scanning.state.session->materials.front().code});
  CHECK(scanning.state.trouble->code == "scanner.jammed");
}

TEST_CASE("a signed submission cannot be cancelled while it is being written") {
  World world;
  world.toSubmitting();
  world.send(Cancel{});
  CHECK(world.state.step == Step::Submitting);
  world.send(Stored{world.operation()});
  world.send(Cancel{});
  CHECK(world.state.step == Step::Farewell);
}

TEST_CASE("a card taken too early is told, and reading begins again") {
  World world;
  world.toCard(queryItem());
  world.send(OperationFailed{world.operation(), {"card.moved", Fault::ResidentCanFix, ""}});
  REQUIRE(world.state.trouble);
  CHECK(world.state.trouble->code == "card.moved");
  world.send(AnswerTrouble{true});
  CHECK(world.state.step == Step::Card);
  CHECK(world.state.operation->kind == OperationKind::ReadCard);
}

TEST_CASE("an expired card opens nothing") {
  World world;
  world.toCard(queryItem());
  auto old = card();
  old.longTerm = false;
  old.validTo = std::chrono::year{2020} / 1 / 1;
  world.send(CardRead{world.operation(), old});
  CHECK(world.state.trouble->code == "card.expired");
  CHECK_FALSE(world.state.session->card);
}

TEST_CASE("three faces that do not match lead to the other ways, not to a wall") {
  World world;
  world.toFace();
  for (int attempt = 1; attempt <= kAttemptsMax; ++attempt) {
    world.send(OperationFailed{world.operation(), {"face.not-matched", Fault::ResidentCanFix, ""}});
    CHECK(world.state.session->faceAttempts == attempt);
    world.send(AnswerTrouble{true});
  }
  CHECK(world.state.step == Step::OtherWays);
  world.send(TryFaceAgain{});
  CHECK(world.state.step == Step::OtherWays);  // no fourth try
}

TEST_CASE("refusing the face scan is not refusing the service") {
  World world;
  world.toFace();
  const auto running = world.operation();
  world.send(RefuseFace{});
  CHECK(world.state.step == Step::OtherWays);
  REQUIRE(world.did<CancelOperation>());
  CHECK(world.did<CancelOperation>()->operation == running);
  world.send(CallHelp{});
  CHECK(world.state.helpCalled);
  CHECK(world.did<NotifyStaff>()->code == "help.called");
}

TEST_CASE("a lost camera offers the other ways at once") {
  World world;
  world.toFace();
  world.send(OperationFailed{world.operation(), {"device.gone", Fault::ServiceUnavailable, ""}});
  CHECK(world.state.step == Step::OtherWays);
  CHECK(world.state.trouble->code == "device.gone");
}

TEST_CASE("a card taken during the face check ends the session after its clock, a returned one does not") {
  World world;
  world.toFace();
  world.send(CardRemoved{});
  CHECK(world.state.timerRunning[static_cast<std::size_t>(TimerKind::HolderAway)]);
  world.send(CardReturned{});
  world.send(TimerFired{TimerKind::HolderAway});
  CHECK(world.state.step == Step::Face);
  world.send(CardRemoved{});
  world.send(TimerFired{TimerKind::HolderAway});
  CHECK(world.state.masked);
  world.send(TimerFired{TimerKind::MaskedEnd});
  CHECK(world.state.step == Step::Attract);
  CHECK_FALSE(world.state.session);
}

TEST_CASE("paper out is told with counts, and the job goes on by itself") {
  World world;
  world.toPrinting();
  world.send(PrintProgressed{world.operation(), 0, "printer.paper-out"});
  REQUIRE(world.state.trouble);
  CHECK(world.state.trouble->sheetsMissing == 1);
  CHECK(world.did<NotifyStaff>()->code == "printer.paper-out");
  world.send(PrintProgressed{world.operation(), 1, ""});
  CHECK_FALSE(world.state.trouble);
  world.send(Printed{world.operation(), 1});
  CHECK(world.state.step == Step::Result);
}

TEST_CASE("without a seal nothing is printed") {
  World world;
  world.toRecord();
  world.send(Continue{});
  world.send(OperationFailed{world.operation(), {"seal.unavailable", Fault::ServiceUnavailable, ""}});
  CHECK(world.state.step == Step::Printing);
  CHECK(world.state.trouble->code == "seal.unavailable");
  CHECK_FALSE(world.state.operation);
}

TEST_CASE("a paper without seal is not accepted, but may be promised") {
  World world;
  world.toMaterials();
  world.scan("letter", domain::MaterialStatus::NoSeal);
  world.send(AcceptScan{});
  CHECK(world.state.step == Step::Scan);
  world.send(PromiseMaterial{"letter"});
  CHECK(world.state.step == Step::Promise);
  world.send(Continue{});
  CHECK(world.state.step == Step::Materials);
  CHECK(world.state.session->materials[1].status == domain::MaterialStatus::Promised);
}

TEST_CASE("a key paper cannot be promised, and without it there is no review") {
  World world;
  world.toMaterials();
  world.send(PromiseMaterial{"marriage"});
  CHECK(world.state.step == Step::Materials);
  world.send(PromiseMaterial{"letter"});
  world.send(Continue{});
  world.send(Continue{});
  CHECK(world.state.step == Step::Materials);
  CHECK(world.state.trouble->code == "materials.missing");
}

TEST_CASE(
    "what was read fills the form; what the resident typed is kept; the card's word is not typed over") {
  World world;
  world.toReview();
  const auto& answers = world.state.session->answers;
  CHECK(answers.at("spouse").value == "王芳");
  CHECK(answers.at("spouse").trust == domain::TrustGrade::C);
  CHECK(answers.at("name").trust == domain::TrustGrade::A);
  world.send(EditField{"phone"});
  world.send(SetAnswer{"name", "他人"});
  CHECK(world.state.session->answers.at("name").value == "李伟");
  world.send(SetAnswer{"spouse", "王方"});
  world.send(Continue{});
  CHECK(world.state.step == Step::Review);
  CHECK(world.state.session->answers.at("spouse").trust == domain::TrustGrade::D);
}

TEST_CASE("a wrong telephone number stays on its page with its reason") {
  World world;
  world.toForm();
  world.send(SetAnswer{"phone", "12345"});
  CHECK(world.state.session->fieldErrors.at("phone") == "field.phone");
  world.send(Continue{});
  CHECK(world.state.step == Step::Form);
}

TEST_CASE("the session clock asks, any touch extends, silence ends and wipes") {
  World world;
  world.toForm();
  world.send(TimerFired{TimerKind::Idle});
  CHECK(world.state.idleQuestion);
  world.send(Continue{});  // touched through the hidden page: means "I am here", nothing else
  CHECK_FALSE(world.state.idleQuestion);
  CHECK(world.state.step == Step::Form);
  world.send(TimerFired{TimerKind::Idle});
  world.send(TimerFired{TimerKind::IdleCountdown});
  CHECK(world.state.step == Step::Attract);
  CHECK(world.did<Wipe>());
}

TEST_CASE("language and large mode fall back when the session ends") {
  World world;
  world.toForm();
  world.send(SetLanguage{Language::English});
  world.send(SetCare{true});
  CHECK(world.state.preferences.care);
  world.send(Cancel{});
  world.send(Continue{});  // the farewell is still read in them
  CHECK(world.state.preferences == Preferences{});
}

TEST_CASE("a draft comes back under the same case id, with fresh answers from the card") {
  World world;
  world.toCard(applicationItem());
  world.send(CardRead{world.operation(), card()});
  const auto id = Uuid::parse("019aa000-0000-7000-8000-000000000001").value();
  std::map<std::string, domain::Answer> saved;
  saved["phone"] = {"phone", "13900000000", domain::AnswerSource::Resident, domain::TrustGrade::D, false};
  saved["name"] = {"name", "旧名", domain::AnswerSource::Card, domain::TrustGrade::A, false};
  world.state.session->level = domain::IdentityLevel::L2;
  world.send(DraftFound{world.operation(), id, saved, {}});
  CHECK(world.state.step == Step::DraftOffer);
  CHECK(world.state.session->caseId == id);
  CHECK(world.state.session->answers.at("phone").value == "13900000000");
  CHECK(world.state.session->answers.at("name").value == "李伟");
  world.send(OpenDraft{false});
  CHECK(world.state.session->caseId != id);
  REQUIRE(world.did<RemoveDraft>() != nullptr);
  CHECK(world.did<RemoveDraft>()->caseId == id);
  REQUIRE(world.did<SaveDraft>() != nullptr);
  CHECK(world.did<SaveDraft>()->caseId == world.state.session->caseId);
  CHECK(world.state.session->answers.count("phone") == 0);
}

TEST_CASE("what this machine cannot do is said before any card") {
  World world;
  world.send(DeviceGone{"printer", "printer.paper-out"});
  world.send(Start{});
  world.send(ChooseItem{"query"});
  world.send(Continue{});
  CHECK(world.state.step == Step::Guide);
  CHECK(world.state.trouble->code == "service.missing-printer");
}

TEST_CASE("where another device meets the same need, nothing is missing and nobody is told") {
  World world;
  world.state.availability.devices.push_back({{"scanner2", "scanner", {"scanner"}, false}, true, {}});
  world.toMaterials();
  world.send(ScanMaterial{applicationItem()->materials.front().code});
  REQUIRE(world.state.step == Step::Scan);
  world.send(DeviceGone{"scanner", "device.gone"});
  CHECK_FALSE(world.state.trouble);
  CHECK(missingFor(*applicationItem(), world.state.availability).empty());
  world.send(DeviceGone{"scanner2", "device.gone"});
  REQUIRE(world.state.trouble);
  CHECK(missingFor(*applicationItem(), world.state.availability) == std::vector<std::string>{"scanner"});
  world.send(DeviceBack{"scanner2"});
  CHECK(missingFor(*applicationItem(), world.state.availability).empty());
}

TEST_CASE("a device that the site does not have changes nothing") {
  World world;
  world.send(DeviceGone{"scale", "device.gone"});
  world.send(DeviceBack{"scale"});
  CHECK(world.state.availability.devices.size() == 6);
}
