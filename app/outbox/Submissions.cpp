#include "app/outbox/Submissions.h"

#include "app/outbox/internal/Columns.h"
#include "app/outbox/internal/Rows.h"
#include "app/outbox/internal/Store.h"
#include "core/base/Log.h"
#include "core/base/Time.h"
#include "core/crypto/Sealing.h"
#include "core/storage/Failure.h"
#include "core/storage/Transaction.h"

#include <algorithm>

namespace xiaowu::outbox {

namespace {

constexpr std::size_t kPartBytesMin = 41;  // what sealing makes of an empty part
constexpr std::size_t kPartsMin = 2;       // the document and the signature
constexpr std::size_t kPartsMax = 200;

bool plainText(std::string_view text) {
  return !text.empty() && text.size() <= 128 &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) { return c > 0x20 && c != 0x7f; });
}

/// The manifest without its number and signature.
Result<Manifest> describe(const Submission& submission, const std::string& kioskId) {
  if (submission.id.isNull()) {
    return failInvalid("no id");
  }
  if (!plainText(kioskId) || !plainText(submission.service) || !plainText(submission.keyId)) {
    return failInvalid("kiosk, service or key id");
  }
  if (submission.sealedKey.empty()) {
    return failInvalid("no sealed key");
  }
  if (submission.sealedParts.size() < kPartsMin || submission.sealedParts.size() > kPartsMax) {
    return failInvalid("number of parts");
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
    if (part.size() < kPartBytesMin || part.size() > storage::kPartBytesMax) {
      return failInvalid("size of a part");
    }
    manifest.parts.push_back({static_cast<std::int64_t>(part.size()), toHex(crypto::sha256(part))});
  }
  return manifest;
}

std::uint64_t bytesOf(const std::vector<Bytes>& parts) {
  std::uint64_t total = 0;
  for (const auto& part : parts) {
    total += part.size();
  }
  return total;
}

SubmissionState stateFrom(std::int64_t state, std::string_view outcome) {
  if (state == 0) {
    return SubmissionState::Stored;
  }
  if (state == 1) {
    return SubmissionState::Sending;
  }
  if (state == 3) {
    return SubmissionState::Dead;
  }
  for (const auto settled :
       {SubmissionState::Approved, SubmissionState::AlreadySubmitted, SubmissionState::Returned}) {
    if (outcome == stateName(settled)) {
      return settled;
    }
  }
  return SubmissionState::Accepted;
}

}  // namespace

Result<Enqueued> Submissions::enqueue(const Submission& submission) {
  if (!m_store.options().sign) {
    return failInvalid("no kiosk key to sign with");
  }
  auto manifest = describe(submission, m_store.options().kioskId);
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
  if (auto room = m_store.needRoom(bytesOf(submission.sealedParts)); !room) {
    return fail(room.error());
  }
  if (auto written = m_store.cases().stage(submission.id, submission.sealedParts); !written) {
    return fail(written.error());
  }
  m_store.reached("submission.parts-written");

  auto stored = commit(std::move(*manifest));
  if (!stored) {
    // A failed COMMIT is normally rolled back; the parts stay when it was not, because the row then needs
    // them.
    const auto rows = storage::guarded<std::int64_t>(kStorageCodes, [&] {
      return m_store.database().number("SELECT count(*) FROM submissions WHERE id = ?",
                                       blobOf(submission.id));
    });
    if (rows && *rows == 0) {
      m_store.cases().discard(submission.id);
    }
    return stored;
  }
  m_store.reached("submission.enqueued");
  return stored;
}

/// What was answered before when this submission is stored already; conflict when it is another one under the
/// same id.
Result<std::optional<Enqueued>> Submissions::findEnqueued(const Manifest& manifest) const {
  return storage::guarded<std::optional<Enqueued>>(kStorageCodes, [&]() -> Result<std::optional<Enqueued>> {
    storage::Statement row(m_store.database(), "SELECT seq, manifest_sha256 FROM submissions WHERE id = ?");
    if (!row.with(blobOf(manifest.id)).step()) {
      return std::nullopt;
    }
    Enqueued found{row.number(0), row.text(1), true};
    Manifest numbered = manifest;
    numbered.seq = found.seq;
    if (sha256Of(numbered) != found.manifestSha256) {
      return fail(errors::kConflict, Fault::Bug, "other content under the same id");
    }
    return found;
  });
}

