// Papers from before (证照留存复用): the person proves himself where that has not happened, the platform is
// asked, and what it kept takes the place of a scan.
#include "app/workflow/Stepper.h"
#include "core/domain/Dates.h"
#include "core/domain/ErrorCodes.h"

#include "core/approval/Reuse.h"
#include "app/workflow/FormRules.h"

#include <algorithm>

namespace xiaowu::workflow {

void Stepper::findKeptPapers() {
  if (!session().item->allowsReuse() || s.operation) {
    return;
  }
  if (!s.availability.online) {
    return openTrouble(domain::errors::kPapersOffline, false);
  }
  if (session().level == domain::IdentityLevel::L2) {
    return begin(OperationKind::FindPapers);
  }
  session().proveLater = true;
  enterIdentity();
}

void Stepper::leaveWays() {
  if (session().offersEarlier()) {
    return go(Step::DraftOffer);
  }
  if (!session().proveLater) {
    return backToGuide();
  }
  session().proveLater = false;
  go(Step::Materials);
}

void Stepper::papersFound(const PapersFound& found) {
  endOperation();
  session().papersAsked = true;
  session().keptPapers.clear();
  const auto today = domain::dateInChina(m_event.now);
  for (const auto& wanted : session().item->materials) {
    const auto paper = std::find_if(found.papers.begin(), found.papers.end(), [&](const auto& each) {
      return approval::mayBeReused(wanted, each, today);
    });
    if (paper != found.papers.end()) {
      session().keptPapers.emplace(wanted.code, *paper);
    }
  }
}

void Stepper::reuseMaterial(const std::string& code) {
  auto& materials = session().materials;
  const auto material =
      std::find_if(materials.begin(), materials.end(), [&](const auto& each) { return each.code == code; });
  if (material == materials.end() || session().level != domain::IdentityLevel::L2) {
    return;
  }
  const auto paper = session().keptPapers.find(code);
  if (paper == session().keptPapers.end()) {
    return;
  }
  for (const auto page : material->pages) {
    emit(DropPage{page});
  }
  domain::Material reused;
  reused.code = code;
  reused.documentType = material->documentType;
  reused.status = domain::MaterialStatus::Good;
  reused.fields = paper->second.fields;
  reused.reused = paper->second;
  *material = std::move(reused);
  fillFromPaper(*session().item, *material, session().answers);
  saveDraft();
}

}  // namespace xiaowu::workflow
