#include "app/workflow/SessionFacts.h"

#include "app/approval/Rules.h"
#include "app/domain/Numbers.h"
#include "app/workflow/FormRules.h"

namespace xiaowu::workflow {

approval::CaseFacts factsOf(const Session& session, WallTime now) {
  approval::CaseFacts facts;
  facts.level = session.level;
  facts.today = domain::dateInChina(std::chrono::time_point_cast<std::chrono::system_clock::duration>(now));
  for (const auto* name : {"name", "number", "sex", "birth", "ethnicGroup", "address"}) facts.add("card", name, cardValue(*session.card, name));
  facts.add(session.answers);
  for (const auto& material : session.materials) facts.add(material);
  return facts;
}

std::vector<std::string> contradictionsIn(const Session& session, WallTime now) {
  std::vector<std::string> ids;
  for (const auto* rule : approval::contradictions(*session.item, factsOf(session, now))) ids.push_back(rule->id);
  return ids;
}

}  // namespace xiaowu::workflow
