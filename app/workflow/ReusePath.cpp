// Papers from before (证照留存复用): the person proves himself where that has not happened, the platform is asked, and what it kept takes the place of a scan.
#include "app/workflow/Stepper.h"

#include "app/domain/Numbers.h"
#include "app/workflow/FormRules.h"

#include <algorithm>

namespace xiaowu::workflow {

void Stepper::findKeptPapers() {
  if (!session().item->allowsReuse() || s.operation) return;
  if (!s.availability.online) return openTrouble("papers.offline", false);
  if (session().level == domain::IdentityLevel::L2) return begin(OperationKind::FindPapers);
  session().proveLater = true;
  enterIdentity();
}

void Stepper::leaveWays() {
  if (!session().proveLater) return backToGuide();
  session().proveLater = false;
  stopTimer(TimerKind::CardAway);
  go(Step::Materials);
}

void Stepper::papersFound(const PapersFound& found) {
  endOperation();
  session().papersAsked = true;
  session().keptPapers.clear();
  const auto today = std::chrono::sys_days{domain::dateInChina(std::chrono::time_point_cast<std::chrono::system_clock::duration>(m_event.now))};
  for (const auto& paper : found.papers) {
    const auto wanted = [&](const catalog::MaterialRequirement& each) {
      const auto age = (today - std::chrono::sys_days{paper.receivedOn}).count();
      return each.documentType == paper.documentType && age >= 0 && age <= each.reuseDays && each.reuseDays > 0;
    };
    const auto& materials = session().item->materials;
    if (std::any_of(materials.begin(), materials.end(), wanted)) session().keptPapers.push_back(paper);
  }
}

void Stepper::reuseMaterial(const std::string& code) {
  auto& materials = session().materials;
  const auto material = std::find_if(materials.begin(), materials.end(), [&](const auto& each) { return each.code == code; });
  if (material == materials.end() || session().level != domain::IdentityLevel::L2) return;
  const auto& kept = session().keptPapers;
  const auto paper = std::find_if(kept.begin(), kept.end(), [&](const auto& each) { return each.documentType == material->documentType; });
  if (paper == kept.end()) return;
  for (const auto page : material->pages) emit(DropPage{page});
  domain::Material reused;
  reused.code = code;
  reused.documentType = material->documentType;
  reused.status = domain::MaterialStatus::Good;
  reused.fields = paper->fields;
  reused.reused = *paper;
  *material = std::move(reused);
  fillFromPaper(*session().item, *material, session().answers);
  emit(SaveDraft{});
}

}  // namespace xiaowu::workflow
