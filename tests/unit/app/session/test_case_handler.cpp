// The handler of cases over a real outbox: what a power cut leaves, and what a full disk does.
#include "core/crypto/Sealing.h"
#include "app/session/CaseDocument.h"
#include "app/session/handlers/CaseHandler.h"
#include "app/workflow/Machine.h"
#include "tests/unit/app/outbox/OutboxFixture.h"
#include "tests/unit/app/session/CaseFixture.h"

#include <QCoreApplication>
#include <QDeadlineTimer>

#include <algorithm>

using namespace xiaowu;
using namespace xiaowu::session;
using namespace xiaowu::session::test;
using namespace xiaowu::workflow;
using namespace std::chrono_literals;

namespace {

sync::SyncSetup setupIn(const std::filesystem::path& folder, std::uint64_t reserve) {
  sync::SyncSetup setup;
  setup.folder = folder;
  setup.outbox = outbox::test::options();
  setup.outbox.reserveBytes = reserve;
  setup.platform.channel.baseUrl = "http://127.0.0.1:9";  // nobody is there
  setup.platform.channel.kioskId = "kiosk-7";
  return setup;
}

/// One run of the program on this folder, between two power cuts.
struct Run {
  explicit Run(const outbox::test::TempFolder& folder, std::uint64_t reserve = 1 << 20)
      : host(setupIn(folder.path(), reserve), outbox::test::kioskKey(), clock),
        handler({[this](Event event) { sent.push_back(std::move(event)); },
                 [this]() -> const State& { return state; }},
                host, pages, {crypto::makeSealingKeyPair().publicKey, "seal-1"}, clock) {
    state.session = application(pages);
  }

  bool spinUntil(const std::function<bool()>& condition) const {
    const QDeadlineTimer deadline(30s);
    while (!condition()) {
      if (deadline.hasExpired()) {
        return false;
      }
      QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    }
    return true;
  }
  template <typename T>
  const T* answer() const {
    for (const auto& each : sent) {
      if (const auto* found = std::get_if<T>(&each)) {
        return found;
      }
    }
    return nullptr;
  }
  template <typename T>
  const T& expect() {
    REQUIRE(spinUntil([&] { return answer<T>() != nullptr; }));
    return *answer<T>();
  }
  void begin(OperationKind kind) { state.operation = Operation{1, kind}; }
  /// Nothing else has to be waited for: the outbox does its work in order.
  void settle() {
    const auto last = host.withOutbox([](outbox::Drafts& drafts) { return drafts.purge(); });
    REQUIRE(spinUntil([&] { return last.isFinished(); }));
  }
  bool draftIsThere() {
    sent.clear();
    begin(OperationKind::FindDraft);
    state.session->level = domain::IdentityLevel::L2;
    handler.findDraft(1);
    REQUIRE(spinUntil([&] {
      return answer<DraftFound>() != nullptr || answer<NoDraft>() != nullptr ||
             answer<CaseFound>() != nullptr;
    }));
    return answer<DraftFound>() != nullptr;
  }

  ManualClock clock;
  State state;
  std::vector<Event> sent;
  PageStore pages;
  sync::SyncHost host;
  CaseHandler handler;
};

}  // namespace

TEST_CASE(
    "the power goes between the scan and the submission: the same card finds its papers again, another finds "
    "nothing") {
  const outbox::test::TempFolder folder;
  Bytes page;
  {
    Run before(folder);
    page = before.pages.find(before.state.session->materials[0].pages.front())->encoded;
    before.handler.saveDraft(before.state.session->caseId);
    REQUIRE(before.spinUntil([&] { return before.draftIsThere(); }));
  }
  Run after(folder);
  after.pages.wipe();
  REQUIRE(after.draftIsThere());
  const auto& draft = after.expect<DraftFound>();
  CHECK(draft.caseId == after.state.session->caseId);
  REQUIRE(draft.materials.size() == 3);
  CHECK(draft.materials[0].status == domain::MaterialStatus::Doubtful);
  REQUIRE(draft.materials[0].pages.size() == 1);
  REQUIRE(after.pages.find(draft.materials[0].pages.front()) != nullptr);
  CHECK(after.pages.find(draft.materials[0].pages.front())->encoded == page);
  CHECK(draft.materials[2].status == domain::MaterialStatus::Promised);

  after.state.session->card->encodedPhoto[5] ^= 1;  // another card of the same person
  CHECK_FALSE(after.draftIsThere());
}

