// The document inside a submission, held against the contract; the draft's way out and back; pictures that go
// away when they must.
#include "app/session/CaseDocument.h"
#include "core/crypto/Sealing.h"
#include "tests/support/openapi/TestOpenApi.h"
#include "tests/unit/app/session/CaseFixture.h"

#include "tests/support/Catch.h"

using namespace xiaowu;
using namespace xiaowu::session;
using namespace xiaowu::session::test;

namespace {

Result<workflow::DraftFound> readInto(std::string_view text, const Uuid& caseId, PageStore& pages) {
  auto read = readDraft(text, caseId);
  if (!read) {
    return fail(read.error());
  }
  return keepPages(std::move(*read), pages);
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
  CHECK_THAT(parts->document, Catch::Matchers::ContainsSubstring("\"promisedUntil\"") &&
                                  Catch::Matchers::ContainsSubstring("\"outcome\":\"promised\""));
  CHECK_THAT(parts->document,
             Catch::Matchers::ContainsSubstring(toHex(crypto::sha256(viewOf(reviewText(session))))));
}

TEST_CASE("the card's last valid day travels with the case") {
  using namespace std::chrono;
  PageStore pages;
  auto session = application(pages);
  const auto validTo = [&] {
    const auto parts = makeCaseParts(session, pages, kNow);
    REQUIRE(parts);
    CHECK(testing::contract().checkNamed("Submission", parts->document));
    return parts->document;
  };
  CHECK_THAT(validTo(), !Catch::Matchers::ContainsSubstring("validTo"));
  session.card->validTo = year{2031} / 5 / 9;
  CHECK_THAT(validTo(), Catch::Matchers::ContainsSubstring("\"validTo\":\"2031-05-09\""));
  session.card->longTerm = true;
  CHECK_THAT(validTo(), Catch::Matchers::ContainsSubstring("\"validTo\":\"long-term\""));
}

TEST_CASE("what is left to staff and what is promised until when travel with case and draft") {
  PageStore pages;
  auto session = application(pages);
  session.answers["phone"].value.clear();
  session.answers["phone"].note = domain::AnswerNote::HasNone;
  session.answers["spouseName"] = {"spouseName", "王芳", domain::AnswerSource::Ocr, domain::TrustGrade::C,
                                   true};
  session.answers["spouseName"].note = domain::AnswerNote::LeftToStaff;
  const auto until = std::chrono::year{2027} / 1 / 20;
  session.materials[2].promisedUntil = until;
  const auto parts = makeCaseParts(session, pages, kNow);
  REQUIRE(parts);
  const auto checked = testing::contract().checkNamed("Submission", parts->document);
  INFO((checked ? std::string() : describe(checked.error())));
  CHECK(checked);
  CHECK_THAT(parts->document, Catch::Matchers::ContainsSubstring("\"note\":\"has-none\"") &&
                                  Catch::Matchers::ContainsSubstring("\"note\":\"left-to-staff\"") &&
                                  Catch::Matchers::ContainsSubstring("\"promisedUntil\":\"2027-01-20\"") &&
                                  Catch::Matchers::ContainsSubstring("answer-left-to-staff"));
  PageStore later;
  const auto draft = readInto(makeDraft(session, pages), session.caseId, later);
  REQUIRE(draft);
  CHECK(draft->answers.at("phone").note == domain::AnswerNote::HasNone);
  CHECK(draft->answers.at("spouseName").note == domain::AnswerNote::LeftToStaff);
  CHECK(draft->materials[2].promisedUntil == std::chrono::year_month_day{until});
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
  const auto draft = readInto(text, session.caseId, later);
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

TEST_CASE(
    "what the resident said of a field travels with the evidence and with the draft; the doubt does too") {
  PageStore pages;
  auto session = application(pages);
  session.materials[0].fields = {{"name_b", "王芳", 0.6, true}, {"id_b", "430624199502200024", 0.99, false}};
  session.materials[0].fields[0].resident = domain::ResidentWord::Same;
  session.materials[0].fields[0].role = "person-name";
  session.answers["spouseName"] = {"spouseName",          "王芳", domain::AnswerSource::Ocr,
                                   domain::TrustGrade::C, true,   true};
  const auto parts = makeCaseParts(session, pages, kNow);
  REQUIRE(parts);
  const auto checked = testing::contract().checkNamed("Submission", parts->document);
  INFO((checked ? std::string() : describe(checked.error())));
  CHECK(checked);
  CHECK_THAT(parts->document, Catch::Matchers::ContainsSubstring(
                                  R"("doubtful":true,"name":"name_b","readers":[],"resident":"same")"));
  CHECK_THAT(parts->document, Catch::Matchers::ContainsSubstring(
                                  R"("doubtful":true,"name":"name_b","readers":[],"resident":"same")"));
  // By it the date of a kept paper is found again.
  CHECK_THAT(parts->document, Catch::Matchers::ContainsSubstring(R"("role":"person-name")"));
  CHECK_THAT(parts->document, !Catch::Matchers::ContainsSubstring(R"("side")"));
  PageStore later;
  const auto draft = readInto(makeDraft(session, pages), session.caseId, later);
  REQUIRE(draft);
  const auto& fields = draft->materials[0].fields;
  CHECK(fields[0].resident == domain::ResidentWord::Same);
  CHECK(fields[0].role == "person-name");
  CHECK(fields[1].resident == domain::ResidentWord::NotAsked);
  CHECK(draft->answers.at("spouseName").compared);
  CHECK(draft->answers.at("spouseName").doubtful);
}

TEST_CASE("the name of a kind of paper may have hyphens, in the contract and in the draft") {
  PageStore pages;
  auto session = application(pages);
  session.materials[0].documentType = "village-letter";
  const auto parts = makeCaseParts(session, pages, kNow);
  REQUIRE(parts);
  CHECK(testing::contract().checkNamed("Submission", parts->document));
  PageStore later;
  const auto draft = readInto(makeDraft(session, pages), session.caseId, later);
  REQUIRE(draft);
  CHECK(draft->materials[0].documentType == "village-letter");
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
  const auto draft = readInto(makeDraft(session, pages), session.caseId, later);
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
  for (const auto& [from, to] : {std::pair<std::string, std::string>{"\"version\":1", "\"version\":2"},
                                 {"\"trust\":\"A\"", "\"trust\":\"Z\""},
                                 {"\"pages\":[", "\"pages\":[5,"},
                                 {"{", "["}}) {
    auto altered = text;
    altered.replace(altered.find(from), from.size(), to);
    PageStore later;
    CHECK_FALSE(readInto(altered, id, later));
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
  CHECK_THAT(parts->document,
             Catch::Matchers::ContainsSubstring(R"("identity":{"level":"L2","reason":"injury","staff":")" +
                                                std::string(64, 'a') + R"(","way":"staff"})"));
  session.evidence = domain::IdentityEvidence{"fingerprint", std::nullopt, "fingerprint simulator-1"};
  CHECK_THAT(makeCaseParts(session, pages, kNow)->document,
             Catch::Matchers::ContainsSubstring(R"("identity":{"level":"L2","way":"fingerprint"})"));
}

TEST_CASE(
    "no picture of a face is in a submission or a draft, nor a crop of a paper: only the pages that were "
    "handed in") {
  PageStore pages;
  auto session = application(pages);
  session.level = domain::IdentityLevel::L2;
  session.evidence = domain::IdentityEvidence{"face", 0.83, "fr_feature"};
  session.card->encodedPhoto.clear();
  for (int i = 0; i < 1024; ++i) {
    session.card->encodedPhoto.push_back(static_cast<std::uint8_t>(i * 7));
  }
  session.card->fingerprint = Bytes(1024, 0x5a);
  session.materials[0].fields[0].cut = 3;
  const auto parts = makeCaseParts(session, pages, kNow);
  REQUIRE(parts);
  CHECK(parts->parts.size() == 3);  // signature and two pages
  const auto draft = makeDraft(session, pages);
  for (const auto& text : {parts->document, draft}) {
    for (const auto& secret : {session.card->encodedPhoto, session.card->fingerprint}) {
      const auto middle = ByteView(secret).subspan(300, 30);
      CHECK(text.find(toBase64(middle)) == std::string::npos);
      CHECK(text.find(toHex(middle)) == std::string::npos);
      CHECK(text.find(toBase64(secret).substr(0, 40)) == std::string::npos);
    }
    CHECK(text.find("\"cut\"") == std::string::npos);
    CHECK(text.find("photo") == std::string::npos);
  }
  CHECK_THAT(parts->document,
             Catch::Matchers::ContainsSubstring(R"("identity":{"level":"L2","score":0.83,"way":"face"})"));
}

TEST_CASE("both sides of a paper travel under one name, and are asked for as one when it is used again") {
  PageStore pages;
  auto session = application(pages);
  auto item = std::make_shared<catalog::ServiceItem>(*session.item);
  item->materials[0].backType = "idback";
  session.item = item;
  const auto parts = makeCaseParts(session, pages, kNow);
  REQUIRE(parts);
  CHECK_THAT(parts->document, Catch::Matchers::ContainsSubstring(R"("backType":"idback","code":"marriage")"));
  CHECK(testing::contract().checkNamed("Submission", parts->document));
}
