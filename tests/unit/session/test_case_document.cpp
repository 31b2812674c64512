// The document inside a submission, held against the contract; the draft's way out and back; pictures that go away when they must.
#include "app/catalog/Catalog.h"
#include "app/session/CaseDocument.h"
#include "app/sealing/Sealing.h"
#include "app/workflow/FormRules.h"
#include "tests/support/openapi/TestOpenApi.h"

#include <catch2/catch.hpp>

using namespace xiaowu;
using namespace xiaowu::session;

namespace {

const WallTime kNow{std::chrono::microseconds{1'795'300'000'000'000}};

workflow::Session application(PageStore& pages) {
  const auto catalog = catalog::loadCatalog(std::string(XIAOWU_SOURCE_DIR) + "/kiosk-config/services");
  REQUIRE(catalog);
  workflow::Session session;
  session.item = catalog->items.at(0);
  session.level = domain::IdentityLevel::L1;
  session.caseId = Uuid::parse("019aa000-0000-7000-8000-000000000001").value();
  drivers::IdCard card;
  card.name = "李伟";
  card.number = "430624199308150019";
  card.sex = drivers::Sex::Male;
  card.birth = std::chrono::year{1993} / 8 / 15;
  card.ethnicGroup = "汉";
  card.address = "湖南省湘阴县清溪镇东风路18号2栋301室";
  card.encodedPhoto = Bytes(1024, 7);
  session.card = card;
  session.answers = workflow::answersFromCard(*session.item, card);
  session.answers["phone"] = {"phone", "13812345678", domain::AnswerSource::Resident, domain::TrustGrade::D, false};
  for (const auto& requirement : session.item->materials) {
    domain::Material material;
    material.code = requirement.code;
    material.documentType = requirement.documentType;
    material.status = requirement.promiseAllowed ? domain::MaterialStatus::Promised : domain::MaterialStatus::Doubtful;
    if (!requirement.promiseAllowed) material.pages = {pages.add({Bytes{0xff, 0xd8, 1}, "image/jpeg"})};
    material.reasons = {"material.name-unsure"};
    material.fields = {{"name_a", "李伟", 0.93, false}};
    session.materials.push_back(std::move(material));
  }
  session.signature = pages.add({Bytes{0x89, 'P', 'N', 'G'}, "image/png"});
  return session;
}

}  // namespace

TEST_CASE("the document of a submission keeps the contract, and its parts are where it says") {
  PageStore pages;
  const auto session = application(pages);
  const auto parts = makeCaseParts(session, pages, kNow);
  REQUIRE(parts);
  const auto checked = testing::contract().checkNamed("Submission", parts->document);
  INFO((checked ? std::string() : describe(checked.error())));
  CHECK(checked);
  REQUIRE(parts->parts.size() == 3);  // signature, marriage certificate, household register
  CHECK(parts->parts[0] == pages.find(session.signature)->encoded);
  CHECK_THAT(parts->document, Catch::Contains("\"promisedUntil\"") && Catch::Contains("\"outcome\":\"promised\""));
  CHECK_THAT(parts->document, Catch::Contains(toHex(sealing::sha256(viewOf(reviewText(session))))));
}

TEST_CASE("what is signed changes with every answer and every paper") {
  PageStore pages;
  auto session = application(pages);
  const auto before = reviewText(session);
  session.answers["phone"].value = "13900000000";
  CHECK(reviewText(session) != before);
  session.answers["phone"].value = "13812345678";
  session.materials[0].status = domain::MaterialStatus::Good;
  CHECK(reviewText(session) != before);
}

TEST_CASE("a case whose picture is gone is not submitted") {
  PageStore pages;
  auto session = application(pages);
  pages.drop(session.materials[0].pages[0]);
  CHECK_FALSE(makeCaseParts(session, pages, kNow));
}

TEST_CASE("a draft comes back as it was, pictures included") {
  PageStore pages;
  const auto session = application(pages);
  const auto text = makeDraft(session, pages);
  PageStore later;
  const auto draft = readDraft(text, session.caseId, later);
  REQUIRE(draft);
  CHECK(draft->caseId == session.caseId);
  CHECK(draft->answers.at("phone").value == "13812345678");
  REQUIRE(draft->materials.size() == 3);
  CHECK(draft->materials[0].status == domain::MaterialStatus::Doubtful);
  CHECK(draft->materials[0].fields[0].value == "李伟");
  REQUIRE(draft->materials[0].pages.size() == 1);
  CHECK(later.find(draft->materials[0].pages[0])->encoded == Bytes{0xff, 0xd8, 1});
  CHECK(later.size() == 2);
}

TEST_CASE("what the resident said of a field travels with the evidence and with the draft; the doubt does too") {
  PageStore pages;
  auto session = application(pages);
  session.materials[0].fields = {{"name_b", "王芳", 0.6, true}, {"id_b", "430624199502200024", 0.99, false}};
  session.materials[0].fields[0].resident = domain::ResidentWord::Same;
  session.materials[0].fields[0].role = "person-name";
  session.answers["spouseName"] = {"spouseName", "王芳", domain::AnswerSource::Ocr, domain::TrustGrade::C, true, true};
  const auto parts = makeCaseParts(session, pages, kNow);
  REQUIRE(parts);
  const auto checked = testing::contract().checkNamed("Submission", parts->document);
  INFO((checked ? std::string() : describe(checked.error())));
  CHECK(checked);
  CHECK_THAT(parts->document, Catch::Contains(R"("doubtful":true,"name":"name_b","readers":[],"resident":"same")"));
  CHECK_THAT(parts->document, !Catch::Contains(R"("role")"));
  PageStore later;
  const auto draft = readDraft(makeDraft(session, pages), session.caseId, later);
  REQUIRE(draft);
  const auto& fields = draft->materials[0].fields;
  CHECK(fields[0].resident == domain::ResidentWord::Same);
  CHECK(fields[0].role == "person-name");
  CHECK(fields[1].resident == domain::ResidentWord::NotAsked);
  CHECK(draft->answers.at("spouseName").compared);
  CHECK(draft->answers.at("spouseName").doubtful);
}

TEST_CASE("one side of a card comes back with the draft, and the other is still asked for") {
  PageStore pages;
  auto session = application(pages);
  auto& card = session.materials[0];
  card.status = domain::MaterialStatus::Missing;
  card.pages.push_back(pages.add({Bytes{0xff, 0xd8, 2}, "image/jpeg"}));
  card.sides = {{"idfront", card.pages[1], domain::MaterialStatus::Doubtful, {"material.glare"}}};
  card.fields[0].side = "idfront";
  PageStore later;
  const auto draft = readDraft(makeDraft(session, pages), session.caseId, later);
  REQUIRE(draft);
  REQUIRE(draft->materials[0].sides.size() == 1);
  const auto& side = draft->materials[0].sides[0];
  CHECK(side.documentType == "idfront");
  CHECK(side.status == domain::MaterialStatus::Doubtful);
  CHECK(side.reasons == std::vector<std::string>{"material.glare"});
  CHECK(later.find(side.page)->encoded == Bytes{0xff, 0xd8, 2});
  CHECK(draft->materials[0].fields[0].side == "idfront");
}

TEST_CASE("a draft that was altered is refused whole") {
  PageStore pages;
  const auto text = makeDraft(application(pages), pages);
  const auto id = Uuid::makeV7(kNow);
  for (const auto& [from, to] : {std::pair<std::string, std::string>{"\"version\":1", "\"version\":2"}, {"\"trust\":\"A\"", "\"trust\":\"Z\""},
                                 {"\"pages\":[", "\"pages\":[5,"}, {"{", "["}}) {
    auto altered = text;
    altered.replace(altered.find(from), from.size(), to);
    PageStore later;
    CHECK_FALSE(readDraft(altered, id, later));
    CHECK(later.size() == 0);
  }
}

TEST_CASE("the card's secret depends on the photo and on the item") {
  PageStore pages;
  const auto session = application(pages);
  auto card = *session.card;
  const auto secret = cardSecret(card, "A");
  CHECK(cardSecret(card, "B") != secret);
  card.encodedPhoto[500] ^= 1;
  CHECK(cardSecret(card, "A") != secret);
}

TEST_CASE("pictures are never found under an old key") {
  PageStore pages;
  const auto first = pages.add({Bytes{1}, "image/png"});
  pages.wipe();
  const auto second = pages.add({Bytes{2}, "image/png"});
  CHECK(first != second);
  CHECK(pages.find(first) == nullptr);
  CHECK(pages.find(0) == nullptr);
}

TEST_CASE("who vouched and why travels in the submission, and only with that way") {
  PageStore pages;
  auto session = application(pages);
  session.level = domain::IdentityLevel::L2;
  session.evidence = domain::IdentityEvidence{"staff", std::nullopt, {}, std::string(64, 'a'), "injury"};
  const auto parts = makeCaseParts(session, pages, kNow);
  REQUIRE(parts);
  CHECK(testing::contract().checkNamed("Submission", parts->document));
  CHECK_THAT(parts->document, Catch::Contains(R"("identity":{"level":"L2","reason":"injury","staff":")" + std::string(64, 'a') + R"(","way":"staff"})"));
  session.evidence = domain::IdentityEvidence{"fingerprint", std::nullopt, "fingerprint twin-1"};
  CHECK_THAT(makeCaseParts(session, pages, kNow)->document, Catch::Contains(R"("identity":{"level":"L2","way":"fingerprint"})"));
}
