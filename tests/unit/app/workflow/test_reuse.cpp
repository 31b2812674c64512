// Papers from before: who may see them, what they replace, and what happens when the asking fails.
#include "tests/unit/app/workflow/world.h"

#include "tests/support/Catch.h"

using namespace xiaowu;
using namespace xiaowu::workflow;
using namespace xiaowu::workflow::test;

namespace {

const domain::Material& material(const World& world, std::size_t index) {
  return world.state.session->materials.at(index);
}

World atMaterials() {
  World world;
  world.toMaterials();
  return world;
}

/// Proven by face on the way, back at the materials, the platform being asked.
World asking() {
  auto world = atMaterials();
  world.send(FindKeptPapers{});
  world.send(Continue{});
  world.send(FacePassed{world.operation(), {"face", 0.7, "m"}});
  return world;
}

}  // namespace

TEST_CASE(
    "papers from before are asked for only once the person is proven, and the case stays open meanwhile") {
  auto world = atMaterials();
  const auto caseId = world.state.session->caseId;
  world.send(FindKeptPapers{});
  CHECK(world.state.step == Step::FaceConsent);
  CHECK_FALSE(world.state.operation);
  world.send(Continue{});
  world.send(FacePassed{world.operation(), {"face", 0.7, "m"}});
  CHECK(world.state.step == Step::Materials);
  CHECK(world.state.session->level == domain::IdentityLevel::L2);
  CHECK(world.state.session->caseId == caseId);
  REQUIRE(world.state.operation);
  CHECK(world.state.operation->kind == OperationKind::FindPapers);
}

TEST_CASE("whoever does not want to prove himself goes on scanning, and nothing is lost") {
  auto world = atMaterials();
  const auto caseId = world.state.session->caseId;
  world.send(FindKeptPapers{});
  SECTION("back from the consent") {
    world.send(Back{});
  }
  SECTION("refused, and back from the other ways") {
    world.send(RefuseFace{});
    world.send(Continue{});
  }
  CHECK(world.state.step == Step::Materials);
  CHECK(world.state.session->caseId == caseId);
  CHECK(world.state.session->level == domain::IdentityLevel::L1);
  CHECK_FALSE(world.state.operation);
}

TEST_CASE("a face that does not match in the middle of a case leaves the case as it was") {
  auto world = atMaterials();
  world.send(SetAnswer{"phone", "13812345678"});
  const auto answers = world.state.session->answers.size();
  world.send(FindKeptPapers{});
  world.send(Continue{});
  for (int i = 0; i < 3; ++i) {
    world.send(OperationFailed{world.operation(), {"face.not-matched", Fault::ResidentCanFix, ""}});
    world.send(AnswerTrouble{true});
  }
  CHECK(world.state.step == Step::OtherWays);
  world.send(Continue{});
  CHECK(world.state.step == Step::Materials);
  CHECK(world.state.session->answers.size() == answers);
}

TEST_CASE("a paper from before takes the place of the scan, with its fields, date and grade") {
  auto world = asking();
  world.send(PapersFound{world.operation(), {keptPaper()}});
  REQUIRE(world.state.session->keptPapers.size() == 1);
  world.send(ReuseMaterial{"marriage"});
  CHECK(material(world, 0).status == domain::MaterialStatus::Good);
  REQUIRE(material(world, 0).reused);
  CHECK(material(world, 0).reused->trust == domain::TrustGrade::B);
  CHECK(material(world, 0).pages.empty());
  const auto& spouse = world.state.session->answers.at("spouse");
  CHECK(spouse.value == "王芳");
  CHECK(spouse.source == domain::AnswerSource::Library);
  CHECK(spouse.trust == domain::TrustGrade::B);
  CHECK(world.did<SaveDraft>() != nullptr);
  SECTION("a new scan replaces it") {
    world.scan("marriage", domain::MaterialStatus::Good);
    world.send(AcceptScan{});
    CHECK_FALSE(material(world, 0).reused);
  }
  SECTION("there is none for the other material") {
    world.send(ReuseMaterial{"letter"});
    CHECK(material(world, 1).status == domain::MaterialStatus::Missing);
  }
}

TEST_CASE("papers that are too old, or of no use here, are not offered") {
  auto world = asking();
  auto old = keptPaper();
  old.receivedOn = std::chrono::sys_days{old.receivedOn} - std::chrono::days{21};
  auto other = keptPaper();
  other.documentType = "licence";
  auto letter = keptPaper();
  letter.documentType = "letter";  // the item wants it fresh
  world.send(PapersFound{world.operation(), {old, other, letter}});
  CHECK(world.state.session->papersAsked);
  CHECK(world.state.session->keptPapers.empty());
  world.send(ReuseMaterial{"marriage"});
  CHECK(material(world, 0).status == domain::MaterialStatus::Missing);
}

