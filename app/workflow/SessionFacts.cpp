#include "app/workflow/SessionFacts.h"

#include "core/approval/Rules.h"
#include "core/domain/Dates.h"
#include "app/workflow/FormRules.h"
#include "app/workflow/Machine.h"

#include <algorithm>
#include <set>

namespace xiaowu::workflow {

approval::CaseFacts factsOf(const Session& session, WallTime now) {
  approval::CaseFacts facts;
  facts.level = session.level;
  facts.today = domain::dateInChina(now);
  for (const auto* name : {"name", "number", "sex", "birth", "ethnicGroup", "address"}) {
    facts.add("card", name, cardValue(*session.card, name));
  }
  facts.add(session.answers);
  for (const auto& material : session.materials) {
    facts.add(material);
  }
  return facts;
}

bool somethingWritten(const std::map<std::string, domain::Answer>& answers,
                      const std::vector<domain::Material>& materials) {
  const bool answered = std::any_of(answers.begin(), answers.end(), [](const auto& each) {
    const auto& answer = each.second;
    return answer.note != domain::AnswerNote::None ||
           (answer.source == domain::AnswerSource::Resident && !answer.value.empty());
  });
  return answered || std::any_of(materials.begin(), materials.end(), [](const domain::Material& material) {
           return material.status != domain::MaterialStatus::Missing || !material.pages.empty() ||
                  !material.sides.empty();
         });
}

std::vector<std::string> contradictionsIn(const Session& session, WallTime now) {
  std::vector<std::string> ids;
  for (const auto* rule : approval::contradictions(*session.item, factsOf(session, now))) {
    ids.push_back(rule->id);
  }
  return ids;
}

Comparing comparing(const domain::Material& finding) {
  Comparing now;
  std::set<int> seen;
  for (const auto& field : finding.fields) {
    if (field.cut == 0 || !seen.insert(field.cut).second) {
      continue;
    }
    ++now.total;
    if (field.resident != domain::ResidentWord::NotAsked || now.field != nullptr) {
      continue;
    }
    now.field = &field;
    now.number = now.total;
  }
  return now;
}

bool mayHandInAnyway(const Session& session) {
  if (!session.finding || session.scannedPage == 0 || session.scanning >= session.materials.size()) {
    return false;
  }
  const auto count = session.badScans.find(session.materials[session.scanning].code);
  return count != session.badScans.end() && count->second >= kBadScansMax;
}

std::string_view sideAsked(const Session& session) {
  if (session.scanning >= session.materials.size()) {
    return {};
  }
  const auto& material = session.materials[session.scanning];
  const auto* wanted = session.item->material(material.code);
  if (wanted == nullptr || !wanted->twoSided()) {
    return {};
  }
  if (material.side(wanted->documentType) == nullptr) {
    return wanted->documentType;
  }
  return material.side(wanted->backType) == nullptr ? std::string_view(wanted->backType) : std::string_view();
}

}  // namespace xiaowu::workflow