TEST_CASE(
    "a full disk: the paper that cannot be saved stops nobody who is there, the case is refused whole, and "
    "nobody else begins one") {
  const outbox::test::TempFolder folder;
  Run run(folder, 1ULL << 62);
  run.handler.saveDraft(run.state.session->caseId);
  CHECK(run.expect<StorageChanged>().full);
  CHECK(run.expect<DraftNotKept>().caseId == run.state.session->caseId);
  run.begin(OperationKind::Submit);
  run.handler.submit(1);
  const auto& failed = run.expect<OperationFailed>();
  CHECK(failed.error.code == outbox::errors::kDiskFull);
  CHECK(run.pages.size() == 3);  // what he handed in is still on the screen
  CHECK_FALSE(run.draftIsThere());
}

TEST_CASE("a draft that cannot be saved is told, whatever the reason") {
  const outbox::test::TempFolder folder;
  std::filesystem::create_directories(folder.path() / "outbox.db");  // no database can be here
  Run run(folder);
  const auto id = run.state.session->caseId;
  run.handler.saveDraft(id);
  CHECK(run.expect<DraftNotKept>().caseId == id);
  CHECK(run.answer<StorageChanged>() == nullptr);
}

TEST_CASE("a draft is found behind the saves and removals that are still to be done") {
  const outbox::test::TempFolder folder;
  Run run(folder);
  const auto id = run.state.session->caseId;
  for (int i = 0; i < 5; ++i) {
    run.handler.saveDraft(id);
  }
  REQUIRE(run.draftIsThere());
  run.handler.saveDraft(id);
  run.handler.removeDraft(id);
  CHECK_FALSE(run.draftIsThere());
  run.sent.clear();
  run.handler.saveDraft(id);
  CHECK(run.expect<DraftKept>().caseId == id);
}

TEST_CASE("a draft that is opened for somebody who has gone leaves nothing") {
  const outbox::test::TempFolder folder;
  Run run(folder);
  run.handler.saveDraft(run.state.session->caseId);
  run.settle();
  run.state.session->level = domain::IdentityLevel::L2;
  const auto gone = run.state.session;
  for (int eventsBefore = 0; eventsBefore < 4; ++eventsBefore) {
    run.state.session = gone;
    run.pages.wipe();
    run.sent.clear();
    run.begin(OperationKind::FindDraft);
    run.handler.findDraft(1);
    for (int i = 0; i < eventsBefore; ++i) {
      QCoreApplication::processEvents(QEventLoop::AllEvents);
    }
    run.state.operation.reset();
    run.state.session.reset();
    REQUIRE(run.spinUntil(
        [&] { return run.answer<NoDraft>() != nullptr || run.answer<DraftFound>() != nullptr; }));
    if (run.answer<DraftFound>() == nullptr) {
      CHECK(run.pages.size() == 0);
    }
  }
}

TEST_CASE("the card alone is told that there is a draft, and nothing that is in it") {
  const outbox::test::TempFolder folder;
  Run run(folder);
  run.handler.saveDraft(run.state.session->caseId);
  run.settle();
  run.pages.wipe();
  run.sent.clear();
  run.state.session->level = domain::IdentityLevel::L1;
  run.begin(OperationKind::FindDraft);
  run.handler.findDraft(1);
  const auto& sealed = run.expect<DraftSealed>();
  CHECK(sealed.caseId == run.state.session->caseId);
  CHECK(run.answer<DraftFound>() == nullptr);
  CHECK(run.pages.size() == 0);
}

