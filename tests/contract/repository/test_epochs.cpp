// The port Epochs, what it does to case numbers, cases that are given back, and commands to kiosks.
#include "tests/contract/repository/Engines.h"

using namespace xiaowu;
using namespace xiaowu::platform;
using namespace xiaowu::testing;

namespace {

Epoch epoch(std::int64_t number, std::int64_t knownUntil, std::int64_t restoredAt, std::int64_t unsureUntil) {
  Epoch made;
  made.number = number;
  made.tag = "0000000" + std::to_string(number);
  made.knownUntil = knownUntil;
  made.restoredAt = restoredAt;
  made.unsureUntil = unsureUntil;
  made.backedUpTo = knownUntil;
  return made;
}

NewCase givenBack(const std::string& id, std::int64_t seq, const std::string& applicant,
                  const std::string& number, CaseState state = CaseState::Accepted) {
  auto filed = newCase(id, seq, applicant, state);
  filed.isGivenBack = true;
  filed.row.caseNumber = number;
  return filed;
}

}  // namespace

TEST_CASE("a platform begins in its first epoch, with a tag of its own; a later one has a higher number") {
  XIAOWU_FOR_EACH_ENGINE;
  auto& epochs = repository.epochs();
  const auto first = epochs.current().value();
  CHECK(first.number == 1);
  CHECK(first.tag.size() == 8);
  CHECK(first.backedUpTo == 0);
  CHECK(Opened(engine).repository->epochs().current().value().tag != first.tag);
  CHECK_FALSE(epochs.lost(0).value());
  REQUIRE(epochs.begin(epoch(3, 100, 200, 1000)));
  CHECK(epochs.current().value().number == 3);
  CHECK(epochs.current().value().backedUpTo == 100);
  CHECK(epochs.begin(epoch(3, 100, 200, 1000)).error().code == platform::errors::kDatabase);
  CHECK(epochs.begin(epoch(2, 100, 200, 1000)).error().code == platform::errors::kDatabase);
  REQUIRE(epochs.begin(epoch(4, 50, 300, 900)));
  // Pages tell of both restores, for as long as either is recent.
  CHECK(epochs.lost(800).value()->from == 50);
  CHECK(epochs.lost(800).value()->until == 300);
  CHECK(epochs.lost(950).value()->from == 100);
  CHECK_FALSE(epochs.lost(1000).value());
}

