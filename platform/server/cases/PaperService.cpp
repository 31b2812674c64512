#include "platform/server/cases/PaperService.h"

#include "core/base/Log.h"
#include "core/base/Time.h"
#include "core/domain/Evidence.h"
#include "platform/server/storage/KeyedHash.h"
#include "platform/server/http/EvidenceBody.h"
#include "platform/server/http/Responses.h"
#include "platform/server/rendering/Text.h"

#include <nlohmann/json.hpp>

namespace xiaowu::platform {
namespace {

using Json = nlohmann::ordered_json;
constexpr std::size_t kPapersMax = 40;

Json fieldJson(const domain::ReadField& field) {
  Json json{{"name", field.name},
            {"value", field.value},
            {"confidence", field.confidence},
            {"doubtful", field.doubtful}};
  if (!field.checks.empty()) {
    json["checks"] = field.checks;
  }
  if (!field.readers.empty()) {
    json["readers"] = field.readers;
  }
  if (!field.role.empty()) {
    json["role"] = field.role;
  }
  if (field.resident != domain::ResidentWord::NotAsked) {
    json["resident"] = domain::residentWordName(field.resident);
  }
  return json;
}

Json paperJson(const PaperRow& row, const SubmittedMaterial& material) {
  Json paper{{"paperId", row.paperId},
             {"documentType", row.documentType},
             {"caseNumber", row.caseNumber},
             {"receivedAt", formatTime(row.receivedAt)},
             {"trust", domain::trustGradeName(row.trust)},
             {"fields", Json::array()}};
  for (const auto& field : material.fields) {
    paper["fields"].push_back(fieldJson(field));
  }
  if (!material.backType.empty()) {
    paper["backType"] = material.backType;
  }
  return paper;
}

}  // namespace

HttpResponse PaperService::query(const Call& call, const KioskRow& kiosk) {
  const Json body = Json::parse(call.request.body);
  const auto evidence = evidenceFrom(body["evidence"]);
  if (!domain::evidenceHolds(evidence)) {
    return statusResponse(400);
  }
  const auto& holder = body["holder"];
  const auto hash = keyedHash(m_pepper, holder["idNumber"].get_ref<const std::string&>());
  const auto rows = m_papers.ofHolder(hash, kPapersMax);
  if (!rows) {
    return storageRefusal();
  }
  Json papers = Json::array();
  for (const auto& row : *rows) {
    const auto earlier = m_kept.open(row);
    if (!earlier) {
      return storageRefusal();
    }
    if (!*earlier) {
      qCWarning(logPlatform, "a kept paper cannot be opened and is not offered");
      continue;
    }
    if (holder["name"] != (*earlier)->applicant.name) {
      continue;  // the same number under another name: a person has to look first
    }
    papers.push_back(paperJson(row, *(*earlier)->material(row.material)));
  }
  auto noted = auditRowOf(AuditAction::PapersQuery, kiosk.kioskId, body["service"], evidence,
                          toUnixMicros(m_clock.wall()));
  noted.outcome = papers.empty() ? "none" : std::to_string(papers.size());
  if (!m_audit.add(noted)) {
    return storageRefusal();
  }
  return jsonResponse(200, Json{{"requestId", body["requestId"]}, {"papers", papers}}.dump());
}

}  // namespace xiaowu::platform
