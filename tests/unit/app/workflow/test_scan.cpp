// One paper under the lens: what the resident says of doubtful fields, and the two sides of a card.
#include "tests/unit/app/workflow/world.h"

#include "core/approval/InstantApproval.h"
#include "app/workflow/SessionFacts.h"

#include "tests/support/Catch.h"

#include <algorithm>

using namespace xiaowu;
using namespace xiaowu::workflow;
using namespace xiaowu::workflow::test;
using domain::MaterialStatus;
using domain::ResidentWord;

namespace {

/// Name and number in doubt; the spouse's name is the same ink as name_b.
domain::Material unsure(MaterialStatus status = MaterialStatus::Good) {
  domain::Material finding;
  finding.status = status;
  finding.fields = {{"name_b", "王芳", 0.6, true, {"!two-readers-agree"}},
                    {"id_b", "430624199502200024", 0.7, true},
                    {"certno", "J430624-2019-001234", 0.99, false},
                    {"spouse_name", "王芳", 0.6, true}};
  finding.fields[0].cut = finding.fields[3].cut = 1;
  finding.fields[1].cut = 2;
  return finding;
}

World reading() {
  World world;
  world.toMaterials();
  world.send(ScanMaterial{"marriage"});
  world.send(StartScan{});
  world.send(PageScanned{world.operation(), 42});
  return world;
}

World comparingNow(MaterialStatus status = MaterialStatus::Good) {
  auto world = reading();
  world.send(PageRead{world.operation(), unsure(status)});
  REQUIRE(world.state.session->scanPhase == ScanPhase::Compare);
  return world;
}

const domain::Material& marriage(const World& world) {
  return world.state.session->materials.at(0);
}
ResidentWord wordOf(const domain::Material& material, const std::string& name) {
  return std::find_if(material.fields.begin(), material.fields.end(),
                      [&](const auto& field) { return field.name == name; })
      ->resident;
}
std::string asked(const World& world) {
  const auto* field = comparing(*world.state.session->finding).field;
  return field == nullptr ? std::string() : field->name;
}
bool hasReason(const domain::Material& material, const std::string& reason) {
  return std::find(material.reasons.begin(), material.reasons.end(), reason) != material.reasons.end();
}

domain::Material sides(std::vector<domain::MaterialSide> list) {
  domain::Material finding;
  finding.code = "idcard";
  finding.documentType = "idfront";
  finding.status = MaterialStatus::Good;
  for (const auto& side : list) {
    domain::ReadField field{side.documentType == "idfront" ? "id" : "validity",
                            side.documentType == "idfront" ? "430624199308150019" : "2019.06.03-2039.06.03",
                            0.99, false};
    field.side = side.documentType;
    finding.fields.push_back(field);
  }
  finding.sides = std::move(list);
  return finding;
}

/// At the scan page of the card, with this page just read.
void scanSide(World& world, domain::PageId page, const domain::Material& finding) {
  world.send(StartScan{});
  world.send(PageScanned{world.operation(), page});
  world.send(PageRead{world.operation(), finding});
}

World cardWorld() {
  World world;
  world.toMaterialsOf(cardItem());
  world.send(ScanMaterial{"idcard"});
  return world;
}

const domain::MaterialSide kFront{"idfront", 51, MaterialStatus::Good, {}};
const domain::MaterialSide kBack{"idback", 52, MaterialStatus::Good, {}};

}  // namespace

TEST_CASE("doubtful fields are asked about one after the other, the same ink once") {
  auto world = comparingNow();
  CHECK(comparing(*world.state.session->finding).total == 2);
  CHECK(asked(world) == "name_b");
  world.send(AcceptScan{});
  CHECK(world.state.session->scanPhase == ScanPhase::Compare);  // not past the questions
  world.send(CompareField{ResidentWord::Same});
  CHECK(asked(world) == "id_b");
  CHECK(comparing(*world.state.session->finding).number == 2);
  world.send(CompareField{ResidentWord::Same});
  CHECK(world.state.session->scanPhase == ScanPhase::Finding);
  CHECK(wordOf(*world.state.session->finding, "spouse_name") == ResidentWord::Same);
  CHECK(wordOf(*world.state.session->finding, "certno") == ResidentWord::NotAsked);
}

TEST_CASE(
    "a confirmed field keeps its doubt and its failed check, and is remembered as the resident's word") {
  auto world = comparingNow();
  world.send(CompareField{ResidentWord::Same});
  world.send(CompareField{ResidentWord::Same});
  world.send(AcceptScan{});
  CHECK(marriage(world).status == MaterialStatus::Good);  // as the machine found it
  const auto& name = marriage(world).fields[0];
  CHECK(name.doubtful);
  CHECK(name.checks == std::vector<std::string>{"!two-readers-agree"});
  CHECK(name.resident == ResidentWord::Same);
  const auto& answer = world.state.session->answers.at("spouse");
  CHECK(answer.doubtful);
  CHECK(answer.compared);
  CHECK(std::all_of(marriage(world).fields.begin(), marriage(world).fields.end(),
                    [](const auto& field) { return field.cut == 0; }));
}