Result<Enqueued> Submissions::commit(Manifest manifest) {
  return storage::guarded<Enqueued>(kStorageCodes, [&]() -> Result<Enqueued> {
    auto& database = m_store.database();
    storage::Transaction transaction(database);
    manifest.seq = lastNumber(database) + 1;
    manifest.signature = m_store.options().sign(canonicalText(manifest));
    // From here on the files alone say that it is stored: what a power cut leaves is finished by the next
    // start.
    if (auto published = m_store.cases().publish(manifest); !published) {
      return fail(published.error());
    }
    m_store.reached("submission.manifest-written");
    insertSubmission(database, manifest, m_store.now());
    database.run("DELETE FROM drafts WHERE case_id = ?", blobOf(manifest.id));
    transaction.commit();
    // Afterwards, so that a note is never ahead of what exists. The next start notes it when this fails.
    if (auto noted = m_store.noteNumber(manifest.seq); !noted) {
      qCWarning(logOutbox, "a number is not noted: %s", describe(noted.error()).c_str());
    }
    return Enqueued{manifest.seq, sha256Of(manifest), false};
  });
}

Result<std::int64_t> Submissions::renumber(const Uuid& id, std::int64_t lastSeq) {
  if (!m_store.options().sign) {
    return failInvalid("no kiosk key to sign with");
  }
  return storage::guarded<std::int64_t>(kStorageCodes, [&]() -> Result<std::int64_t> {
    auto& database = m_store.database();
    storage::Transaction transaction(database);
    auto manifest = manifestOf(database, m_store.options().kioskId, id);
    if (!manifest) {
      return failUnknown();
    }
    raiseLastNumber(database, lastSeq);
    manifest->seq = lastNumber(database) + 1;
    manifest->signature = m_store.options().sign(canonicalText(*manifest));
    // The file first: with the old one beside it a lost database would send the old number again. When the
    // power goes in between, the platform refuses the old number once more and the same new one is given.
    if (m_store.cases().holds(id)) {
      if (auto written = m_store.cases().writeManifest(*manifest); !written) {
        return fail(written.error());
      }
    }
    if (!renumberSubmission(database, *manifest)) {
      return failUnknown();
    }
    transaction.commit();
    if (auto noted = m_store.noteNumber(manifest->seq); !noted) {
      qCWarning(logOutbox, "a number is not noted: %s", describe(noted.error()).c_str());
    }
    m_store.reached("submission.renumbered");
    return manifest->seq;
  });
}

Result<void> Submissions::continueAfter(std::int64_t lastSeq) {
  return storage::guarded<void>(kStorageCodes, [&]() -> Result<void> {
    if (lastSeq <= lastNumber(m_store.database())) {
      return {};
    }
    raiseLastNumber(m_store.database(), lastSeq);
    return m_store.noteNumber(lastSeq);
  });
}

Result<SubmissionStatus> Submissions::stateOf(const Uuid& id) const {
  return storage::guarded<SubmissionStatus>(kStorageCodes, [&]() -> Result<SubmissionStatus> {
    storage::Statement row(
        m_store.database(),
        "SELECT state, outcome, seq, case_number, reason, last_error, attempts, created_at "
        "FROM submissions WHERE id = ?");
    if (!row.with(blobOf(id)).step()) {
      return failUnknown();
    }
    return SubmissionStatus{stateFrom(row.number(0), row.text(1)),
                            row.number(2),
                            row.text(3),
                            row.text(4),
                            row.text(5),
                            row.integer(6),
                            timeOf(row.number(7))};
  });
}

Result<Bytes> Submissions::readPart(const Uuid& id, std::size_t index) const {
  const auto expected = storage::guarded<std::string>(kStorageCodes, [&]() -> Result<std::string> {
    storage::Statement row(
        m_store.database(),
        "SELECT p.sha256 FROM parts p JOIN submissions s USING(seq) WHERE s.id = ? AND p.part = ?");
    if (!row.with(blobOf(id), static_cast<std::int64_t>(index)).step()) {
      return failUnknown();
    }
    return row.text(0);
  });
  if (!expected) {
    return fail(expected.error());
  }
  return m_store.cases().part(id, index, *expected);
}

}  // namespace xiaowu::outbox
