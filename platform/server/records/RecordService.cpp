#include "core/base/Time.h"
#include "core/domain/ContractCodes.h"
#include "core/domain/Dates.h"
#include "core/domain/Masking.h"
#include "platform/server/cases/Approval.h"
#include "platform/server/http/HttpServer.h"
#include "platform/server/rendering/ProofSheet.h"
#include "platform/server/main/Services.h"
#include "platform/server/rendering/Text.h"

#include <nlohmann/json.hpp>

#include <fstream>

namespace xiaowu::platform {
namespace {

constexpr std::string_view kRegisterMissing = "register.missing";  ///< at start

using Json = nlohmann::ordered_json;
constexpr const char* kMedia = "iso_a4_210x297mm";  // PWG 5101.1

struct Query {
  std::string requestId, name, idNumber;
  bool evidenceHolds = false;
};

Query readQuery(const HttpRequest& request) {
  const Json body = Json::parse(request.body);
  const auto& evidence = body["evidence"];
  return {body["requestId"], body["holder"]["name"], body["holder"]["idNumber"],
          evidenceHolds(evidence["way"].get<std::string>(), evidence.contains("staff"),
                        evidence.contains("reason"))};
}

// Null: nothing is registered. A number that belongs to somebody else is neither found nor "nothing found":
// no proof may come of it.
struct Lookup {
  bool mismatch = false;
  const Record* record = nullptr;
};

Lookup look(const Register& records, const Query& query) {
  const auto found = records.byIdNumber.find(query.idNumber);
  if (found == records.byIdNumber.end()) {
    return {};
  }
  if (found->second.name != query.name) {
    return {true, nullptr};
  }
  return {false, &found->second};
}

HttpResponse mismatch() {
  return errorResponse(422, domain::contract::kRecordHolderMismatch,
                       "name and number do not belong together");
}

HttpResponse sealUnavailable() {
  auto response = errorResponse(503, domain::contract::kSealUnavailable, "the seal service is not available");
  response.retryAfterS = 60;
  return response;
}

std::string sealMarkOf(const crypto::Signer& seal, const ProofRow& row, const std::string& issuedAt) {
  const auto text =
      crypto::canonicalText("xiaowu-seal-1", {row.proofId, row.checkCode, row.holderHash, issuedAt});
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

Result<ProofRow> makeProof(Context& context, const Call& call, const Query& query, const Record* record,
                           const crypto::Signer& seal) {
  const auto now = context.now();
  const auto issuedAt = formatTime(now);
  ProofRow row;
  row.proofId = Uuid::makeV7(context.clock.wall()).text();
  row.requestId = query.requestId;
  row.kioskId = call.kiosk.kioskId;
  row.checkCode = makeCheckCode(randomBytes(10));
  row.holderHash = toHex(crypto::sha256(viewOf(query.name + "\n" + query.idNumber)));
  row.holderMasked = domain::maskedName(query.name);
  row.title = context.records.title;
  row.issuedAt = now;
  row.sealMark = sealMarkOf(seal, row, issuedAt);
  const auto verifyUrl = context.publicUrl + "/verify?code=" + row.checkCode;
  const ProofContent content{row.title,
                             query.name,
                             query.idNumber,
                             context.records.purpose,
                             record != nullptr,
                             record != nullptr ? record->entries : decltype(record->entries){},
                             domain::chineseMinuteInChina(fromUnixMicros(now)),
                             domain::chineseMinuteInChina(fromUnixMicros(now)),
                             domain::chineseDate(domain::dateInChina(fromUnixMicros(now))),
                             context.records.issuer,
                             row.proofId,
                             row.checkCode,
                             verifyUrl,
                             context.publicUrl + "/verify",
                             row.sealMark};
  const auto pdf = drawProof(content);
  if (!pdf) {
    return fail(pdf.error());
  }
  const auto pdfSha256 = toHex(crypto::sha256(*pdf));
  const auto signedText =
      crypto::canonicalText("xiaowu-proof-1", {row.proofId, row.requestId, row.checkCode, pdfSha256,
                                               row.holderHash, std::to_string(row.sheets), issuedAt});
  row.answer = Json{{"proofId", row.proofId},
                    {"requestId", row.requestId},
                    {"checkCode", row.checkCode},
                    {"verifyUrl", verifyUrl},
                    {"sheets", row.sheets},
                    {"media", kMedia},
                    {"pdf", toBase64(*pdf)},
                    {"pdfSha256", pdfSha256},
                    {"holderHash", row.holderHash},
                    {"issuedAt", issuedAt},
                    {"signature", toBase64(context.keys.signer.sign(signedText))}}
                   .dump();
  return row;
}

}  // namespace

Result<Register> Register::load(const std::filesystem::path& file) {
  try {
    std::ifstream in(file);
    if (!in) {
      return fail(kRegisterMissing, Fault::ServiceUnavailable, file.string());
    }
    const Json document = Json::parse(in);
    Register loaded{document.at("title"), document.at("issuer"), document.at("purpose"), {}};
    for (const auto& record : document.at("records")) {
      Record entry{record.at("name"), {}};
      for (const auto& line : record.at("entries")) {
        entry.entries.emplace_back(line.at("label"), line.at("value"));
      }
      loaded.byIdNumber.emplace(record.at("idNumber"), std::move(entry));
    }
    return loaded;
  } catch (const std::exception&) {
    return fail(kRegisterMissing, Fault::ServiceUnavailable, "not a register: " + file.string());
  }
}

namespace services {

HttpResponse queryRecords(Context& context, const Call& call) {
  const auto query = readQuery(call.request);
  if (!query.evidenceHolds) {
    return statusResponse(400);
  }
  const auto found = look(context.records, query);
  if (found.mismatch) {
    return mismatch();
  }
  Json entries = Json::array();
  if (found.record != nullptr) {
    for (const auto& [label, value] : found.record->entries) {
      entries.push_back({{"label", label}, {"value", value}});
    }
  }
  return jsonResponse(200, Json{{"requestId", query.requestId},
                                {"found", found.record != nullptr},
                                {"title", context.records.title},
                                {"entries", entries},
                                {"asOf", formatTime(context.now())}}
                               .dump());
}

HttpResponse issueProof(Context& context, const Call& call) {
  const auto query = readQuery(call.request);
  if (!query.evidenceHolds) {
    return statusResponse(400);
  }
  const auto found = look(context.records, query);
  if (found.mismatch) {
    return mismatch();
  }
  const auto before = context.repository.proofByRequest(call.kiosk.kioskId, query.requestId);
  if (!before) {
    return storageRefusal();
  }
  if (*before) {
    const bool same =
        (*before)->holderHash == toHex(crypto::sha256(viewOf(query.name + "\n" + query.idNumber)));
    return same ? jsonResponse(200, (*before)->answer)
                : errorResponse(409, domain::contract::kProofConflict,
                                "this requestId was used for another holder");
  }
  const auto seal = sealKey(context.data);
  if (context.sealDown || !seal) {
    return sealUnavailable();
  }
  const auto made = makeProof(context, call, query, found.record, *seal);
  if (!made) {
    return statusResponse(500);
  }
  const auto kept = context.repository.keepProof(*made);  // two at once: the first one is the proof
  return kept ? jsonResponse(200, kept->answer) : storageRefusal();
}

HttpResponse reportPrinted(Context& context, const Call& call) {
  const auto proof = context.repository.proofById(call.parameters.at(0));
  if (!proof) {
    return storageRefusal();
  }
  if (!*proof || (*proof)->kioskId != call.kiosk.kioskId) {
    return errorResponse(404, domain::contract::kProofUnknown, "no such proof of this kiosk");
  }
  const int sheetsOut = Json::parse(call.request.body)["sheetsOut"];
  const bool complete = sheetsOut >= (*proof)->sheets;
  if (!context.repository.reportPrinted((*proof)->proofId, sheetsOut,
                                        complete ? std::optional(context.now()) : std::nullopt)) {
    return storageRefusal();
  }
  const auto after = context.repository.proofById(call.parameters.at(0));
  if (!after || !*after) {
    return storageRefusal();
  }
  return jsonResponse(200, Json{{"proofId", (*after)->proofId},
                                {"state", (*after)->printedAt ? "printed" : "issued"},
                                {"sheetsOut", (*after)->sheetsOut}}
                               .dump());
}

HttpResponse verifyCode(Context& context, const Call& call) {
  const auto code = canonicalCheckCode(call.parameters.at(0));
  const auto proof = context.repository.proofByCode(code);
  if (!proof) {
    return storageRefusal();
  }
  if (code.empty() || !*proof) {
    return jsonResponse(200, Json{{"code", code}, {"result", "unknown"}}.dump());
  }
  const auto& row = **proof;
  Json answer{{"code", code},
              {"result", row.printedAt ? "valid" : "notPrinted"},
              {"title", row.title},
              {"issuedAt", formatTime(row.issuedAt)},
              {"holderMasked", row.holderMasked},
              {"sheets", row.sheets},
              {"sealMark", row.sealMark}};
  if (row.printedAt) {
    answer["printedAt"] = formatTime(*row.printedAt);
  }
  return jsonResponse(200, answer.dump());
}

}  // namespace services
}  // namespace xiaowu::platform
