#include "platform/server/upkeep/UpkeepService.h"

#include "platform/server/http/Responses.h"
#include "platform/server/rendering/Text.h"

#include <nlohmann/json.hpp>

namespace xiaowu::platform {
namespace {

using Json = nlohmann::ordered_json;

Json jsonOf(const Swept& swept) {
  return {{"proofPapers", swept.proofPapers},
          {"unfinishedParts", swept.unfinishedParts},
          {"unfinishedBytes", swept.unfinishedBytes},
          {"partialParts", swept.partialParts},
          {"strayFiles", swept.strayFiles},
          {"halfWritten", swept.halfWritten},
          {"auditRows", swept.auditRows},
          {"comparisons", swept.comparisons},
          {"staffChecks", swept.staffChecks},
          {"filings", swept.filings}};
}

}  // namespace

HttpResponse UpkeepService::show(const Call& /*call*/) {
  const auto proofs = m_repository.proofs().counts();
  const auto submissions = m_repository.submissions().counts();
  const auto audit = m_repository.audit().count();
  if (!proofs || !submissions || !audit) {
    return storageRefusal();
  }
  const auto figures = m_upkeep.figures();
  Json answer{{"rounds", figures.rounds}};
  if (figures.lastRound) {
    answer["lastRoundAt"] = formatTime(*figures.lastRound);
    answer["tookMs"] = figures.took.count();
    answer["lastRound"] = jsonOf(figures.last);
  }
  answer["sinceStart"] = jsonOf(figures.all);
  answer["kept"] = {{"proofPapers", proofs->papers},
                    {"unfinishedParts", submissions->unfinishedParts},
                    {"unfinishedBytes", submissions->unfinishedBytes},
                    {"auditRows", *audit}};
  return jsonResponse(200, answer.dump());
}

}  // namespace xiaowu::platform
