#include "platform/server/faults/TestService.h"

#include "platform/server/http/Responses.h"

#include <nlohmann/json.hpp>

namespace xiaowu::platform {
namespace {

using Json = nlohmann::ordered_json;

Json listOf(const std::vector<SubmissionLine>& lines) {
  Json list = Json::array();
  for (const auto& line : lines) {
    list.push_back({{"id", line.id},
                    {"kioskId", line.kioskId},
                    {"state", line.state ? caseStateName(*line.state) : "receiving"},
                    {"parts", line.parts},
                    {"seq", line.seq},
                    {"caseNumber", line.caseNumber}});
  }
  return list;
}

}  // namespace

HttpResponse TestService::state(const Call& /*call*/) {
  const auto cases = m_repository.submissions().counts();
  const auto submissions = m_repository.submissions().overview();
  const auto proofs = m_repository.proofs().counts();
  const auto reports = m_repository.reports().counts();
  const auto heartbeats = m_repository.kiosks().heartbeatCount();
  if (!cases || !submissions || !proofs || !reports || !heartbeats) {
    return storageRefusal();
  }
  return jsonResponse(200, Json{{"cases", cases->cases},
                                {"receiptsGiven", cases->receipts},
                                {"proofs", proofs->issued},
                                {"printed", proofs->printed},
                                {"ratings", reports->ratings},
                                {"heartbeats", *heartbeats},
                                {"staffChecks", reports->staffChecks},
                                {"submissions", listOf(*submissions)}}
                               .dump());
}

}  // namespace xiaowu::platform
