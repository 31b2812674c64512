#include "platform/server/cases/SubmissionService.h"

#include "core/base/Time.h"
#include "core/domain/Dates.h"
#include "core/base/Log.h"
#include "core/domain/ContractCodes.h"
#include "core/storage/DurableFile.h"
#include "platform/server/cases/OldReceipt.h"
#include "platform/server/http/Responses.h"
#include "platform/server/rendering/Text.h"
#include "platform/server/storage/StorageErrors.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace xiaowu::platform {
namespace {

using Json = nlohmann::ordered_json;

// Parts that no manifest has claimed within a day. A kiosk sends one submission at a time and files it at
// once; the largest has some ten megabytes.
constexpr std::int64_t kUnfinishedMax = 512LL * 1024 * 1024;      // bytes of one kiosk
constexpr std::int64_t kUnfinishedAge = 24LL * 3600 * 1'000'000;  // microseconds
constexpr int kUnfinishedRetryS = 600;

HttpResponse tooMuchUnfinished() {
  auto response = errorResponse(429, domain::contract::kTooMuchUnfinished,
                                "too many parts without a manifest; file what has come");
  response.retryAfterS = kUnfinishedRetryS;
  return response;
}

HttpResponse conflict(std::string_view message) {
  return errorResponse(409, domain::contract::kSubmissionConflict, message);
}

/// A kiosk whose disk was replaced or restored begins with numbers that it has given before.
HttpResponse numberTaken(std::int64_t lastSeq) {
  return jsonResponse(409, Json{{"error",
                                 {{"code", domain::contract::kSubmissionNumberTaken},
                                  {"message", "sign it again with a higher number"},
                                  {"lastSeq", lastSeq}}}}
                               .dump());
}

HttpResponse partsMissing(const std::vector<int>& missing) {
  return jsonResponse(422, Json{{"error",
                                 {{"code", domain::contract::kSubmissionPartsMissing},
                                  {"message", "send these parts, then the manifest again"},
                                  {"missing", missing}}}}
                               .dump());
}

/// The piece does not go on where the part ends here: it does at `offset`.
HttpResponse goOnAt(std::uint64_t offset) {
  return jsonResponse(409, Json{{"error",
                                 {{"code", domain::contract::kSubmissionPartOffset},
                                  {"message", "go on where the part ends"},
                                  {"offset", offset}}}}
                               .dump());
}

HttpResponse partAnswer(int status, const PartRow& part) {
  return jsonResponse(status,
                      Json{{"id", part.submissionId}, {"index", part.index}, {"sha256", part.sha256}}.dump());
}

/// The parts of the manifest against the parts that came: what is missing, or that they differ.
struct Compared {
  bool differs = false;
  std::vector<int> missing;
};

Compared compare(const Manifest& manifest, const std::vector<PartRow>& rows) {
  Compared compared;
  for (std::size_t i = 0; i < manifest.parts.size(); ++i) {
    const auto row = std::find_if(rows.begin(), rows.end(),
                                  [&](const auto& part) { return part.index == static_cast<int>(i); });
    if (row == rows.end()) {
      compared.missing.push_back(static_cast<int>(i));
    } else if (row->sha256 != manifest.parts[i].sha256 || row->size != manifest.parts[i].size) {
      compared.differs = true;
    }
  }
  compared.differs |= rows.size() > manifest.parts.size() - compared.missing.size();
  return compared;
}

HttpResponse answerExisting(const SubmissionRow& row, const Manifest& manifest) {
  if (row.manifestSha256 != manifest.sha256 || row.kioskId != manifest.kioskId) {
    return conflict("this id was filed with another manifest");
  }
  return jsonResponse(200, row.receipt);
}

/// A material has one paper to be kept; a second one under its code is no reason to refuse the case.
std::vector<PaperRow> onePerMaterial(const std::vector<PaperRow>& papers) {
  std::vector<PaperRow> kept;
  for (const auto& paper : papers) {
    const bool known = std::any_of(kept.begin(), kept.end(),
                                   [&](const auto& each) { return each.material == paper.material; });
    if (!known) {
      kept.push_back(paper);
    }
  }
  return kept;
}

CaseState stateOf(const ReadCase& read) {
  if (!read.reason.empty()) {
    return CaseState::Returned;
  }
  return read.judgement.approved ? CaseState::Approved : CaseState::Accepted;
}

bool isSignedBy(const Manifest& manifest, const KioskRow& kiosk) {
  const auto publicKey = crypto::keyFromBase64(kiosk.publicKey);
  return manifest.kioskId == kiosk.kioskId && publicKey && manifest.isSignedBy(*publicKey);
}

}  // namespace

