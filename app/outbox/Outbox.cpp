#include "app/outbox/Outbox.h"

#include "core/base/Log.h"
#include "app/outbox/Database.h"
#include "app/outbox/PartStore.h"
#include "app/outbox/Schema.h"
#include "core/base/Time.h"
#include "core/crypto/Sealing.h"

#include <algorithm>
#include <charconv>

namespace xiaowu::outbox {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kPartBytesMax = 16U << 20;
constexpr std::size_t kPartBytesMin = 41;  // what sealing makes of an empty part
constexpr std::size_t kPartsMin = 2;       // the document and the signature
constexpr std::size_t kPartsMax = 200;
constexpr const char* kDatabaseName = "outbox.db";
constexpr const char* kPartsName = "parts";
// The highest number ever given, beside the database: a database that had to be set aside must not lead to
// numbers being given twice.
constexpr const char* kSeqName = "seq.high";

/// "20261121T083000Z", and a number more when that name is taken.
std::string asideSuffix(const fs::path& folder, WallTime now) {
  std::string stamp = rfc3339(now).substr(0, 19) + "Z";
  std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
  std::string suffix = ".damaged-" + stamp;
  for (int n = 2; fs::exists(folder / (kDatabaseName + suffix)); ++n) {
    suffix = ".damaged-" + stamp + "-" + std::to_string(n);
  }
  return suffix;
}

bool plainText(std::string_view text) {
  return !text.empty() && text.size() <= 128 &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) { return c > 0x20 && c != 0x7f; });
}

Result<Manifest> describeParts(const Submission& submission, const std::string& kioskId) {
  const auto invalid = [](std::string_view what) {
    return fail(errors::kInvalid, Fault::Bug, std::string(what));
  };
  if (submission.id.isNull()) {
    return invalid("no id");
  }
  if (!plainText(kioskId) || !plainText(submission.service) || !plainText(submission.keyId)) {
    return invalid("kiosk, service or key id");
  }
  if (submission.sealedKey.empty()) {
    return invalid("no sealed key");
  }
  if (submission.sealedParts.size() < kPartsMin || submission.sealedParts.size() > kPartsMax) {
    return invalid("number of parts");
  }
  Manifest manifest{kioskId,
                    0,
                    submission.id,
                    submission.service,
                    submission.keyId,
                    submission.sealedKey,
                    wholeMillis(submission.createdAt),
                    {},
                    {}};
  for (const auto& part : submission.sealedParts) {
    if (part.size() < kPartBytesMin || part.size() > kPartBytesMax) {
      return invalid("size of a part");
    }
    manifest.parts.push_back({static_cast<std::int64_t>(part.size()), toHex(crypto::sha256(part))});
  }
  return manifest;
}

}  // namespace

Outbox::Outbox(fs::path folder, const Clock& clock, Options options)
    : m_folder(std::move(folder)),
      m_clock(clock),
      m_options(std::move(options)),
      m_parts(std::make_unique<PartStore>(m_folder / kPartsName)) {}

Outbox::~Outbox() = default;

void Outbox::reached(std::string_view point) const {
  if (m_options.commitPoint) {
    m_options.commitPoint(point);
  }
}

Result<std::unique_ptr<Outbox>> Outbox::open(const fs::path& folder, const Clock& clock, Options options) {
  std::error_code code;
  fs::create_directories(folder, code);
  if (code) {
    return fail(errors::kStorage, Fault::ServiceUnavailable, "make folder: " + code.message());
  }
  std::unique_ptr<Outbox> outbox(new Outbox(folder, clock, std::move(options)));
  auto opened = outbox->openDatabase();
  if (!opened && opened.error().code == errors::kDamaged) {
    qCWarning(logOutbox, "the outbox database is damaged and is set aside: %s",
              opened.error().detail.c_str());
    if (auto moved = outbox->setAside(); !moved) {
      return fail(moved.error());
    }
    opened = outbox->openDatabase();
  }
  if (!opened) {
    return fail(opened.error());
  }
  if (auto prepared = outbox->m_parts->prepare(); !prepared) {
    return fail(prepared.error());
  }
  if (auto swept = outbox->sweep(); !swept) {
    return fail(swept.error());
  }
  return outbox;
}