TEST_CASE("case numbers of an epoch are above those of the one before, on every day") {
  XIAOWU_FOR_EACH_ENGINE;
  CHECK(file(repository, newCase("s1", 1, "a")).row.caseNumber == "430624-20261121-000001");
  REQUIRE(repository.epochs().begin(epoch(2, 100, 200, 1000)));
  CHECK(file(repository, newCase("s2", 2, "b")).row.caseNumber == "430624-20261121-100001");
  CHECK(file(repository, newCase("s3", 3, "c")).row.caseNumber == "430624-20261121-100002");
  auto yesterday = newCase("s4", 4, "d");  // the clock is set back
  yesterday.day = "20261120";
  CHECK(file(repository, yesterday).row.caseNumber == "430624-20261120-100001");
  REQUIRE(repository.epochs().begin(epoch(11, 100, 200, 1000)));
  CHECK(file(repository, newCase("s5", 5, "e")).row.caseNumber == "430624-20261121-100003");
  CHECK(caseNumbersAfter(10) == 900'000);
  CHECK(caseNumbersAfter(11) == 0);
}

TEST_CASE("a case that is given back keeps its number and state, and its number is not given again") {
  XIAOWU_FOR_EACH_ENGINE;
  REQUIRE(repository.epochs().begin(epoch(11, 100, 200, 1000)));  // counts from 1 again
  const auto back = file(repository, givenBack("s7", 7, "a", "430624-20261121-000002"));
  CHECK(back.created);
  CHECK_FALSE(back.numberInUse);
  CHECK(back.row.caseNumber == "430624-20261121-000002");
  CHECK(back.row.state == CaseState::Accepted);
  CHECK(repository.submissions().find("s7").value()->receipt == "receipt of s7 430624-20261121-000002");
  CHECK(file(repository, newCase("s8", 8, "b")).row.caseNumber == "430624-20261121-000003");
  // The day's filing counts: the same person is told so.
  const auto again = file(repository, newCase("s9", 9, "a"));
  CHECK(again.row.state == CaseState::AlreadySubmitted);
  CHECK(again.row.caseNumber == "430624-20261121-000002");
  // A repetition of then shares its number with the first, and that is no clash.
  CHECK_FALSE(
      file(repository, givenBack("s10", 10, "a", "430624-20261121-000002", CaseState::AlreadySubmitted))
          .numberInUse);
  CHECK(file(repository, givenBack("s11", 11, "c", "430624-20261121-000003")).numberInUse);
  CHECK_FALSE(file(repository, givenBack("s7", 7, "a", "430624-20261121-000002")).created);
  CHECK(repository.kiosks().all().value().at(0).gaps ==
        std::vector<std::pair<std::int64_t, std::int64_t>>{{1, 6}});
}

TEST_CASE("what a backup reaches is lowered by a case that is older and not in it") {
  XIAOWU_FOR_EACH_ENGINE;
  auto& epochs = repository.epochs();
  REQUIRE(epochs.noteBackup(5'000'000, epochs.backupMark().value()));
  auto newer = newCase("s1", 1, "a");
  newer.row.receivedAt = 6'000'000;
  CHECK(file(repository, newer).created);
  CHECK(epochs.current().value().backedUpTo == 5'000'000);
  auto older = newCase("s2", 2, "b");  // the clock was set back
  older.row.receivedAt = 4'000'000;
  CHECK(file(repository, older).created);
  CHECK(epochs.current().value().backedUpTo == 3'999'999);
  REQUIRE(epochs.noteBackup(7'000'000, epochs.backupMark().value()));
  CHECK(epochs.current().value().backedUpTo == 7'000'000);
  // Given back while the backup was copied: it may not be in it.
  const auto mark = epochs.backupMark().value();
  auto meanwhile = newCase("s3", 3, "c");
  meanwhile.row.receivedAt = 2'000'000;
  CHECK(file(repository, meanwhile).created);
  REQUIRE(epochs.noteBackup(8'000'000, mark));
  CHECK(epochs.current().value().backedUpTo == 1'999'999);
}

TEST_CASE("a command waits for its kiosk until that has said what came of it") {
  XIAOWU_FOR_EACH_ENGINE;
  auto& kiosks = repository.kiosks();
  REQUIRE(kiosks.order({"c1", "K1", "requeue", "", 10}));
  REQUIRE(kiosks.order({"c2", "K1", "requeue", "item", 20}));
  REQUIRE(kiosks.order({"c3", "K2", "requeue", "", 30}));
  CHECK(kiosks.order({"c4", "K9", "requeue", "", 30}).error().code == platform::errors::kDatabase);
  auto waiting = kiosks.waitingCommands("K1", 20).value();
  REQUIRE(waiting.size() == 2);
  CHECK(waiting[0].commandId == "c1");
  CHECK(waiting[1].itemId == "item");
  REQUIRE(kiosks.commandDone("K2", "c1", "done", 9, 40));  // not its own
  REQUIRE(kiosks.commandDone("K1", "c1", "done", 3, 41));
  REQUIRE(kiosks.commandDone("K1", "c1", "done", 0, 42));
  REQUIRE(kiosks.commandDone("K1", "never", "done", 0, 42));
  CHECK(kiosks.waitingCommands("K1", 20).value().size() == 1);
  const auto all = kiosks.commands("", 10).value();
  REQUIRE(all.size() == 3);
  CHECK(all[0].commandId == "c3");
  CHECK(all[2].doneAt == 41);
  CHECK(all[2].items == 3);
  CHECK(kiosks.commands("K1", 1).value().size() == 1);
}