HttpResponse SubmissionService::storePart(const Call& call, const KioskRow& kiosk) {
  auto* const arrived = call.request.bodyFile.get();
  if (arrived == nullptr || arrived->size() == 0) {
    return errorResponse(400, domain::contract::kMalformed, "a part has at least one byte");
  }
  PartRow part{
      call.parameters.at(0), std::stoi(call.parameters.at(1)),           call.request.bodySha256,
      kiosk.kioskId,         static_cast<std::int64_t>(arrived->size()), toUnixMicros(m_clock.wall())};
  const bool isPiece = !call.request.query.empty();
  const auto piece = isPiece ? readPiece(call.request.query, arrived->size()) : std::nullopt;
  if (isPiece && !piece) {
    return errorResponse(400, domain::contract::kMalformed,
                         "a piece has offset, size and sha256 of its part");
  }
  if (piece) {
    part.sha256 = piece->sha256;
    part.size = static_cast<std::int64_t>(piece->size);
  }
  const auto existing = m_submissions.parts(part.submissionId, kiosk.kioskId);
  const auto finished = m_submissions.find(part.submissionId);
  const auto unfinished = m_submissions.unfinishedBytes(kiosk.kioskId, part.storedAt - kUnfinishedAge);
  if (!existing || !finished || !unfinished) {
    return storageRefusal();
  }
  const auto known = std::find_if(existing->begin(), existing->end(),
                                  [&](const auto& each) { return each.index == part.index; });
  if (known == existing->end()) {
    if (*finished) {
      return conflict("the submission is complete");
    }
    if (*unfinished + part.size > kUnfinishedMax) {
      return tooMuchUnfinished();
    }
    return piece ? keepPiece(part, piece->offset, *arrived) : keepPart(part, *arrived);
  }
  return known->sha256 == part.sha256 ? partAnswer(200, part) : conflict("other bytes came before");
}

// The file first: a row always has its bytes.
HttpResponse SubmissionService::keepPart(const PartRow& part, storage::ArrivingFile& arrived) {
  const auto id = Uuid::parse(part.submissionId);
  if (!id) {
    return statusResponse(400);
  }
  if (const auto stored = m_parts.adopt(*id, static_cast<std::size_t>(part.index), part.sha256, arrived);
      !stored) {
    qCWarning(logPlatform, "parts: %s", stored.error().detail.c_str());
    return storageRefusal();
  }
  return addRow(part);
}

HttpResponse SubmissionService::addRow(const PartRow& part) {
  const auto outcome = m_submissions.addPart(part);
  if (!outcome) {
    return storageRefusal();
  }
  if (*outcome == PartOutcome::Conflict) {
    return conflict("other bytes came before");
  }
  return partAnswer(*outcome == PartOutcome::Stored ? 201 : 200, part);
}