Result<void> Outbox::openDatabase() {
  auto db = Database::open(m_folder / kDatabaseName);
  if (!db) {
    return fail(db.error());
  }
  m_db = std::move(*db);
  auto all = [&]() -> Result<void> {
    auto done = m_db->script(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;");
    if (!done) {
      return done;
    }
    std::string verdict;
    done = m_db->each("PRAGMA integrity_check(1)", {}, [&](const Row& row) { verdict = row.text(0); });
    if (!done) {
      return done;
    }
    if (verdict != "ok") {
      return fail(errors::kDamaged, Fault::ServiceUnavailable, "integrity check: " + verdict);
    }
    const auto from = migrate(*m_db);
    if (!from) {
      return fail(from.error());
    }
    m_report.migratedFrom = *from;
    if (auto seeded = seedNumbers(); !seeded) {
      return seeded;
    }
    return syncFolder(m_folder);
  }();
  if (!all) {
    m_db->keepFilesOnClose();
    m_db.reset();
  }
  return all;
}

Result<void> Outbox::setAside() {
  const auto suffix = asideSuffix(m_folder, m_clock.wall());
  // The parts go with the database that names them: the sweep would take them for orphans.
  for (const std::string& name : {std::string(kPartsName), std::string("outbox.db-wal"),
                                  std::string("outbox.db-shm"), std::string(kDatabaseName)}) {
    std::error_code code;
    if (!fs::exists(m_folder / name, code)) {
      continue;
    }
    fs::rename(m_folder / name, m_folder / (name + suffix), code);
    if (code) {
      return fail(errors::kStorage, Fault::AttendantNeeded,
                  "cannot set " + name + " aside: " + code.message());
    }
    m_report.setAside.push_back(name + suffix);
  }
  return syncFolder(m_folder);
}

Result<void> Outbox::sweep() {
  for (const auto* table : {"submissions", "reports"}) {
    const auto released = m_db->run(std::string("UPDATE ") + table + " SET state = 0 WHERE state = 1");
    if (!released) {
      return fail(released.error());
    }
    m_report.releasedLeases += *released;
  }
  std::set<std::string> known;
  auto read = m_db->each("SELECT id FROM submissions WHERE purged_at IS NULL", {}, [&](const Row& row) {
    std::array<std::uint8_t, 16> id{};
    const auto blob = row.blob(0);
    std::copy_n(blob.begin(), id.size(), id.begin());
    known.insert(Uuid(id).text());
  });
  if (!read) {
    return read;
  }
  m_report.removedOrphans = m_parts->removeOrphans(known);
  return {};
}

Result<Enqueued> Outbox::enqueue(const Submission& submission) {
  if (!m_options.sign) {
    return fail(errors::kInvalid, Fault::Bug, "no kiosk key to sign with");
  }
  auto manifest = describeParts(submission, m_options.kioskId);
  if (!manifest) {
    return fail(manifest.error());
  }
  const auto before = findEnqueued(*manifest);
  if (!before) {
    return fail(before.error());
  }
  if (*before) {
    return **before;
  }

  std::uint64_t total = 0;
  for (const auto& part : submission.sealedParts) {
    total += part.size();
  }
  const auto space = spaceState(total + m_options.reserveBytes);
  if (!space) {
    return fail(space.error());
  }
  if (!space->enough) {
    return fail(errors::kDiskFull, Fault::ServiceUnavailable,
                "free bytes: " + std::to_string(space->freeBytes));
  }
  if (auto written = m_parts->write(submission.id, submission.sealedParts); !written) {
    return fail(written.error());
  }
  reached("submission.parts-written");

  auto stored = commitSubmission(std::move(*manifest));
  if (!stored) {
    // A failed COMMIT is normally rolled back; the parts stay when it was not, because the row then needs
    // them.
    const auto rows =
        m_db->number("SELECT count(*) FROM submissions WHERE id = ?", {ByteView(submission.id.bytes())});
    if (rows && *rows == 0) {
      m_parts->remove(submission.id);
    }
    return stored;
  }
  reached("submission.enqueued");
  return stored;
}

/// What was answered before when this submission is stored already; conflict when it is another one under the
/// same id.
Result<std::optional<Enqueued>> Outbox::findEnqueued(const Manifest& manifest) const {
  std::optional<Enqueued> found;
  auto read =
      m_db->each("SELECT seq, manifest_sha256 FROM submissions WHERE id = ?", {ByteView(manifest.id.bytes())},
                 [&](const Row& row) { found = Enqueued{row.integer(0), row.text(1), true}; });
  if (!read) {
    return fail(read.error());
  }
  if (!found) {
    return found;
  }
  Manifest numbered = manifest;
  numbered.seq = found->seq;
  if (sha256Of(numbered) != found->manifestSha256) {
    return fail(errors::kConflict, Fault::Bug, "other content under the same id");
  }
  return found;
}

/// A new database goes on after the noted number. Done once per database, so that the note of a number that
/// was never committed makes no gap.
Result<void> Outbox::seedNumbers() {
  const auto seeded = m_db->number("SELECT count(*) FROM sqlite_sequence WHERE name = 'submissions'");
  if (!seeded) {
    return fail(seeded.error());
  }
  if (*seeded > 0) {
    return {};
  }
  std::int64_t noted = 0;
  if (const auto content = readWholeFile(m_folder / kSeqName)) {
    const auto text = textOf(*content);
    std::from_chars(text.data(), text.data() + text.size(), noted);
  }
  const auto done = m_db->run("INSERT INTO sqlite_sequence(name, seq) VALUES('submissions', ?)", {noted});
  if (!done) {
    return fail(done.error());
  }
  return {};
}

Result<Enqueued> Outbox::commitSubmission(Manifest manifest) {
  Transaction transaction(*m_db);
  if (auto begun = transaction.begin(); !begun) {
    return fail(begun.error());
  }
  const auto given = m_db->number("SELECT seq FROM sqlite_sequence WHERE name = 'submissions'");
  if (!given) {
    return fail(given.error());
  }
  manifest.seq = *given + 1;
  const std::string note = std::to_string(manifest.seq);
  if (auto noted = writeFileSynced(m_folder / kSeqName, viewOf(note)); !noted) {
    return fail(noted.error());
  }
  if (auto synced = syncFolder(m_folder); !synced) {
    return fail(synced.error());
  }
  manifest.signature = m_options.sign(canonicalText(manifest));
  const auto hash = sha256Of(manifest);
  const ByteView id(manifest.id.bytes());
  const std::int64_t now = toUnixMicros(m_clock.wall());
  auto inserted = m_db->run(
      "INSERT INTO submissions(seq, id, service, key_id, sealed_key, created_at, manifest_sha256, signature, "
      "next_at) VALUES(?,?,?,?,?,?,?,?,?)",
      {manifest.seq, id, manifest.service, manifest.keyId, ByteView(manifest.sealedKey),
       toUnixMicros(manifest.createdAt), hash, ByteView(manifest.signature), now});
  if (!inserted) {
    return fail(inserted.error());
  }
  for (std::size_t index = 0; index < manifest.parts.size(); ++index) {
    const auto& part = manifest.parts[index];
    auto row = m_db->run("INSERT INTO parts(seq, part, size, sha256) VALUES(?,?,?,?)",
                         {manifest.seq, static_cast<std::int64_t>(index), part.size, part.sha256});
    if (!row) {
      return fail(row.error());
    }
  }
  if (auto removed = m_db->run("DELETE FROM drafts WHERE case_id = ?", {id}); !removed) {
    return fail(removed.error());
  }
  if (auto committed = transaction.commit(); !committed) {
    return fail(committed.error());
  }
  return Enqueued{manifest.seq, hash, false};
}

Result<SpaceState> Outbox::spaceState(std::uint64_t minFreeBytes) const {
  std::error_code code;
  const auto space = fs::space(m_folder, code);
  if (code) {
    return fail(errors::kStorage, Fault::ServiceUnavailable, "free space: " + code.message());
  }
  return SpaceState{space.available, space.available >= minFreeBytes};
}

Result<int> Outbox::purgeAcknowledged(WallTime olderThan) {
  std::vector<std::pair<std::int64_t, Uuid>> old;
  auto read =
      m_db->each("SELECT seq, id FROM submissions WHERE state = 2 AND purged_at IS NULL AND settled_at < ?",
                 {toUnixMicros(olderThan)}, [&](const Row& row) {
                   std::array<std::uint8_t, 16> id{};
                   const auto blob = row.blob(1);
                   std::copy_n(blob.begin(), id.size(), id.begin());
                   old.emplace_back(row.integer(0), Uuid(id));
                 });
  if (!read) {
    return fail(read.error());
  }
  for (const auto& [seq, id] : old) {
    // Row first: files without a row are orphans that the next start removes, a row without files could not
    // be explained.
    Transaction transaction(*m_db);
    if (auto begun = transaction.begin(); !begun) {
      return fail(begun.error());
    }
    auto marked = m_db->run("UPDATE submissions SET purged_at = ?, sealed_key = x'' WHERE seq = ?",
                            {toUnixMicros(m_clock.wall()), seq});
    if (!marked) {
      return fail(marked.error());
    }
    if (auto removed = m_db->run("DELETE FROM parts WHERE seq = ?", {seq}); !removed) {
      return fail(removed.error());
    }
    if (auto committed = transaction.commit(); !committed) {
      return fail(committed.error());
    }
    m_parts->remove(id);
  }
  return static_cast<int>(old.size());
}

}  // namespace xiaowu::outbox
