// What is taken away from the outbox's folder, and what comes back: each file, each pair of files, after a
// clean end and after a power cut.
#include "OutboxFixture.h"
#include "core/base/Time.h"

#include <algorithm>
#include <fstream>

namespace xiaowu::outbox::test {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

Options signedBy(const crypto::Signer& key) {
  auto made = options();
  made.sign = [&key](std::string_view text) { return key.sign(text); };
  made.publicKey.assign(key.publicKey().begin(), key.publicKey().end());
  return made;
}

void empty(const fs::path& file) {
  std::ofstream(file, std::ios::trunc).close();
}

/// One folder as a kiosk's day leaves it: two submissions wait, one is dead, one has its receipt; a draft, a
/// report, a print under way. `cutOff`: copied while the database is open.
struct Day {
  Fixture f;
  Uuid first = f.newId(), second = f.newId(), dead = f.newId(), done = f.newId();
  TempFolder place;

  explicit Day(bool cutOff) {
    for (const auto& id : {first, second, dead, done}) {
      need(f.outbox->submissions().enqueue(submission(id, f.clock.wall(), 2, 60)));
    }
    need(f.outbox->queue().markDead(dead, "submission.invalid"));
    need(f.outbox->queue().markAcknowledged(done, {SubmissionState::Accepted, "530102-1", "", "{}"}));
    need(f.outbox->drafts().save(Bytes(32, 1), f.newId(), Bytes{1}, f.clock.wall()));
    need(f.outbox->queue().enqueueReport(f.newId(), "/v1/ratings", "{}"));
    need(f.outbox->prints().started(f.newId(), "slip", 1));
    if (!cutOff) {
      f.outbox.reset();
    }
    fs::copy(f.folder.path(), place.path() / "outbox", fs::copy_options::recursive);
  }
  [[nodiscard]] std::unique_ptr<Outbox> open(const fs::path& folder) const {
    return need(Outbox::open(folder, f.clock, options()));
  }
};

std::vector<std::string> filesOf(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    names.push_back(entry.path().lexically_relative(folder).string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

/// After the loss of `gone`: what is whole is there, what is not is told, nothing else was removed.
void checkAfterLoss(const Day& day, const fs::path& folder, const std::vector<std::string>& gone) {
  std::vector<std::string> keptParts;
  for (const auto& name : filesOf(folder)) {
    if (name.ends_with(".part")) {
      keptParts.push_back(name);
    }
  }
  const auto lost = [&](const std::string& name) {
    return std::any_of(gone.begin(), gone.end(),
                       [&](const auto& each) { return each == name || name.starts_with(each + "/"); });
  };
  const bool rowsGone = lost("outbox.db") || lost("outbox.db-wal");  // all of the day stood in its log
  const auto box = day.open(folder);
  const auto& report = box->openReport();
  const auto statistics = need(box->queue().statistics());
  CHECK(statistics.lastSeq == 4);  // no number is given twice
  const bool told = report.loss != Loss::None || report.unexplainedParts > 0 || report.missingParts > 0;
  for (const auto& id : {day.first, day.second, day.dead}) {
    const auto state = box->submissions().stateOf(id);
    const auto files = "parts/" + id.text();
    if (!rowsGone || !lost(files + "/manifest.json")) {
      REQUIRE(state);
      for (std::size_t part = 0; part < 2; ++part) {
        const bool partLost = lost(files + "/" + std::to_string(part) + ".part");
        CHECK(codeOf(box->submissions().readPart(id, part)) == (partLost ? errors::kPartDamaged : "success"));
      }
    } else {
      CHECK(told);
    }
    CHECK((!state || state->state == SubmissionState::Stored || state->state == SubmissionState::Dead));
  }
  // The receipt came: it never waits for the platform again.
  const auto settled = box->submissions().stateOf(day.done);
  if (!rowsGone || !lost("parts/" + day.done.text() + "/receipt.json")) {
    CHECK((!settled || settled->state == SubmissionState::Accepted));
  }
  const bool rowsLost = !need(box->drafts().find(Bytes(32, 1))) || statistics.pendingReports == 0 ||
                        need(box->prints().unsettled()).empty();
  CHECK((!rowsLost || report.loss != Loss::None));
  for (const auto& name : keptParts) {
    CHECK(fs::exists(folder / name));
  }
  CHECK(need(box->submissions().enqueue(submission(day.f.newId(), day.f.clock.wall(), 2, 60))).seq == 5);
}

void takeAway(const fs::path& folder, const std::vector<std::string>& gone) {
  for (const auto& name : gone) {
    fs::remove_all(folder / name);
  }
}

/// Two cases in the queue: one that waits, and a dead letter.
std::pair<Uuid, Uuid> waitingAndDead(Fixture& f) {
  const auto waiting = f.newId(), dead = f.newId();
  for (const auto& id : {waiting, dead}) {
    need(f.outbox->submissions().enqueue(submission(id, f.clock.wall())));
  }
  need(f.outbox->queue().markDead(dead, "submission.invalid"));
  return {waiting, dead};
}

}  // namespace

TEST_CASE(
    "Each file of the folder is lost, and each pair of them: what can come back does, the rest is told") {
  const bool cutOff = GENERATE(false, true);
  const Day day(cutOff);
  const auto names = filesOf(day.place.path() / "outbox");
  REQUIRE(std::find(names.begin(), names.end(), "outbox.db") != names.end());
  REQUIRE((std::find(names.begin(), names.end(), "outbox.db-wal") != names.end()) == cutOff);
  int tried = 0;
  for (std::size_t one = 0; one < names.size(); ++one) {
    for (std::size_t other = one; other < names.size(); ++other) {
      const std::vector<std::string> gone{names[one], names[other]};
      const TempFolder trial(TempFolder::inMemory());
      const auto folder = trial.path() / "outbox";
      fs::copy(day.place.path() / "outbox", folder, fs::copy_options::recursive);
      takeAway(folder, gone);
      INFO((cutOff ? "cut off, without " : "clean, without ") << gone[0] << " and " << gone[1]);
      checkAfterLoss(day, folder, gone);
      ++tried;
    }
  }
  CHECK(tried >= 250);
}

TEST_CASE("An empty database file is one that was lost, and opening twice changes nothing more") {
  const Day day(true);
  const auto folder = day.place.path() / "outbox";
  empty(folder / "outbox.db");
  {
    const auto box = day.open(folder);
    CHECK(box->openReport().loss == Loss::Database);
    CHECK(box->openReport().rebuilt == 4);
    CHECK(need(box->queue().statistics()).pending == 3);  // also the dead one: its last word is lost
    CHECK(need(box->queue().due(day.f.clock.wall())).size() == 3);
  }
  const auto again = day.open(folder);
  CHECK(again->openReport().loss == Loss::None);
  CHECK(again->openReport().rebuilt == 0);
  CHECK(need(again->queue().statistics()).pending == 3);
}

TEST_CASE("A log that was lost is noticed and its submissions come back") {
  Fixture f;
  f.reopen();  // what was written so far is in the database itself
  const auto id = f.newId();
  need(f.outbox->submissions().enqueue(submission(id, f.clock.wall())));
  TempFolder place;
  fs::copy(f.folder.path(), place.path() / "box", fs::copy_options::recursive);
  SECTION("gone") {
    fs::remove(place.path() / "box" / "outbox.db-wal");
  }
  SECTION("emptied") {
    empty(place.path() / "box" / "outbox.db-wal");
  }
  SECTION("filled with zeros") {
    const auto size = fs::file_size(place.path() / "box" / "outbox.db-wal");
    std::ofstream(place.path() / "box" / "outbox.db-wal", std::ios::binary) << std::string(size, '\0');
  }
  const auto box = need(Outbox::open(place.path() / "box", f.clock, options()));
  CHECK(box->openReport().loss == Loss::Records);
  CHECK(box->openReport().rebuilt == 1);
  CHECK(need(box->submissions().stateOf(id)).seq == 1);
}

TEST_CASE("A database that was put back from an older day is noticed") {
  Fixture f;
  need(f.outbox->submissions().enqueue(submission(f.newId(), f.clock.wall())));
  f.outbox.reset();
  TempFolder backup;
  fs::copy(f.folder.path() / "outbox.db", backup.path() / "outbox.db");
  f.outbox = need(Outbox::open(f.folder.path(), f.clock, options()));
  const auto later = f.newId();
  need(f.outbox->submissions().enqueue(submission(later, f.clock.wall())));
  f.outbox.reset();
  fs::copy(backup.path() / "outbox.db", f.folder.path() / "outbox.db", fs::copy_options::overwrite_existing);
  f.outbox = need(Outbox::open(f.folder.path(), f.clock, options()));
  CHECK(f.outbox->openReport().loss == Loss::Records);
  CHECK(f.outbox->openReport().rebuilt == 1);
  CHECK(need(f.outbox->submissions().stateOf(later)).seq == 2);
}

TEST_CASE("A receipt beside the parts is believed where the row is older than it") {
  Fixture f;
  const auto [waiting, dead] = waitingAndDead(f);
  f.outbox.reset();
  TempFolder backup;
  fs::copy(f.folder.path() / "outbox.db", backup.path() / "outbox.db");
  f.outbox = need(Outbox::open(f.folder.path(), f.clock, options()));
  for (const auto& id : {waiting, dead}) {
    need(f.outbox->queue().markAcknowledged(id, {SubmissionState::Accepted, "530102-1", "", "{}"}));
  }
  f.outbox.reset();
  fs::copy(backup.path() / "outbox.db", f.folder.path() / "outbox.db", fs::copy_options::overwrite_existing);
  f.outbox = need(Outbox::open(f.folder.path(), f.clock, options()));
  for (const auto& id : {waiting, dead}) {
    CHECK(need(f.outbox->submissions().stateOf(id)).state == SubmissionState::Accepted);
  }
  CHECK(need(f.outbox->queue().due(f.clock.wall())).empty());
}

TEST_CASE("Looking into an outbox whose run was cut off loses nothing and tells no loss") {
  const Day day(true);
  const auto folder = day.place.path() / "outbox";
  const auto before = filesOf(folder);
  {
    const auto beside = need(Outbox::openBeside(folder, day.f.clock));
    CHECK(need(beside->queue().stuck()).size() == 1);
  }
  CHECK(filesOf(folder) == before);
  CHECK(day.open(folder)->openReport().loss == Loss::None);
}

TEST_CASE("Earlier keys that cannot be read today are not forgotten") {
  Fixture f;
  static const auto fresh = crypto::Signer::generate();
  f.outbox.reset();
  f.outbox = need(Outbox::open(f.folder.path(), f.clock, signedBy(fresh)));
  f.outbox.reset();
  const auto file = f.folder.path() / "keys.known";
  const auto size = fs::file_size(file);
  fs::rename(file, f.folder.path() / "aside");
  fs::create_directory(file);  // there, and not to be read
  f.outbox = need(Outbox::open(f.folder.path(), f.clock, signedBy(fresh)));
  f.outbox.reset();
  CHECK(fs::is_directory(file));
  fs::remove(file);
  fs::rename(f.folder.path() / "aside", file);
  CHECK(fs::file_size(file) == size);
}

TEST_CASE("What is not known as this kiosk's own is kept and not sent") {
  Fixture f;
  const auto id = f.newId();
  need(f.outbox->submissions().enqueue(submission(id, f.clock.wall())));
  f.outbox.reset();
  fs::remove(f.folder.path() / "outbox.db");
  auto opening = options();
  SECTION("signed by a stranger") {
    static const auto stranger = crypto::Signer::generate();
    fs::remove(f.folder.path() / "keys.known");
    opening = signedBy(stranger);
  }
  SECTION("the manifest is cut off") {
    fs::resize_file(f.partsOf(id) / "manifest.json", 100);
  }
  SECTION("the manifest is of another submission") {
    const auto other = f.newId();
    fs::rename(f.partsOf(id), f.partsOf(other));
  }
  for (int start = 0; start < 2; ++start) {
    f.outbox = need(Outbox::open(f.folder.path(), f.clock, opening));
    CHECK(f.outbox->openReport().rebuilt == 0);
    CHECK(f.outbox->openReport().unexplainedParts == 1);
    CHECK(need(f.outbox->queue().statistics()).unexplainedParts == 1);
    CHECK(need(f.outbox->queue().due(f.clock.wall())).empty());
    f.outbox.reset();
  }
}

TEST_CASE("What is not whole comes back too, held and told") {
  Fixture f;
  const auto id = f.newId();
  need(f.outbox->submissions().enqueue(submission(id, f.clock.wall())));
  f.outbox.reset();
  fs::remove(f.folder.path() / "outbox.db");
  SECTION("a part is not what was signed") {
    std::fstream(f.partsOf(id) / "1.part", std::ios::in | std::ios::out | std::ios::binary) << "x";
  }
  SECTION("a part is missing") {
    fs::remove(f.partsOf(id) / "1.part");
  }
  f.outbox = need(Outbox::open(f.folder.path(), f.clock, options()));
  CHECK(f.outbox->openReport().rebuilt == 1);
  CHECK(need(f.outbox->queue().statistics()).held == 1);
  const auto stuck = need(f.outbox->queue().stuck());
  REQUIRE(stuck.size() == 1);
  CHECK(stuck[0].id == id);
  CHECK(stuck[0].code == errors::kPartDamaged);
  CHECK_FALSE(stuck[0].dead);
  CHECK(need(f.outbox->queue().requeueAll()) == 1);
  CHECK(need(f.outbox->queue().statistics()).held == 0);
}

TEST_CASE("A loss is told until somebody has read of it, also over a restart") {
  Fixture f;
  f.outbox.reset();
  fs::remove(f.folder.path() / "outbox.db");
  f.outbox = need(Outbox::open(f.folder.path(), f.clock, options()));
  f.reopen();
  const auto statistics = need(f.outbox->queue().statistics());
  CHECK(statistics.loss == "database-lost");
  CHECK(statistics.lossAt == wholeMillis(f.clock.wall()));
  need(f.outbox->queue().noteLossRead());
  CHECK(need(f.outbox->queue().statistics()).loss.empty());
}

TEST_CASE("A kiosk with a new key signs anew what waits, and dead letters live again") {
  Fixture f;
  const auto [waiting, dead] = waitingAndDead(f);
  f.outbox.reset();
  static const auto fresh = crypto::Signer::generate();
  auto opening = signedBy(fresh);
  bool lost = false, renamed = false;
  SECTION("its database whole") {}
  SECTION("and its database lost") {
    fs::remove(f.folder.path() / "outbox.db");
    lost = true;
  }
  SECTION("and under another id") {
    opening.kioskId = "kiosk-8";
    renamed = true;
  }
  f.outbox = need(Outbox::open(f.folder.path(), f.clock, opening));
  CHECK(f.outbox->openReport().resigned == 2);
  CHECK(f.outbox->openReport().revived == (lost ? 0 : 1));
  for (const auto& id : {waiting, dead}) {
    const auto manifest = need(f.outbox->queue().leaseSubmission(id));
    CHECK(manifest.kioskId == (renamed ? "kiosk-8" : "kiosk-7"));
    CHECK(crypto::verify(canonicalText(manifest), manifest.signature, fresh.publicKey()));
    CHECK(need(f.outbox->submissions().enqueue(submission(f.newId(), f.clock.wall()))).seq > 2);
  }
  f.outbox = nullptr;
  f.outbox = need(Outbox::open(f.folder.path(), f.clock, opening));
  CHECK(f.outbox->openReport().resigned == 0);
}

TEST_CASE("A number that two submissions have is given anew to the one that comes back") {
  Fixture f;
  const auto lost = f.newId(), later = f.newId();
  need(f.outbox->submissions().enqueue(submission(lost, f.clock.wall())));
  f.outbox.reset();
  TempFolder kept;
  fs::rename(f.partsOf(lost), kept.path() / "parts");
  for (const auto* name : {"outbox.db", "seq.high", "outbox.mark"}) {
    fs::remove(f.folder.path() / name);
  }
  f.outbox = need(Outbox::open(f.folder.path(), f.clock, options()));
  CHECK(need(f.outbox->submissions().enqueue(submission(later, f.clock.wall()))).seq == 1);
  f.outbox.reset();
  fs::rename(kept.path() / "parts", f.partsOf(lost));
  f.outbox = need(Outbox::open(f.folder.path(), f.clock, options()));
  CHECK(f.outbox->openReport().rebuilt == 1);
  const auto manifest = need(f.outbox->queue().leaseSubmission(lost));
  CHECK(manifest.seq == 2);
  CHECK(crypto::verify(canonicalText(manifest), manifest.signature, kioskKey().publicKey()));
}

TEST_CASE("A new number stays over a restart and a lost database, and what has a receipt gets none") {
  Fixture f;
  const auto id = f.newId(), done = f.newId();
  need(f.outbox->submissions().enqueue(submission(id, f.clock.wall())));
  need(f.outbox->submissions().enqueue(submission(done, f.clock.wall())));
  need(f.outbox->queue().markAcknowledged(done, {SubmissionState::Accepted, "1", "", "{}"}));
  need(f.outbox->queue().leaseSubmission(id));
  CHECK(need(f.outbox->submissions().renumber(id, 40)) == 41);
  CHECK(codeOf(f.outbox->submissions().renumber(done, 40)) == errors::kUnknown);
  CHECK(codeOf(f.outbox->submissions().renumber(f.newId(), 40)) == errors::kUnknown);
  f.outbox.reset();
  if (GENERATE(false, true)) {
    fs::remove(f.folder.path() / "outbox.db");
  }
  f.outbox = need(Outbox::open(f.folder.path(), f.clock, options()));
  const auto manifest = need(f.outbox->queue().leaseSubmission(id));
  CHECK(manifest.seq == 41);
  CHECK(manifest.parts.size() == 3);
  CHECK(crypto::verify(canonicalText(manifest), manifest.signature, kioskKey().publicKey()));
  need(f.outbox->submissions().continueAfter(60));
  need(f.outbox->submissions().continueAfter(50));  // never back
  f.reopen();
  CHECK(need(f.outbox->submissions().enqueue(submission(f.newId(), f.clock.wall()))).seq == 61);
}

TEST_CASE("A part that cannot be read just now is not a damaged one") {
  Fixture f;
  const auto id = f.newId();
  need(f.outbox->submissions().enqueue(submission(id, f.clock.wall())));
  const auto part = f.partsOf(id) / "1.part";
  fs::rename(part, part.string() + ".away");
  fs::create_directory(part);  // opens, and reading it fails with EISDIR
  CHECK(codeOf(f.outbox->submissions().readPart(id, 1)) == errors::kStorage);
  fs::remove(part);
  CHECK(codeOf(f.outbox->submissions().readPart(id, 1)) == errors::kPartDamaged);
  fs::rename(part.string() + ".away", part);
  CHECK(codeOf(f.outbox->submissions().readPart(id, 1)) == "success");
}

}  // namespace xiaowu::outbox::test