TEST_CASE("a form in which nothing was written is not offered as filled in") {
  const outbox::test::TempFolder folder;
  Run run(folder);
  auto& session = *run.state.session;
  std::erase_if(session.answers,
                [](const auto& each) { return each.second.source != domain::AnswerSource::Card; });
  for (auto& material : session.materials) {
    domain::Material empty;
    empty.code = material.code;
    empty.documentType = material.documentType;
    material = empty;
  }
  run.handler.saveDraft(run.state.session->caseId);
  run.settle();
  CHECK_FALSE(run.draftIsThere());
  domain::Answer phone;
  phone.field = "phone";
  phone.value = "13812345678";
  phone.source = domain::AnswerSource::Resident;
  session.answers["phone"] = phone;
  run.handler.saveDraft(run.state.session->caseId);
  REQUIRE(run.spinUntil([&] { return run.draftIsThere(); }));
}

TEST_CASE("one side of a paper is a draft, and so is a word instead of an answer") {
  const outbox::test::TempFolder folder;
  Run run(folder);
  auto& session = *run.state.session;
  std::erase_if(session.answers,
                [](const auto& each) { return each.second.source != domain::AnswerSource::Card; });
  auto& paper = session.materials.front();
  const auto page = paper.pages.front();
  for (auto& material : session.materials) {
    domain::Material empty;
    empty.code = material.code;
    empty.documentType = material.documentType;
    material = empty;
  }
  paper.sides.push_back({paper.documentType, page, domain::MaterialStatus::Good, {}});
  paper.pages = {page};
  run.handler.saveDraft(session.caseId);
  REQUIRE(run.spinUntil([&] { return run.draftIsThere(); }));
  paper.sides.clear();
  paper.pages.clear();
  run.handler.saveDraft(session.caseId);  // taken back: nothing is left to offer
  REQUIRE(run.spinUntil([&] { return !run.draftIsThere(); }));
  session.answers["phone"].field = "phone";
  session.answers["phone"].note = domain::AnswerNote::HasNone;
  run.handler.saveDraft(session.caseId);
  REQUIRE(run.spinUntil([&] { return run.draftIsThere(); }));
}

TEST_CASE("a form without a word leaves what the same card left before") {
  const outbox::test::TempFolder folder;
  Run run(folder);
  run.handler.saveDraft(run.state.session->caseId);
  run.settle();
  auto& session = *run.state.session;
  session.caseId = *Uuid::parse("019aa000-0000-7000-8000-000000000005");
  std::erase_if(session.answers,
                [](const auto& each) { return each.second.source != domain::AnswerSource::Card; });
  session.materials.clear();
  run.handler.saveDraft(session.caseId);
  run.settle();
  CHECK(run.draftIsThere());
}

TEST_CASE("the power goes behind the enqueue: the owner is told that his case is in, another card nothing") {
  const outbox::test::TempFolder folder;
  Uuid id;
  {
    Run before(folder);
    id = before.state.session->caseId;
    before.handler.saveDraft(id);
    before.begin(OperationKind::Submit);
    before.handler.submit(1);
    before.expect<Stored>();
  }
  Run after(folder);
  CHECK_FALSE(after.draftIsThere());
  REQUIRE(after.answer<CaseFound>() != nullptr);
  CHECK(after.answer<CaseFound>()->caseId == id);
  CHECK(after.answer<CaseFound>()->state == domain::SubmissionState::Stored);
  CHECK(after.answer<CaseFound>()->caseNumber.empty());
  CHECK_FALSE(after.answer<CaseFound>()->stuck);
  // The platform refused it for good: who comes again is told that staff must look.
  (void)after.host.withOutbox([id](outbox::SendQueue& queue) -> Result<void> {
    (void)queue.leaseSubmission(id);
    return queue.markDead(id, "submission.invalid");
  });
  CHECK_FALSE(after.draftIsThere());
  REQUIRE(after.answer<CaseFound>() != nullptr);
  CHECK(after.answer<CaseFound>()->stuck);
  after.state.session->card->encodedPhoto[5] ^= 1;
  CHECK_FALSE(after.draftIsThere());
  CHECK(after.answer<CaseFound>() == nullptr);
}