TEST_CASE("the resident's word never makes an approval") {
  auto item = std::make_shared<catalog::ServiceItem>(*applicationItem());
  item->materials.resize(1);
  item->checks.clear();
  item->instantApproval.emplace();
  item->instantApproval->level = domain::IdentityLevel::L1;
  item->instantApproval->acceptUploaded = true;
  catalog::Rule rule;
  rule.id = "spouse";
  rule.kind = catalog::RuleKind::OneOf;
  rule.fact = "marriage.name_b";
  rule.values = {"王芳"};
  item->instantApproval->rules = {rule};
  for (const auto word : {ResidentWord::Same, ResidentWord::Different, ResidentWord::CannotTell}) {
    auto world = comparingNow();
    world.send(CompareField{word});
    world.send(CompareField{word});
    world.send(AcceptScan{});
    auto session = *world.state.session;
    session.item = item;
    session.materials.resize(1);
    CHECK_FALSE(approval::judge(*item, factsOf(session, WallTime{})).approve);
    session.materials[0].fields[0].doubtful = false;
    // It can only send a paper to people.
    CHECK(approval::judge(*item, factsOf(session, WallTime{})).approve == (word == ResidentWord::Same));
  }
}

TEST_CASE("what differs goes to staff and is not filled in; an earlier reading of it goes too") {
  auto world = comparingNow();
  world.send(CompareField{ResidentWord::Same});
  world.send(CompareField{ResidentWord::Same});
  world.send(AcceptScan{});
  REQUIRE(world.state.session->answers.count("spouse") == 1);
  world.send(ScanMaterial{"marriage"});
  world.send(StartScan{});
  world.send(PageScanned{world.operation(), 43});
  world.send(PageRead{world.operation(), unsure()});
  world.send(CompareField{ResidentWord::Different});
  world.send(CompareField{ResidentWord::Same});
  CHECK(world.state.session->scanPhase == ScanPhase::Finding);
  SECTION("handed in as it is") {
    world.send(AcceptScan{});
    CHECK(marriage(world).status == MaterialStatus::Doubtful);
    CHECK(hasReason(marriage(world), "material.resident-differs"));
    CHECK(world.state.session->answers.count("spouse") == 0);
  }
  SECTION("scanned again: nothing of the answers stays") {
    world.send(RetakeScan{});
    CHECK(world.state.session->scanPhase == ScanPhase::Place);
    REQUIRE(world.did<DropPage>() != nullptr);
    CHECK(world.did<DropPage>()->page == 43);
    CHECK_FALSE(world.state.session->finding);
    CHECK(marriage(world).status == MaterialStatus::Good);
  }
}

TEST_CASE("whoever cannot tell leaves this and the rest to staff, with one touch") {
  auto world = comparingNow();
  world.send(CompareField{ResidentWord::CannotTell});
  CHECK(world.state.session->scanPhase == ScanPhase::Finding);
  world.send(Back{});
  CHECK(world.state.session->scanPhase == ScanPhase::Compare);
  CHECK(asked(world) == "name_b");
  world.send(CompareField{ResidentWord::CannotTell});
  world.send(AcceptScan{});
  CHECK(marriage(world).status == MaterialStatus::Doubtful);
  CHECK(hasReason(marriage(world), "material.resident-differs"));
  CHECK(world.state.session->answers.at("spouse").doubtful);
  CHECK_FALSE(world.state.session->answers.at("spouse").compared);
}

TEST_CASE("back takes back one answer, and from the first question leaves the paper") {
  auto world = comparingNow();
  world.send(CompareField{ResidentWord::Different});
  world.send(CompareField{ResidentWord::Same});
  world.send(Back{});
  CHECK(asked(world) == "id_b");
  world.send(Back{});
  CHECK(asked(world) == "name_b");
  CHECK(wordOf(*world.state.session->finding, "spouse_name") == ResidentWord::NotAsked);
  world.send(Back{});
  CHECK(world.state.step == Step::Materials);
  CHECK(world.did<DropPage>() != nullptr);
}

TEST_CASE("nothing is asked of a paper that cannot be used, or that has nothing in doubt") {
  for (const auto status : {MaterialStatus::NoSeal, MaterialStatus::WrongPaper, MaterialStatus::Unreadable}) {
    auto world = reading();
    world.send(PageRead{world.operation(), unsure(status)});
    CHECK(world.state.session->scanPhase == ScanPhase::Finding);
  }
  auto world = reading();
  auto sure = unsure();
  for (auto& field : sure.fields) {
    field.cut = 0;
  }
  world.send(PageRead{world.operation(), sure});
  CHECK(world.state.session->scanPhase == ScanPhase::Finding);
}