HttpResponse SubmissionService::keepPiece(const PartRow& part, std::uint64_t offset,
                                          storage::ArrivingFile& arrived) {
  const auto id = Uuid::parse(part.submissionId);
  if (!id) {
    return statusResponse(400);
  }
  const storage::PartialName name{part.kioskId, *id, static_cast<std::size_t>(part.index), part.sha256};
  const auto appended = m_partials.append(name, offset, arrived);
  if (!appended) {
    qCWarning(logPlatform, "parts: %s", appended.error().detail.c_str());
    return storageRefusal();
  }
  // One that is whole already was cut off before it got its row: whoever asks again ends it.
  if (appended->bytes < static_cast<std::uint64_t>(part.size)) {
    return appended->fits ? jsonResponse(202, Json{{"id", part.submissionId},
                                                   {"index", part.index},
                                                   {"sha256", part.sha256},
                                                   {"held", appended->bytes}}
                                                  .dump())
                          : goOnAt(appended->bytes);
  }
  return joinPieces(part, name);
}

// Each piece was the one that was signed; the whole is looked at once more, as a power cut may have left it.
HttpResponse SubmissionService::joinPieces(const PartRow& part, const storage::PartialName& name) {
  const auto file = m_partials.fileOf(name);
  const auto whole = storage::readWhole(file, storage::kPartBytesMax, kFileCodes);
  if (!whole) {
    return storageRefusal();  // it cannot be read now, which is no damage
  }
  if (toHex(crypto::sha256(*whole)) != part.sha256) {
    qCWarning(logPlatform, "parts: what came in pieces is not the whole; it comes again");
    m_partials.remove(name);
    return goOnAt(0);
  }
  if (const auto stored = m_parts.adopt(name.id, name.index, part.sha256, file); !stored) {
    qCWarning(logPlatform, "parts: %s", stored.error().detail.c_str());
    return storageRefusal();
  }
  return addRow(part);
}

HttpResponse SubmissionService::state(const Call& call, const KioskRow& kiosk) {
  const auto& id = call.parameters.at(0);
  const auto rows = m_submissions.parts(id, kiosk.kioskId);
  const auto filed = m_submissions.find(id);
  if (!rows || !filed) {
    return storageRefusal();
  }
  Json answer{{"id", id}, {"state", "unknown"}, {"parts", Json::array()}};
  for (const auto& row : *rows) {
    answer["parts"].push_back(row.index);
  }
  if (const auto uuid = Uuid::parse(id); uuid && !*filed) {
    for (const auto& held : m_partials.of(kiosk.kioskId, *uuid)) {
      answer["held"].push_back({{"index", held.index}, {"sha256", held.sha256}, {"bytes", held.bytes}});
    }
  }
  if (!answer["parts"].empty() || answer.contains("held")) {
    answer["state"] = "receiving";
  }
  if (*filed && (*filed)->kioskId == kiosk.kioskId) {
    answer["state"] = (*filed)->state == CaseState::Returned ? "returned" : "accepted";
    answer["receipt"] = Json::parse((*filed)->receipt);
  }
  return jsonResponse(200, answer.dump());
}

HttpResponse SubmissionService::file(const Call& call, const KioskRow& kiosk) {
  const auto manifest = readManifest(Uuid::parse(call.parameters.at(0)).value_or(Uuid{}), call.request.body);
  if (!parseTime(manifest.createdAt)) {
    return statusResponse(400);
  }
  if (!isSignedBy(manifest, kiosk)) {
    return errorResponse(422, domain::contract::kSubmissionInvalid,
                         "the manifest is not signed by this kiosk");
  }
  const auto before = m_submissions.find(manifest.id.text());
  if (!before) {
    return storageRefusal();
  }
  if (*before) {
    return answerExisting(**before, manifest);
  }
  const auto rows = m_submissions.parts(manifest.id.text(), kiosk.kioskId);
  if (!rows) {
    return storageRefusal();
  }
  const auto compared = compare(manifest, *rows);
  if (compared.differs) {
    return conflict("the parts that came are not those of the manifest");
  }
  if (!compared.missing.empty()) {
    return partsMissing(compared.missing);
  }
  const auto outcome = m_reader.read(manifest);
  if (const auto* read = std::get_if<ReadCase>(&outcome)) {
    return fileRead(kiosk, manifest, *read, readOldReceipt(call.request.body));
  }
  if (const auto* lost = std::get_if<PartsLost>(&outcome)) {
    return partsMissing(lost->indices);
  }
  if (const auto* refused = std::get_if<ContentRefused>(&outcome)) {
    return errorResponse(422, refused->code, "the content cannot be used");
  }
  return storageRefusal();
}