TEST_CASE("the power goes before the enqueue: the draft is found, not a case that is nowhere") {
  const outbox::test::TempFolder folder;
  Run run(folder);
  run.handler.saveDraft(run.state.session->caseId);
  run.settle();
  // What submit() writes first, of a case that never got into the outbox.
  auto never = *run.state.session;
  never.caseId = *Uuid::parse("019aa000-0000-7000-8000-000000000003");
  const auto secret = cardSecret(*never.card, never.item->code);
  Bytes salted = secret;
  for (const char letter : std::string("lookup")) {
    salted.push_back(static_cast<std::uint8_t>(letter));
  }
  const auto noteId = *Uuid::parse("019aa000-0000-7000-8000-000000000004");
  const auto blob = crypto::ContentKey::derive(secret, "xiaowu-draft-1")
                        .sealPart(noteId, 0, viewOf(makeHandedInNote(never.caseId)));
  const auto lookup = crypto::sha256(salted);
  const auto later = run.clock.wall() + std::chrono::microseconds{1};
  const auto saved = run.host.withOutbox(
      [=](outbox::Drafts& drafts) -> Result<void> { return drafts.save(lookup, noteId, blob, later); });
  REQUIRE(run.spinUntil([&] { return saved.isFinished(); }));
  CHECK(run.draftIsThere());
}

TEST_CASE("a card without photo leaves no draft: its key could be guessed") {
  const outbox::test::TempFolder folder;
  Run run(folder);
  run.state.session->card->encodedPhoto.clear();
  run.handler.saveDraft(run.state.session->caseId);
  run.settle();
  CHECK_FALSE(run.draftIsThere());
}

TEST_CASE("what was thrown away does not come back, however late its save was") {
  const outbox::test::TempFolder folder;
  Run run(folder);
  run.handler.saveDraft(run.state.session->caseId);
  run.handler.removeDraft(run.state.session->caseId);
  run.state.session->caseId = *Uuid::parse("019aa000-0000-7000-8000-000000000002");
  run.begin(OperationKind::Submit);
  run.handler.submit(1);  // of another case, after both on the worker
  run.expect<Stored>();
  CHECK_FALSE(run.draftIsThere());
}

TEST_CASE("beginning anew throws away the draft that was offered, not the one of the new case") {
  const outbox::test::TempFolder folder;
  Run run(folder);
  const auto offered = run.state.session->caseId;
  run.handler.saveDraft(offered);
  run.settle();
  run.state.step = Step::DraftOffer;
  const auto fresh = *Uuid::parse("019aa000-0000-7000-8000-000000000002");
  const Rules rules;
  auto next = step(rules, std::move(run.state), {OpenDraft{false}, run.clock.wall(), fresh});
  run.state = std::move(next.state);
  for (const auto& effect : next.effects) {  // in the state that the step has left, as the host does
    if (const auto* removed = std::get_if<RemoveDraft>(&effect)) {
      run.handler.removeDraft(removed->caseId);
    }
  }
  CHECK(run.spinUntil([&] { return !run.draftIsThere(); }));
}

TEST_CASE("a save that comes when its case is no longer on the screen saves nothing") {
  const outbox::test::TempFolder folder;
  Run run(folder);
  run.handler.saveDraft(*Uuid::parse("019aa000-0000-7000-8000-000000000009"));
  const auto session = std::move(run.state.session);
  run.state.session.reset();
  run.handler.saveDraft(session->caseId);
  run.state.session = session;
  run.settle();
  CHECK_FALSE(run.draftIsThere());
}
