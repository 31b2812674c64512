#include "core/domain/ChallengeAction.h"
#include "core/domain/FaceGuidance.h"
#include "world.h"

#include "tests/support/Catch.h"
#include "tests/support/UsualDevices.h"

namespace xiaowu::workflow::test {
namespace {

constexpr auto kNow = std::chrono::hours{500'000};  // since the epoch: January 2027

Uuid freshId() {
  static std::uint8_t count = 0;
  std::array<std::uint8_t, 16> bytes{};
  bytes[0] = ++count;
  bytes[15] = 1;
  return Uuid(bytes);
}

/// How papers are compared and left, and a case of an earlier visit.
void addWhatIsLeft(std::vector<Event>& events, OperationId op, const Uuid& caseId) {
  for (const auto word : {domain::ResidentWord::Same, domain::ResidentWord::Different,
                          domain::ResidentWord::CannotTell, domain::ResidentWord::NotAsked}) {
    events.emplace_back(CompareField{word});
  }
  events.emplace_back(LeaveAnswer{"spouse", domain::AnswerNote::LeftToStaff});
  events.emplace_back(LeaveAnswer{"phone", domain::AnswerNote::HasNone});
  events.emplace_back(LeaveAnswer{"name", domain::AnswerNote::LeftToStaff});
  events.emplace_back(CaseFound{op, caseId, domain::SubmissionState::Stored, ""});
}

}  // namespace

catalog::ServiceItemPtr queryItem() {
  auto item = std::make_shared<catalog::ServiceItem>();
  item->code = "query";
  item->kind = catalog::ServiceKind::RecordQuery;
  item->identityLevel = domain::IdentityLevel::L2;
  item->sheets = 1;
  item->needsDevices = {"idcard", "camera", "printer", "network"};
  return item;
}

catalog::ServiceItemPtr applicationItem() {
  auto item = std::make_shared<catalog::ServiceItem>();
  item->code = "application";
  item->kind = catalog::ServiceKind::Application;
  item->identityLevel = domain::IdentityLevel::L1;
  catalog::FormField name;
  name.id = "name";
  name.source = domain::AnswerSource::Card;
  name.from = "name";
  catalog::FormField phone;
  phone.id = "phone";
  phone.type = catalog::FieldType::Phone;
  phone.none = {"没有手机", "I have no mobile"};
  catalog::FormField spouse;
  spouse.id = "spouse";
  spouse.source = domain::AnswerSource::Ocr;
  spouse.from = "marriage.name_b";
  item->fields = {name, phone, spouse};
  catalog::MaterialRequirement marriage;
  marriage.code = "marriage";
  marriage.documentType = "marriage";
  marriage.reuseDays = 30;
  catalog::MaterialRequirement letter;
  letter.code = "letter";
  letter.documentType = "letter";
  letter.key = false;
  letter.sealRequired = true;
  letter.promiseAllowed = true;
  letter.promiseDays = 15;
  item->materials = {marriage, letter};
  catalog::Rule spouseAgrees;
  spouseAgrees.id = "spouse-name";
  spouseAgrees.fact = "form.spouse";
  spouseAgrees.other = "marriage.name_b";
  item->checks = {spouseAgrees};
  item->needsDevices = {"idcard", "scanner", "storage"};
  return item;
}

catalog::ServiceItemPtr cardItem() {
  auto item = std::make_shared<catalog::ServiceItem>(*applicationItem());
  item->code = "card";
  item->fields.resize(2);
  catalog::FormField until;
  until.id = "until";
  until.source = domain::AnswerSource::Ocr;
  until.from = "idcard.validity";
  item->fields.push_back(until);
  catalog::MaterialRequirement idCard;
  idCard.code = "idcard";
  idCard.documentType = "idfront";
  idCard.backType = "idback";
  item->materials = {idCard};
  item->checks.clear();
  return item;
}

Rules rules() {
  return Rules{{queryItem(), applicationItem(), cardItem()}, {}, {kStaffId, kOwnListedId}};
}

domain::IdCard card() {
  domain::IdCard card;
  card.name = "李伟";
  card.number = "430624199308150019";
  card.longTerm = true;
  card.fingerprint = Bytes(1024, 1);
  return card;
}

domain::IdCard staffCard() {
  domain::IdCard card;
  card.name = "周敏";
  card.number = "430624198805120027";
  card.longTerm = true;
  return card;
}

domain::KeptPaper keptPaper() {
  const std::chrono::year_month_day tenDaysAgo{std::chrono::floor<std::chrono::days>(
      std::chrono::sys_time<std::chrono::hours>{kNow - std::chrono::hours{240}})};
  return {"0190a0b0-0000-7000-8000-000000000001",
          "marriage",
          "430624-20260520-000112",
          tenDaysAgo,
          domain::TrustGrade::B,
          {{"name_b", "王芳", 0.99, false}}};
}

namespace {

/// Who is there, and what he may be shown.
void addPresence(std::vector<Event>& events, OperationId operation) {
  events.insert(events.end(), {AllowCompanion{}, CardReturned{true}, CardReturned{false},
                               DraftSealed{operation, freshId()}});
  for (const bool holder : {true, false}) {
    for (const bool others : {true, false}) {
      events.emplace_back(HolderSeen{holder, others});
    }
  }
}

}  // namespace

std::vector<Event> everyEvent(const State& state) {
  const OperationId op = state.operation ? state.operation->id : 999;
  const Uuid caseId = state.session ? state.session->caseId : Uuid{};
  domain::Material good;
  good.code = "marriage";
  good.status = domain::MaterialStatus::Good;
  good.fields = {{"name_b", "王芳", 0.9, false}};
  domain::Material bad = good;
  bad.status = domain::MaterialStatus::NoSeal;
  std::vector<Event> events{
      Touched{},
      Start{},
      Back{},
      Continue{},
      Cancel{},
      CallHelp{},
      CloseHelp{},
      Extend{},
      AnswerTrouble{true},
      AnswerTrouble{false},
      ChooseItem{"query"},
      ChooseItem{"application"},
      ChooseItem{"no such"},
      SetLanguage{Language::English},
      SetCare{true},
      SetControlsLow{true},
      RefuseFace{},
      TryFaceAgain{},
      UseFingerprint{},
      AskStaff{},
      ChooseStaffReason{StaffReason::Injury},
      VouchForPerson{true},
      VouchForPerson{false},
      SetAnswer{"phone", "13812345678"},
      SetAnswer{"phone", "1"},
      SetAnswer{"name", "他人"},
      SetAnswer{"no such", ""},
      EditField{"phone"},
      OpenDraft{true},
      OpenDraft{false},
      ScanMaterial{"marriage"},
      ScanMaterial{"no such"},
      PromiseMaterial{"letter"},
      PromiseMaterial{"marriage"},
      FindKeptPapers{},
      ReuseMaterial{"marriage"},
      ReuseMaterial{"no such"},
      KeepPapers{true},
      PapersFound{op, {keptPaper()}},
      StartScan{},
      AcceptScan{},
      RetakeScan{},
      Signed{7, 2},
      Signed{0, 0},
      Rated{5},
      Rated{0},
      CardRead{op, card()},
      CardRemoved{},
      FaceGuided{op, domain::FaceGuidance::ComeCloser},
      FaceGuided{op, domain::FaceGuidance::LookHere, domain::ChallengeAction::Blink},
      FacePassed{op, {"face", 0.7, "m"}},
      FingerPassed{op, "reader"},
      StaffCardRead{op, staffCard(), kStaffId},
      StaffCardRead{op, staffCard(), "unknown"},
      StaffCardRead{op, card(), kOwnListedId},
      OperationFailed{op, {"finger.not-matched", Fault::ResidentCanFix, ""}},
      OperationFailed{op, {"finger.unclear", Fault::ResidentCanFix, ""}},
      OperationFailed{op, {"card.rejected", Fault::ResidentCanFix, ""}},
      OperationFailed{op, {std::string(errors::kTimedOut), Fault::ServiceUnavailable, ""}},
      PageScanned{op, 11},
      PageRead{op, good},
      PageRead{op, bad},
      RecordArrived{op, {true, "t", {}, ""}},
      ProofIssued{op, "CODE", "url", 1},
      PrintProgressed{op, 1, ""},
      PrintProgressed{op, 0, "printer.paper-out"},
      Printed{op, 1},
      Stored{op},
      SubmissionChanged{caseId, domain::SubmissionState::Uploaded, ""},
      SubmissionChanged{caseId, domain::SubmissionState::Accepted, "430624-20261121-000001"},
      SubmissionChanged{caseId, domain::SubmissionState::Accepted, ""},
      DraftFound{op, caseId, {}, {}},
      NoDraft{op},
      OperationFailed{op, {"device.gone", Fault::ServiceUnavailable, ""}},
      OperationFailed{op, {"face.not-matched", Fault::ResidentCanFix, ""}},
      OperationFailed{op, {std::string(errors::kCancelled), Fault::Cancelled, ""}},
      LinkChanged{false},
      LinkChanged{true},
      StorageChanged{true},
      StorageChanged{false},
      PowerLost{},
      PowerRestored{}};
  for (const auto& device : testing::usualDevices(true)) {
    events.emplace_back(DeviceGone{device.instance.id, "device.gone"});
    events.emplace_back(DeviceBack{device.instance.id});
  }
  for (int timer = 0; timer < kTimerCount; ++timer) {
    events.emplace_back(TimerFired{static_cast<TimerKind>(timer)});
  }
  addPresence(events, op);
  domain::Material unsure = good;
  unsure.fields = {{"name_b", "王芳", 0.6, true}, {"id_b", "430624199502200024", 0.7, true}};
  unsure.fields[0].cut = 1;
  unsure.fields[1].cut = 2;
  events.emplace_back(PageRead{op, unsure});
  addWhatIsLeft(events, op, caseId);
  events.emplace_back(DraftKept{caseId});
  events.emplace_back(DraftNotKept{caseId});
  return events;
}

World::World() {
  state.availability.devices = testing::usualDevices(false);
  for (const auto& device : testing::usualDevices(true)) {
    send(DeviceBack{device.instance.id});
  }
  send(LinkChanged{true});
  state.availability.staffListed = true;
}

void World::send(Event event) {
  const StampedEvent stamped{std::move(event), WallTime{kNow}, freshId()};
  auto next = step(ruleSet, std::move(state), stamped);
  state = std::move(next.state);
  effects = std::move(next.effects);
}

OperationId World::operation() const {
  REQUIRE(state.operation);
  return state.operation->id;
}

void World::toCard(const catalog::ServiceItemPtr& item) {
  send(Start{});
  send(ChooseItem{item->code});
  send(Continue{});
  send(Continue{});
  REQUIRE(state.step == Step::Card);
}

void World::toFace() {
  toCard(queryItem());
  send(CardRead{operation(), card()});
  send(Continue{});
  REQUIRE(state.step == Step::Face);
}

void World::toOtherWays() {
  toCard(queryItem());
  send(CardRead{operation(), card()});
  send(RefuseFace{});
  REQUIRE(state.step == Step::OtherWays);
}

void World::toFinger() {
  toOtherWays();
  send(UseFingerprint{});
  REQUIRE(state.step == Step::Finger);
  send(Continue{});
  REQUIRE(state.operation);
}

void World::toStaffCard() {
  toOtherWays();
  send(AskStaff{});
  REQUIRE(state.step == Step::StaffCard);
  send(CardRemoved{});
  REQUIRE(state.operation);
}

void World::toStaffCheck() {
  toStaffCard();
  send(StaffCardRead{operation(), staffCard(), kStaffId});
  REQUIRE(state.step == Step::StaffCheck);
}

void World::toRecord() {
  toFace();
  send(FacePassed{operation(), {"face", 0.7, "model"}});
  REQUIRE(state.step == Step::Fetching);
  send(RecordArrived{operation(), {true, "title", {{"label", "value"}}, ""}});
  REQUIRE(state.step == Step::Record);
}

void World::toPrinting() {
  toRecord();
  send(Continue{});
  send(ProofIssued{operation(), "AAAA", "url", 1});
  REQUIRE(state.step == Step::Printing);
}

void World::toForm() {
  toCard(applicationItem());
  send(CardRead{operation(), card()});
  send(NoDraft{operation()});
  REQUIRE(state.step == Step::Form);
}

void World::toMaterialsOf(const catalog::ServiceItemPtr& item) {
  toCard(item);
  send(CardRead{operation(), card()});
  send(NoDraft{operation()});
  send(SetAnswer{"phone", "13812345678"});
  send(Continue{});
  REQUIRE(state.step == Step::Materials);
}

void World::toMaterials() {
  toForm();
  send(SetAnswer{"phone", "13812345678"});
  send(Continue{});
  REQUIRE(state.step == Step::Materials);
}

void World::scan(const std::string& code, domain::MaterialStatus status) {
  send(ScanMaterial{code});
  send(StartScan{});
  send(PageScanned{operation(), 42});
  domain::Material finding;
  finding.code = code;
  finding.status = status;
  finding.fields = {{"name_b", "王芳", 0.9, false}};
  send(PageRead{operation(), finding});
}

void World::toReview() {
  toMaterials();
  scan("marriage", domain::MaterialStatus::Good);
  send(AcceptScan{});
  send(PromiseMaterial{"letter"});
  send(Continue{});
  send(Continue{});
  REQUIRE(state.step == Step::Review);
}

void World::toSubmitting() {
  toReview();
  send(Continue{});
  send(Signed{9, 3});
  REQUIRE(state.step == Step::Submitting);
}

void World::toReceipt() {
  toSubmitting();
  send(Stored{operation()});
  send(SubmissionChanged{state.session->caseId, domain::SubmissionState::Accepted, "430624-20261121-000001"});
  REQUIRE(state.step == Step::Receipt);
}

std::vector<World> worldAtEachStep() {
  std::vector<World> worlds(static_cast<std::size_t>(kStepCount));
  const auto at = [&](Step step) -> World& { return worlds[static_cast<std::size_t>(step)]; };
  at(Step::Items).send(Start{});
  at(Step::Guide).send(Start{});
  at(Step::Guide).send(ChooseItem{"query"});
  at(Step::Consent) = at(Step::Guide);
  at(Step::Consent).send(Continue{});
  at(Step::Card).toCard(applicationItem());
  at(Step::FaceConsent).toCard(queryItem());
  at(Step::FaceConsent).send(CardRead{at(Step::FaceConsent).operation(), card()});
  at(Step::Face).toFace();
  at(Step::OtherWays).toOtherWays();
  at(Step::Finger).toFinger();
  at(Step::StaffCard).toStaffCard();
  at(Step::StaffCheck).toStaffCheck();
  at(Step::StaffCheck).send(ChooseStaffReason{StaffReason::FaceRefused});
  at(Step::Fetching).toFace();
  at(Step::Fetching).send(FacePassed{at(Step::Fetching).operation(), {"face", 0.7, "m"}});
  at(Step::Record).toRecord();
  at(Step::Printing).toPrinting();
  at(Step::Result).toPrinting();
  at(Step::Result).send(Printed{at(Step::Result).operation(), 1});
  at(Step::DraftOffer).toCard(applicationItem());
  at(Step::DraftOffer).send(CardRead{at(Step::DraftOffer).operation(), card()});
  at(Step::DraftOffer).send(DraftFound{at(Step::DraftOffer).operation(), freshId(), {}, {}});
  at(Step::Form).toForm();
  at(Step::Materials).toMaterials();
  at(Step::Promise).toMaterials();
  at(Step::Promise).send(PromiseMaterial{"letter"});
  at(Step::Scan).toMaterials();
  at(Step::Scan).send(ScanMaterial{"marriage"});
  at(Step::Scan).send(StartScan{});
  at(Step::Review).toReview();
  at(Step::Signature).toReview();
  at(Step::Signature).send(Continue{});
  at(Step::Submitting).toSubmitting();
  at(Step::Receipt).toReceipt();
  at(Step::Rating).toReceipt();
  at(Step::Rating).send(Continue{});
  at(Step::Farewell) = at(Step::Rating);
  at(Step::Farewell).send(Rated{4});
  for (int index = 0; index < kStepCount; ++index) {
    REQUIRE(worlds[static_cast<std::size_t>(index)].state.step == static_cast<Step>(index));
  }
  return worlds;
}

OperationFailed failing(const World& world, std::string_view code, Fault fault) {
  return {world.operation(), {std::string(code), fault, ""}};
}

}  // namespace xiaowu::workflow::test