HttpResponse SubmissionService::fileRead(const KioskRow& kiosk, const Manifest& manifest,
                                         const ReadCase& read, const std::optional<OldReceipt>& before) {
  const auto now = toUnixMicros(m_clock.wall());
  NewCase filed;
  filed.row.submissionId = manifest.id.text();
  filed.row.kioskId = manifest.kioskId;
  filed.row.seq = manifest.seq;
  filed.row.service = manifest.service;
  filed.row.keyId = manifest.keyId;
  filed.row.sealedKey = manifest.sealedKey;
  filed.row.manifestSha256 = manifest.sha256;
  filed.row.state = stateOf(read);
  filed.row.reason = read.reason;
  filed.row.holderMasked = read.holderMasked;
  filed.row.receivedAt = now;
  filed.row.approval = read.judgement.findings;
  filed.applicantHash = read.applicantHash;
  filed.areaCode = kiosk.areaCode;
  filed.day = domain::compactDate(domain::dateInChina(fromUnixMicros(now)));
  filed.filingDay = domain::compactDate(filingDay(manifest, fromUnixMicros(now)));
  filed.contentHash = read.contentHash;
  filed.parts = manifest.parts.size();
  filed.papers = onePerMaterial(read.papers);
  filed.isGivenBack = before.has_value();
  if (before && !takeFromReceipt(*before, manifest, m_keys.signer.publicKey(), filed.row)) {
    // Never filed as a new one: its owner would have two numbers.
    return errorResponse(422, domain::contract::kSubmissionReceiptUnknown,
                         "the receipt is not one of this platform for this case");
  }
  const auto outcome =
      m_submissions.file(filed, [this](const SubmissionRow& row) { return receiptFor(row); });
  if (!outcome) {
    return storageRefusal();
  }
  if (outcome->partsGone) {
    return missingNow(manifest);
  }
  if (outcome->conflict) {
    return numberTaken(std::max(kiosk.lastSeq, manifest.seq));
  }
  if (!outcome->created) {
    return answerExisting(outcome->row, manifest);
  }
  if (before) {
    qCInfo(logPlatform, "a case of an earlier epoch was given back");
  }
  if (outcome->numberInUse) {
    qCCritical(logPlatform, "two cases have the number %s: one is from an earlier epoch",
               outcome->row.caseNumber.c_str());
  }
  return jsonResponse(201, outcome->row.receipt);
}

/// What had come was thrown away while it was looked at: it had waited too long.
HttpResponse SubmissionService::missingNow(const Manifest& manifest) {
  const auto rows = m_submissions.parts(manifest.id.text(), manifest.kioskId);
  return rows ? partsMissing(compare(manifest, *rows).missing) : storageRefusal();
}

std::string SubmissionService::receiptFor(const SubmissionRow& row) const {
  const auto receivedAt = formatTime(row.receivedAt);
  const auto state = caseStateName(row.state);
  Json receipt{
      {"submissionId", row.submissionId},     {"kioskId", row.kioskId}, {"seq", row.seq},
      {"manifestSha256", row.manifestSha256}, {"state", state},         {"caseNumber", row.caseNumber}};
  if (!row.reason.empty()) {
    receipt["reason"] = row.reason;
  }
  receipt["receivedAt"] = receivedAt;
  receipt["keyId"] = m_keys.keyId;
  receipt["signature"] = toBase64(m_keys.signer.sign(receiptText(row)));
  return receipt.dump();
}

}  // namespace xiaowu::platform
