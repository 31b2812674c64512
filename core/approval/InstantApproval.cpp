#include "core/approval/InstantApproval.h"

#include "core/approval/Rules.h"

#include <algorithm>

namespace xiaowu::approval {
namespace {

using domain::MaterialStatus;

/// Why this material keeps the case from being approved; empty when it does not.
std::string_view obstacleIn(const catalog::MaterialRequirement& requirement, const CaseFacts& facts,
                            bool acceptUploaded) {
  const auto paper = std::find_if(facts.papers.begin(), facts.papers.end(),
                                  [&](const PaperFacts& each) { return each.code == requirement.code; });
  if (paper == facts.papers.end() || paper->status == MaterialStatus::Missing) {
    return requirement.key ? findings::kMaterialMissing : std::string_view{};
  }
  if (paper->status == MaterialStatus::Promised) {
    return findings::kMaterialPromised;
  }
  if (paper->status != MaterialStatus::Good || paper->isValidityUnsure) {
    return findings::kMaterialDoubtful;
  }
  const bool issuedOrChecked = paper->trust == domain::TrustGrade::A || paper->trust == domain::TrustGrade::B;
  const bool uploaded = paper->trust == domain::TrustGrade::C && acceptUploaded;
  return issuedOrChecked || uploaded ? std::string_view{} : findings::kMaterialGrade;
}

}  // namespace

Verdict judge(const catalog::ServiceItem& item, const CaseFacts& facts) {
  Verdict verdict;
  verdict.itemVersion = item.version;
  if (!item.instantApproval) {
    verdict.findings.push_back({std::string(findings::kNoRules), {}, false});
    return verdict;
  }
  const auto& rules = *item.instantApproval;
  if (facts.level < rules.level) {
    verdict.findings.push_back({std::string(findings::kIdentity), {}, false});
  }
  if (facts.isLeftToStaff) {
    verdict.findings.push_back({std::string(findings::kAnswerLeft), {}, false});
  }
  for (const auto& requirement : item.materials) {
    const auto obstacle = obstacleIn(requirement, facts, rules.acceptUploaded);
    if (!obstacle.empty()) {
      verdict.findings.push_back({std::string(obstacle), requirement.code, false});
    }
  }
  for (const auto* list : {&item.checks, &rules.rules}) {
    for (const auto& rule : *list) {
      verdict.findings.push_back({rule.id, {}, holds(rule, facts) == Holds::Yes});
    }
  }
  verdict.approve = std::all_of(verdict.findings.begin(), verdict.findings.end(),
                                [](const Finding& finding) { return finding.passed; });
  return verdict;
}

}  // namespace xiaowu::approval
