#include "core/base/Log.h"
#include "core/base/Time.h"
#include "core/domain/ContractCodes.h"
#include "core/domain/Dates.h"
#include "core/domain/Masking.h"
#include "core/domain/Numbers.h"
#include "core/image/PictureHeader.h"
#include "platform/server/cases/Approval.h"
#include "platform/server/http/HttpServer.h"
#include "platform/server/cases/Papers.h"
#include "platform/server/rendering/Text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace xiaowu::platform {
namespace {

using Json = nlohmann::ordered_json;

struct ManifestPart {
  std::int64_t size;
  std::string sha256;
};

struct Manifest {
  Uuid id;
  std::string kioskId, service, keyId, sealedKey, createdAt, signature, text, sha256;
  std::int64_t seq = 0;
  std::vector<ManifestPart> parts;
};

Manifest readManifest(const Call& call) {
  const Json body = Json::parse(call.request.body);
  Manifest m;
  m.id = Uuid::parse(call.parameters.at(0)).value_or(Uuid{});
  m.kioskId = body["kioskId"];
  m.seq = body["seq"];
  m.service = body["service"];
  m.keyId = body["keyId"];
  m.sealedKey = body["sealedKey"];
  m.createdAt = body["createdAt"];
  m.signature = body["signature"];
  m.text = crypto::canonicalText("xiaowu-manifest-1", {m.kioskId, std::to_string(m.seq), m.id.text(),
                                                       m.service, m.keyId, m.sealedKey, m.createdAt});
  for (const auto& part : body["parts"]) {
    m.parts.push_back({part["size"], part["sha256"]});
    m.text += "\n" + std::to_string(m.parts.back().size) + ":" + m.parts.back().sha256;
  }
  m.sha256 = toHex(crypto::sha256(viewOf(m.text)));
  return m;
}

HttpResponse conflict(std::string_view message) {
  return errorResponse(409, domain::contract::kSubmissionConflict, message);
}
HttpResponse invalid(std::string_view message) {
  return errorResponse(422, domain::contract::kSubmissionInvalid, message);
}

HttpResponse partsMissing(const std::vector<int>& missing) {
  return jsonResponse(422, Json{{"error",
                                 {{"code", domain::contract::kSubmissionPartsMissing},
                                  {"message", "send these parts, then the manifest again"},
                                  {"missing", missing}}}}
                               .dump());
}

// What the opened content says; `reason` is set when it can be read but not be accepted.
struct Opened {
  int refusalStatus = 0;
  std::string refusalCode;
  std::vector<int> missing;
  std::string reason, applicantHash, holderMasked;
  Judgement judgement;
  std::vector<PaperRow> papers;  ///< to keep for the next time
  bool storageFailed = false;    ///< nothing is known yet: to be asked again
};

Opened refused(std::string_view code) {
  Opened opened;
  opened.refusalStatus = 422;
  opened.refusalCode = code;
  return opened;
}

// Rules that a schema cannot express. The signature is a PNG, the pages are JPEGs, and every page that a
// material names has come.
std::string_view reasonToReturn(const Json& content, const std::vector<bool>& readable) {
  if (!readable[1]) {
    return domain::contract::kSignatureUnreadable;
  }
  if (std::find(readable.begin() + 2, readable.end(), false) != readable.end()) {
    return domain::contract::kMaterialUnreadable;
  }
  for (const auto& material : content["materials"]) {
    for (const int part : material["parts"]) {
      if (static_cast<std::size_t>(part) >= readable.size()) {
        return domain::contract::kMaterialPartsMissing;
      }
    }
  }
  if (!domain::isPlausibleIdNumber(content["applicant"]["idNumber"].get_ref<const std::string&>())) {
    return domain::contract::kApplicantNumberImplausible;
  }
  return {};
}

// Only what the machine found good, and only what was handed in this time: a paper used again keeps its own
// date and origin.
std::vector<PaperRow> papersIn(const Context& context, const Json& content) {
  std::vector<PaperRow> papers;
  for (const auto& material : content["materials"]) {
    if (material["outcome"] != "good" || material["parts"].empty() || material.contains("reusedFrom")) {
      continue;
    }
    papers.push_back({Uuid::makeV7(context.clock.wall()).text(),
                      {},
                      {},
                      material["code"],
                      material["documentType"],
                      material["trust"],
                      {},
                      0});
  }
  return papers;
}

Opened readContent(const Context& context, const Manifest& manifest, Bytes& plain,
                   const std::vector<bool>& readable) {
  const auto checked = context.contract.checkNamed("Submission", textOf(plain));
  if (!checked) {
    qCWarning(logPlatform, "content of a submission: %s", checked.error().detail.c_str());
    return refused(domain::contract::kSubmissionInvalid);
  }
  const Json content = Json::parse(plain.begin(), plain.end());
  if (content["caseId"] != manifest.id.text() || content["service"] != manifest.service) {
    return refused(domain::contract::kSubmissionInvalid);
  }
  Opened opened;
  opened.reason = reasonToReturn(content, readable);
  opened.applicantHash =
      holderHashOf(context, content["applicant"]["idNumber"].get_ref<const std::string&>());
  opened.holderMasked = domain::maskedName(content["applicant"]["name"].get<std::string>());
  auto reused = takeKeptPapers(context, textOf(plain), opened.applicantHash);
  opened.storageFailed = !reused.has_value();
  if (!reused) {
    return opened;
  }
  if (opened.reason.empty() && !reused->hold) {
    opened.reason = domain::contract::kMaterialReuseUnknown;
  }
  if (opened.reason.empty()) {
    opened.judgement = judgeSubmission(context, reused->content, reused->outOfDate);
  }
  crypto::wipe(reused->content);
  if (content.value("keepForReuse", false)) {
    opened.papers = papersIn(context, content);
  }
  return opened;
}

// Reads every part back from the disk, opens it and looks at it; the plain text exists in memory for one part
// at a time.
Opened openAll(Context& context, const Manifest& manifest) {
  const auto sealedKey = fromBase64(manifest.sealedKey);
  if (!sealedKey || manifest.keyId != context.keys.keyId) {
    return refused(domain::contract::kSubmissionCannotOpen);
  }
  const auto key = crypto::ContentKey::open(*sealedKey, context.keys.opening);
  if (!key) {
    return refused(domain::contract::kSubmissionCannotOpen);
  }
  Bytes content;
  std::vector<bool> readable(manifest.parts.size(), true);
  Opened lost;
  for (std::size_t i = 0; i < manifest.parts.size(); ++i) {
    const auto index = static_cast<int>(i);
    const auto sealed = context.parts.load(manifest.id, i, manifest.parts[i].sha256);
    if (!sealed) {  // a file that rotted or went away is asked for again while the kiosk still has it
      qCWarning(logPlatform, "a stored part is gone or damaged");
      if (context.repository.forgetPart(manifest.id.text(), index)) {
        lost.missing.push_back(index);
      }
      continue;
    }
    auto plain = key->openPart(manifest.id, static_cast<std::uint32_t>(i), *sealed);
    if (!plain) {
      return refused(domain::contract::kSubmissionCannotOpen);
    }
    if (i == 1) {
      readable[i] = pictureKind(*plain) == PictureKind::Png;
    }
    if (i >= 2) {
      readable[i] = pictureKind(*plain) == PictureKind::Jpeg;
    }
    if (i == 0) {
      content = std::move(*plain);
    } else {
      crypto::wipe(*plain);
    }
  }
  if (!lost.missing.empty()) {
    return lost;
  }
  auto opened = readContent(context, manifest, content, readable);
  crypto::wipe(content);
  return opened;
}

std::string receiptFor(const Context& context, const SubmissionRow& row) {
  const auto receivedAt = formatTime(row.receivedAt);
  const auto text =
      crypto::canonicalText("xiaowu-receipt-1", {row.kioskId, std::to_string(row.seq), row.submissionId,
                                                 row.manifestSha256, row.state, row.caseNumber, receivedAt});
  Json receipt{
      {"submissionId", row.submissionId},     {"kioskId", row.kioskId}, {"seq", row.seq},
      {"manifestSha256", row.manifestSha256}, {"state", row.state},     {"caseNumber", row.caseNumber}};
  if (!row.reason.empty()) {
    receipt["reason"] = row.reason;
  }
  receipt["receivedAt"] = receivedAt;
  receipt["keyId"] = context.keys.keyId;
  receipt["signature"] = toBase64(context.keys.signer.sign(text));
  return receipt.dump();
}

// The parts of the manifest against the parts that came: what is missing, or that they differ.
struct Compared {
  bool differs = false;
  std::vector<int> missing;
};

Compared compare(const Manifest& manifest, const std::vector<PartRow>& rows, const std::string& kioskId) {
  Compared compared;
  for (std::size_t i = 0; i < manifest.parts.size(); ++i) {
    const auto row = std::find_if(rows.begin(), rows.end(),
                                  [&](const auto& part) { return part.index == static_cast<int>(i); });
    if (row == rows.end()) {
      compared.missing.push_back(static_cast<int>(i));
    } else if (row->sha256 != manifest.parts[i].sha256 || row->size != manifest.parts[i].size ||
               row->kioskId != kioskId) {
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

std::string stateOf(const Opened& opened) {
  if (!opened.reason.empty()) {
    return "returned";
  }
  return opened.judgement.approved ? "approved" : "accepted";
}

HttpResponse fileOpened(Context& context, const Call& call, const Manifest& manifest, const Opened& opened) {
  NewCase filed;
  const auto now = context.now();
  filed.row = {manifest.id.text(),
               manifest.kioskId,
               manifest.seq,
               manifest.service,
               manifest.keyId,
               manifest.sealedKey,
               manifest.sha256,
               stateOf(opened),
               {},
               opened.reason,
               opened.holderMasked,
               now,
               {},
               opened.judgement.findings};
  filed.applicantHash = opened.applicantHash;
  filed.areaCode = call.kiosk.areaCode;
  filed.day = domain::compactDate(domain::dateInChina(fromUnixMicros(now)));
  filed.papers = opened.papers;
  const auto outcome =
      context.repository.file(filed, [&](const SubmissionRow& row) { return receiptFor(context, row); });
  if (!outcome) {
    return storageRefusal();
  }
  if (outcome->conflict) {
    return conflict("this sequence number belongs to another submission");
  }
  if (!outcome->created) {
    return answerExisting(outcome->row, manifest);
  }
  return jsonResponse(201, outcome->row.receipt);
}

}  // namespace

namespace services {

HttpResponse storePart(Context& context, const Call& call) {
  const auto& id = call.parameters.at(0);
  const int index = std::stoi(call.parameters.at(1));
  const auto body = viewOf(call.request.body);
  const auto sha256 = toHex(crypto::sha256(body));
  if (body.empty() || call.request.head.field("xiaowu-sha256") != sha256) {
    return errorResponse(400, domain::contract::kMalformed,
                         "the bytes do not have the hash that was announced");
  }
  const auto existing = context.repository.parts(id);
  const auto finished = context.repository.submission(id);
  if (!existing || !finished) {
    return storageRefusal();
  }
  const auto known =
      std::find_if(existing->begin(), existing->end(), [&](const auto& part) { return part.index == index; });
  if (*finished && known == existing->end()) {
    return conflict("the submission is complete");
  }
  const auto answer = [&](int status) {
    return jsonResponse(status, Json{{"id", id}, {"index", index}, {"sha256", sha256}}.dump());
  };
  if (known != existing->end()) {
    return known->sha256 == sha256 && known->kioskId == call.kiosk.kioskId
               ? answer(200)
               : conflict("other bytes came before");
  }
  const auto uuid = Uuid::parse(id);
  if (!uuid) {
    return statusResponse(400);
  }
  if (const auto stored = context.parts.store(*uuid, static_cast<std::size_t>(index), sha256, body);
      !stored) {
    qCWarning(logPlatform, "parts: %s", stored.error().detail.c_str());
    return storageRefusal();
  }
  const auto outcome = context.repository.addPart(
      {id, index, sha256, call.kiosk.kioskId, static_cast<std::int64_t>(body.size()), context.now()});
  if (!outcome) {
    return storageRefusal();
  }
  return *outcome == PartOutcome::Conflict ? conflict("other bytes came before")
                                           : answer(*outcome == PartOutcome::Stored ? 201 : 200);
}

HttpResponse submissionState(Context& context, const Call& call) {
  const auto& id = call.parameters.at(0);
  const auto rows = context.repository.parts(id);
  const auto filed = context.repository.submission(id);
  if (!rows || !filed) {
    return storageRefusal();
  }
  Json answer{{"id", id}, {"state", "unknown"}, {"parts", Json::array()}};
  for (const auto& row : *rows) {
    if (row.kioskId == call.kiosk.kioskId) {
      answer["parts"].push_back(row.index);
    }
  }
  if (!answer["parts"].empty()) {
    answer["state"] = "receiving";
  }
  if (*filed && (*filed)->kioskId == call.kiosk.kioskId) {
    answer["state"] = (*filed)->state == "returned" ? "returned" : "accepted";
    answer["receipt"] = Json::parse((*filed)->receipt);
  }
  return jsonResponse(200, answer.dump());
}

HttpResponse fileSubmission(Context& context, const Call& call) {
  const auto manifest = readManifest(call);
  if (!parseTime(manifest.createdAt)) {
    return statusResponse(400);
  }
  const auto publicKey = crypto::keyFromBase64(call.kiosk.publicKey);
  const auto signature = fromBase64(manifest.signature);
  if (manifest.kioskId != call.kiosk.kioskId || !publicKey || !signature ||
      !crypto::verify(manifest.text, *signature, *publicKey)) {
    return invalid("the manifest is not signed by this kiosk");
  }
  const auto before = context.repository.submission(manifest.id.text());
  if (!before) {
    return storageRefusal();
  }
  if (*before) {
    return answerExisting(**before, manifest);
  }
  const auto rows = context.repository.parts(manifest.id.text());
  if (!rows) {
    return storageRefusal();
  }
  const auto compared = compare(manifest, *rows, call.kiosk.kioskId);
  if (compared.differs) {
    return conflict("the parts that came are not those of the manifest");
  }
  if (!compared.missing.empty()) {
    return partsMissing(compared.missing);
  }
  const auto opened = openAll(context, manifest);
  if (!opened.missing.empty()) {
    return partsMissing(opened.missing);
  }
  if (opened.storageFailed) {
    return storageRefusal();
  }
  if (opened.refusalStatus != 0) {
    return errorResponse(opened.refusalStatus, opened.refusalCode, "the content cannot be used");
  }
  return fileOpened(context, call, manifest, opened);
}

}  // namespace services
}  // namespace xiaowu::platform