TEST_CASE("of two papers of one type each material is offered only what it may use") {
  auto world = atMaterials();
  auto item = std::make_shared<catalog::ServiceItem>(*applicationItem());
  item->materials.push_back(item->materials.front());
  item->materials.back().code = "fresh";
  item->materials.back().reuseDays = 5;  // the kept one came ten days ago
  world.state.session->item = item;
  domain::Material fresh;
  fresh.code = "fresh";
  fresh.documentType = "marriage";
  world.state.session->materials.push_back(fresh);
  world.send(FindKeptPapers{});
  world.send(Continue{});
  world.send(FacePassed{world.operation(), {"face", 0.7, "m"}});
  auto older = keptPaper();
  older.paperId = "0190a0b0-0000-7000-8000-000000000002";
  world.send(PapersFound{world.operation(), {keptPaper(), older}});
  // The newest stands first.
  CHECK(world.state.session->keptPapers.at("marriage").paperId == keptPaper().paperId);
  world.send(ReuseMaterial{"fresh"});
  CHECK(material(world, 2).status == domain::MaterialStatus::Missing);
  world.send(ReuseMaterial{"marriage"});
  CHECK(material(world, 0).reused);
}

TEST_CASE("an answer that comes late, or to a session that is over, offers nothing to the next person") {
  auto world = asking();
  const auto operation = world.operation();
  world.send(Cancel{});
  world.send(Start{});  // from the farewell
  world.send(CardRemoved{});
  world.toCard(applicationItem());
  world.send(CardRead{world.operation(), card()});
  world.send(NoDraft{world.operation()});
  world.send(PapersFound{operation, {keptPaper()}});
  CHECK(world.state.session->keptPapers.empty());
  world.send(ReuseMaterial{"marriage"});
  CHECK(material(world, 0).status == domain::MaterialStatus::Missing);
}

TEST_CASE(
    "a draft that comes before the proof is not looked at; for the person who is proven all of it comes "
    "back") {
  domain::Material reused;
  reused.code = "marriage";
  reused.documentType = "marriage";
  reused.status = domain::MaterialStatus::Good;
  reused.fields = keptPaper().fields;
  reused.reused = keptPaper();
  const std::map<std::string, domain::Answer> answers{
      {"phone", {"phone", "13812345678", domain::AnswerSource::Resident, domain::TrustGrade::D}},
      {"spouse", {"spouse", "王芳", domain::AnswerSource::Library, domain::TrustGrade::B}}};
  World world;
  world.toCard(applicationItem());
  world.send(CardRead{world.operation(), card()});
  SECTION("the card alone") {
    world.send(DraftFound{world.operation(), {}, answers, {reused}});
    REQUIRE(world.state.step == Step::DraftOffer);
    CHECK(world.state.session->draftSealed);
    CHECK(world.state.session->materials.empty());
    CHECK(world.state.session->answers.empty());
  }
  SECTION("proven") {
    world.state.session->level = domain::IdentityLevel::L2;
    world.send(DraftFound{world.operation(), {}, answers, {reused}});
    CHECK(material(world, 0).reused);
    CHECK(world.state.session->answers.at("spouse").value == "王芳");
  }
}

TEST_CASE("a promise takes the place of everything that was there before") {
  auto world = atMaterials();
  world.scan("letter", domain::MaterialStatus::Doubtful);
  world.state.session->finding->documentType = "letter";
  world.state.session->finding->reasons = {"material.seal-other"};
  world.state.session->finding->seals = {{"某某专用章", "present"}};
  world.send(AcceptScan{});
  REQUIRE(material(world, 1).status == domain::MaterialStatus::Doubtful);
  world.send(PromiseMaterial{"letter"});
  world.send(Continue{});
  CHECK(material(world, 1).status == domain::MaterialStatus::Promised);
  CHECK(material(world, 1).documentType == "letter");
  CHECK(material(world, 1).reasons.empty());
  CHECK(material(world, 1).seals.empty());
  CHECK(material(world, 1).fields.empty());
  CHECK(material(world, 1).pages.empty());
}

TEST_CASE("offline, or when the platform fails, the resident is told and scans") {
  auto world = atMaterials();
  SECTION("offline") {
    world.send(LinkChanged{false});
    world.send(FindKeptPapers{});
    CHECK(world.state.step == Step::Materials);
    REQUIRE(world.state.trouble);
    CHECK(world.state.trouble->code == "papers.offline");
  }
  SECTION("the platform fails") {
    world = asking();
    world.send(OperationFailed{world.operation(), {"platform.unreachable", Fault::ServiceUnavailable, ""}});
    REQUIRE(world.state.trouble);
    CHECK(world.state.trouble->code == "papers.unavailable");
  }
}

TEST_CASE("what contradicts itself is named at the review, and goes when it is mended") {
  World world;
  world.toReview();
  CHECK(world.state.session->contradictions.empty());
  world.send(EditField{"spouse"});
  world.send(SetAnswer{"spouse", "李四"});
  world.send(Continue{});
  REQUIRE(world.state.step == Step::Review);
  CHECK(world.state.session->contradictions == std::vector<std::string>{"spouse-name"});
  world.send(Continue{});
  CHECK(world.state.step == Step::Signature);  // never a dead end: staff looks at it
  world.send(Back{});
  world.send(EditField{"spouse"});
  world.send(SetAnswer{"spouse", "王芳"});
  world.send(Continue{});
  CHECK(world.state.session->contradictions.empty());
}