TEST_CASE(
    "while the resident compares, a scanner that goes is of no matter, and silence ends as everywhere") {
  auto world = comparingNow();
  world.send(DeviceGone{"scanner", "device.gone"});
  CHECK_FALSE(world.state.trouble);
  CHECK(world.state.session->scanPhase == ScanPhase::Compare);
  world.send(TimerFired{TimerKind::Idle});
  CHECK(world.state.idleQuestion);
  world.send(CompareField{ResidentWord::Same});  // a touch on the question page is no answer
  CHECK(asked(world) == "name_b");
  world.send(TimerFired{TimerKind::Idle});
  world.send(TimerFired{TimerKind::IdleCountdown});
  CHECK_FALSE(world.state.session);
  CHECK(world.did<Wipe>() != nullptr);
}

TEST_CASE("after the front the back is asked for, and only both make the material") {
  auto world = cardWorld();
  CHECK(sideAsked(*world.state.session) == "idfront");
  scanSide(world, 51, sides({kFront}));
  world.send(AcceptScan{});
  CHECK(world.state.step == Step::Scan);
  CHECK(world.state.session->scanPhase == ScanPhase::Place);
  CHECK(sideAsked(*world.state.session) == "idback");
  CHECK(marriage(world).status == MaterialStatus::Missing);
  CHECK(world.did<SaveDraft>() != nullptr);
  SECTION("both") {
    scanSide(world, 52, sides({kFront, kBack}));
    world.send(AcceptScan{});
    CHECK(world.state.step == Step::Materials);
    CHECK(marriage(world).status == MaterialStatus::Good);
    CHECK(marriage(world).pages == std::vector<domain::PageId>{51, 52});
    CHECK(world.state.session->answers.at("until").value == "2019.06.03-2039.06.03");
    world.send(Continue{});
    CHECK(world.state.step == Step::Review);
  }
  SECTION("left with one side: the other stays missing") {
    world.send(Back{});
    CHECK(world.state.step == Step::Materials);
    CHECK(marriage(world).pages == std::vector<domain::PageId>{51});
    world.send(Continue{});
    REQUIRE(world.state.trouble);
    CHECK(world.state.trouble->code == "materials.missing");
    world.send(AnswerTrouble{});
    world.send(ScanMaterial{"idcard"});
    CHECK(sideAsked(*world.state.session) == "idback");
  }
  SECTION("the scanner went meanwhile: told, nothing lost") {
    world.send(DeviceGone{"scanner", "device.gone"});
    CHECK(world.state.trouble);
    CHECK(marriage(world).pages == std::vector<domain::PageId>{51});
  }
}

TEST_CASE("both sides on one sheet are one page") {
  auto world = cardWorld();
  auto back = kBack;
  back.page = 51;
  scanSide(world, 51, sides({kFront, back}));
  world.send(AcceptScan{});
  CHECK(world.state.step == Step::Materials);
  CHECK(marriage(world).pages == std::vector<domain::PageId>{51});
}

TEST_CASE("one side scanned again keeps the other, and drops only its own page") {
  auto world = cardWorld();
  scanSide(world, 51, sides({kFront}));
  world.send(AcceptScan{});
  scanSide(world, 52, sides({kFront, kBack}));
  world.send(AcceptScan{});
  world.send(ScanMaterial{"idcard"});
  CHECK(sideAsked(*world.state.session).empty());
  auto again = kBack;
  again.page = 53;
  scanSide(world, 53, sides({kFront, again}));
  world.send(AcceptScan{});
  CHECK(marriage(world).pages == std::vector<domain::PageId>{51, 53});
  int dropped = 0;
  for (const auto& effect : world.effects) {
    const auto* drop = std::get_if<DropPage>(&effect);
    if (drop == nullptr) {
      continue;
    }
    ++dropped;
    CHECK(drop->page == 52);
  }
  CHECK(dropped == 1);
  CHECK(marriage(world).status == MaterialStatus::Good);
}

TEST_CASE("a side that the resident disputed is still disputed when the other one is there") {
  auto world = cardWorld();
  auto front = sides({kFront});
  front.fields[0].doubtful = true;
  front.fields[0].cut = 1;
  scanSide(world, 51, front);
  world.send(CompareField{ResidentWord::Different});
  world.send(AcceptScan{});
  auto both = sides({kFront, kBack});
  both.fields[0] = marriage(world).fields[0];
  scanSide(world, 52, both);
  world.send(AcceptScan{});
  CHECK(marriage(world).status == MaterialStatus::Doubtful);
  CHECK(hasReason(marriage(world), "material.resident-differs"));
}

TEST_CASE("a promise takes the place of a side that was scanned, with its page") {
  auto item = std::make_shared<catalog::ServiceItem>(*cardItem());
  item->materials[0].key = false;
  item->materials[0].promiseAllowed = true;
  World world;
  world.ruleSet.items.back() = item;
  world.toMaterialsOf(item);
  world.send(ScanMaterial{"idcard"});
  scanSide(world, 51, sides({kFront}));
  world.send(AcceptScan{});
  world.send(PromiseMaterial{"idcard"});
  world.send(Continue{});
  CHECK(world.state.step == Step::Materials);
  CHECK(marriage(world).status == MaterialStatus::Promised);
  CHECK(marriage(world).sides.empty());
  CHECK(marriage(world).fields.empty());
  REQUIRE(world.did<DropPage>() != nullptr);
  CHECK(world.did<DropPage>()->page == 51);
}
