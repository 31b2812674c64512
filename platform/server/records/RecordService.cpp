#include "platform/server/records/RecordService.h"

#include "core/base/Log.h"
#include "core/base/Time.h"
#include "core/domain/Dates.h"
#include "core/domain/Masking.h"
#include "core/crypto/Random.h"
#include "core/domain/Evidence.h"
#include "core/domain/ContractCodes.h"
#include "platform/server/http/EvidenceBody.h"
#include "platform/server/http/Responses.h"
#include "platform/server/records/CheckCode.h"
#include "platform/server/rendering/ProofSheet.h"
#include "platform/server/rendering/Text.h"
#include "platform/server/storage/KeyedHash.h"

#include <nlohmann/json.hpp>

namespace xiaowu::platform {
namespace {

using Json = nlohmann::ordered_json;
constexpr const char* kMedia = "iso_a4_210x297mm";  // PWG 5101.1
constexpr int kSealRetryS = 60;

// Words of the audit.
constexpr std::string_view kFound = "found";
constexpr std::string_view kNothing = "nothing-registered";
constexpr std::string_view kOtherHolder = "other-holder";
constexpr std::string_view kIssued = "issued";
constexpr std::string_view kAgain = "given-again";

HttpResponse mismatch() {
  return errorResponse(422, domain::contract::kRecordHolderMismatch,
                       "name and number do not belong together");
}

HttpResponse expired() {
  return errorResponse(410, domain::contract::kProofExpired, "its paper is no longer kept; ask anew");
}

HttpResponse sealUnavailable() {
  auto response = errorResponse(503, domain::contract::kSealUnavailable, "the seal service is not available");
  response.retryAfterS = kSealRetryS;
  return response;
}

std::string sealMarkOf(const crypto::Signer& seal, const ProofRow& row, const std::string& holderHash,
                       const std::string& issuedAt) {
  const auto text =
      crypto::canonicalText("xiaowu-seal-1", {row.proofId, row.checkCode, holderHash, issuedAt});
  std::string hex = toHex(seal.sign(text)).substr(0, 20);
  std::string mark;
  for (std::size_t i = 0; i < hex.size(); ++i) {
    if (i > 0 && i % 4 == 0) {
      mark += '-';
    }
    mark += hex[i] >= 'a' ? static_cast<char>(hex[i] - 'a' + 'A') : hex[i];
  }
  return mark;
}

Json entriesJson(const Record* record) {
  Json entries = Json::array();
  if (record != nullptr) {
    for (const auto& [label, value] : record->entries) {
      entries.push_back({{"label", label}, {"value", value}});
    }
  }
  return entries;
}

}  // namespace

struct RecordService::Query {
  std::string requestId, service, name, idNumber;
  domain::IdentityEvidence evidence;
  /// As the contract has it: for who knows name and number anyway, and nowhere stored in clear.
  [[nodiscard]] std::string holderHash() const {
    return toHex(crypto::sha256(viewOf(name + "\n" + idNumber)));
  }
};

struct RecordService::Made {
  ProofRow row;
  std::string answer;  ///< the JSON answer, PDF inside
};

// Null: nothing is registered. A number that belongs to somebody else is neither found nor "nothing found":
// no proof may come of it.
struct RecordService::Lookup {
  bool mismatch = false;
  const Record* record = nullptr;
};

RecordService::Query RecordService::readQuery(const HttpRequest& request) {
  const Json body = Json::parse(request.body);
  return {body["requestId"], body["service"], body["holder"]["name"], body["holder"]["idNumber"],
          evidenceFrom(body["evidence"])};
}

bool RecordService::note(AuditAction action, const KioskRow& kiosk, const Query& query,
                         std::string_view outcome, const std::string& proofId) {
  auto row = auditRowOf(action, kiosk.kioskId, query.service, query.evidence, toUnixMicros(m_clock.wall()));
  row.outcome = outcome;
  row.proofId = proofId;
  return m_audit.add(row).has_value();
}

std::string RecordService::keyedHolder(const Query& query) const {
  auto holder = "proof\n" + query.name + "\n" + query.idNumber;
  auto hash = keyedHash(m_keys.pepper, holder);
  crypto::wipe(holder);
  return hash;
}

HttpResponse RecordService::giveAgain(const ProofRow& proof, const KioskRow& kiosk, const Query& query) {
  if (!proof.holderHash.empty() && proof.holderHash != keyedHolder(query)) {
    return errorResponse(409, domain::contract::kProofConflict, "this requestId was used for another holder");
  }
  const auto sealed = m_proofs.paper(proof.proofId);
  if (!sealed) {
    return storageRefusal();
  }
  if (!*sealed) {
    return expired();
  }
  auto answer = m_archive.open(proof.proofId, **sealed);
  if (!answer) {
    qCWarning(logPlatform, "a kept proof cannot be opened");
    return expired();
  }
  return note(AuditAction::Proof, kiosk, query, kAgain, proof.proofId) ? jsonResponse(200, std::move(*answer))
                                                                       : storageRefusal();
}

HttpResponse RecordService::keepAndGive(const Made& made, const KioskRow& kiosk, const Query& query) {
  const auto kept = m_proofs.keep(made.row, m_archive.seal(made.row.proofId, made.answer));
  if (!kept) {
    return storageRefusal();
  }
  if (kept->proofId != made.row.proofId) {
    return giveAgain(*kept, kiosk, query);  // two at once: the first one is the proof
  }
  return note(AuditAction::Proof, kiosk, query, kIssued, made.row.proofId) ? jsonResponse(200, made.answer)
                                                                           : storageRefusal();
}

RecordService::Lookup RecordService::look(const Query& query) const {
  const auto found = m_register.byIdNumber.find(query.idNumber);
  if (found == m_register.byIdNumber.end()) {
    return {};
  }
  if (found->second.name != query.name) {
    return {true, nullptr};
  }
  return {false, &found->second};
}

Result<Bytes> RecordService::draw(const ProofRow& row, const Query& query, const Record* record,
                                  const std::string& verifyUrl) const {
  ProofContent content;
  content.title = row.title;
  content.holderName = query.name;
  content.idNumber = query.idNumber;
  content.purpose = m_register.purpose;
  content.found = record != nullptr;
  if (record != nullptr) {
    content.entries = record->entries;
  }
  content.asOf = domain::chineseMinuteInChina(fromUnixMicros(row.issuedAt));
  content.issuedAt = domain::chineseMinuteInChina(fromUnixMicros(row.issuedAt));
  content.issuedDate = domain::chineseDate(domain::dateInChina(fromUnixMicros(row.issuedAt)));
  content.issuer = m_register.issuer;
  content.proofId = row.proofId;
  content.checkCode = row.checkCode;
  content.verifyUrl = verifyUrl;
  content.verifyPage = m_publicUrl + "/verify";
  content.sealMark = row.sealMark;
  return drawProof(content);
}

Result<RecordService::Made> RecordService::makeProof(const KioskRow& kiosk, const Query& query,
                                                     const Record* record, const crypto::Signer& seal) const {
  Made made;
  auto& row = made.row;
  row.issuedAt = toUnixMicros(m_clock.wall());
  const auto issuedAt = formatTime(row.issuedAt);
  row.proofId = Uuid::makeV7(m_clock.wall()).text();
  row.requestId = query.requestId;
  row.kioskId = kiosk.kioskId;
  row.checkCode = makeCheckCode(crypto::randomBytes(10));
  row.holderHash = keyedHolder(query);
  const auto holderHash = query.holderHash();
  row.holderMasked = domain::maskedName(query.name);
  row.title = m_register.title;
  row.sealMark = sealMarkOf(seal, row, holderHash, issuedAt);
  const auto verifyUrl = m_publicUrl + "/verify?code=" + row.checkCode;
  const auto pdf = draw(row, query, record, verifyUrl);
  if (!pdf) {
    return fail(pdf.error());
  }
  const auto pdfSha256 = toHex(crypto::sha256(*pdf));
  const auto signedText =
      crypto::canonicalText("xiaowu-proof-1", {row.proofId, row.requestId, row.checkCode, pdfSha256,
                                               holderHash, std::to_string(row.sheets), issuedAt});
  made.answer = Json{{"proofId", row.proofId},
                     {"requestId", row.requestId},
                     {"checkCode", row.checkCode},
                     {"verifyUrl", verifyUrl},
                     {"sheets", row.sheets},
                     {"media", kMedia},
                     {"pdf", toBase64(*pdf)},
                     {"pdfSha256", pdfSha256},
                     {"holderHash", holderHash},
                     {"issuedAt", issuedAt},
                     {"signature", toBase64(m_keys.signer.sign(signedText))}}
                    .dump();
  return made;
}

HttpResponse RecordService::query(const Call& call, const KioskRow& kiosk) {
  const auto query = readQuery(call.request);
  if (!domain::evidenceHolds(query.evidence)) {
    return statusResponse(400);
  }
  const auto found = look(query);
  auto outcome = found.record != nullptr ? kFound : kNothing;
  if (found.mismatch) {
    outcome = kOtherHolder;
  }
  if (!note(AuditAction::RecordQuery, kiosk, query, outcome)) {
    return storageRefusal();
  }
  if (found.mismatch) {
    return mismatch();
  }
  return jsonResponse(200, Json{{"requestId", query.requestId},
                                {"found", found.record != nullptr},
                                {"title", m_register.title},
                                {"entries", entriesJson(found.record)},
                                {"asOf", formatTime(toUnixMicros(m_clock.wall()))}}
                               .dump());
}

HttpResponse RecordService::issueProof(const Call& call, const KioskRow& kiosk) {
  const auto query = readQuery(call.request);
  if (!domain::evidenceHolds(query.evidence)) {
    return statusResponse(400);
  }
  const auto found = look(query);
  if (found.mismatch) {
    return note(AuditAction::Proof, kiosk, query, kOtherHolder) ? mismatch() : storageRefusal();
  }
  const auto before = m_proofs.byRequest(kiosk.kioskId, query.requestId);
  if (!before) {
    return storageRefusal();
  }
  if (*before) {
    return giveAgain(**before, kiosk, query);
  }
  const auto seal = m_seal();
  if (!seal) {
    return sealUnavailable();
  }
  const auto made = makeProof(kiosk, query, found.record, *seal);
  return made ? keepAndGive(*made, kiosk, query) : statusResponse(500);
}

namespace {

const char* reportedState(const std::optional<std::int64_t>& printedAt) {
  if (!printedAt) {
    return "issued";
  }
  return *printedAt == kVoided ? "void" : "printed";
}

const char* verifiedState(const std::optional<std::int64_t>& printedAt) {
  if (!printedAt) {
    return "notPrinted";
  }
  return *printedAt == kVoided ? "void" : "valid";
}

}  // namespace

HttpResponse RecordService::reportPrinted(const Call& call, const KioskRow& kiosk) {
  const auto proof = m_proofs.byId(call.parameters.at(0));
  if (!proof) {
    return storageRefusal();
  }
  if (!*proof || (*proof)->kioskId != kiosk.kioskId) {
    return errorResponse(404, domain::contract::kProofUnknown, "no such proof of this kiosk");
  }
  const auto report = Json::parse(call.request.body);
  const int sheetsOut = report["sheetsOut"];
  std::optional<std::int64_t> end;
  if (sheetsOut >= (*proof)->sheets) {
    end = toUnixMicros(m_clock.wall());  // whoever has all sheets has the proof, however the job ended
  } else if (report.value("void", false)) {
    end = kVoided;
  }
  if (!m_proofs.reportPrinted((*proof)->proofId, sheetsOut, end)) {
    return storageRefusal();
  }
  const auto after = m_proofs.byId(call.parameters.at(0));
  if (!after || !*after) {
    return storageRefusal();
  }
  return jsonResponse(200, Json{{"proofId", (*after)->proofId},
                                {"state", reportedState((*after)->printedAt)},
                                {"sheetsOut", (*after)->sheetsOut}}
                               .dump());
}

HttpResponse RecordService::verifyCode(const Call& call) {
  const auto code = canonicalCheckCode(call.parameters.at(0));
  const auto proof = m_proofs.byCode(code);
  if (!proof) {
    return storageRefusal();
  }
  if (code.empty() || !*proof) {
    Json unknown{{"code", code}, {"result", "unknown"}};
    const auto lost = m_epochs.lost(toUnixMicros(m_clock.wall()));
    if (!code.empty() && lost && *lost) {
      unknown["mayLack"] = {{"from", formatTime((*lost)->from)}, {"until", formatTime((*lost)->until)}};
    }
    return jsonResponse(200, unknown.dump());
  }
  const auto& row = **proof;
  Json answer{{"code", code},
              {"result", verifiedState(row.printedAt)},
              {"title", row.title},
              {"issuedAt", formatTime(row.issuedAt)},
              {"holderMasked", row.holderMasked},
              {"sheets", row.sheets},
              {"sealMark", row.sealMark}};
  if (row.printedAt && *row.printedAt != kVoided) {
    answer["printedAt"] = formatTime(*row.printedAt);
  }
  return jsonResponse(200, answer.dump());
}

}  // namespace xiaowu::platform
