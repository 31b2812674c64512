#include "platform/server/cases/Approval.h"

#include "core/domain/Dates.h"
#include "core/approval/InstantApproval.h"
#include "core/catalog/ReviewText.h"
#include "core/crypto/Sealing.h"
#include "core/domain/Evidence.h"

#include <nlohmann/json.hpp>

namespace xiaowu::platform {
namespace {

using Json = nlohmann::ordered_json;
constexpr std::string_view kLongTerm = "long-term";
constexpr std::chrono::days kUnderWayMax{90};  // no line is down for so long: a clock may have been wrong

/// Whether the signature is bound to this very content: the text that the item makes of it has the hash that
/// was signed.
bool isWhatWasSigned(const catalog::ServiceItem& item, const Submission& submission) {
  catalog::ReviewFacts facts;
  facts.caseId = submission.caseId;
  for (const auto& answer : submission.answers) {
    if (const auto* text = std::get_if<std::string>(&answer.value)) {
      facts.answers.emplace(answer.field, *text);
    }
  }
  for (const auto& material : submission.materials) {
    facts.materials.emplace_back(material.code, domain::materialStatusName(material.outcome));
  }
  auto text = catalog::reviewText(item, facts);
  const bool same = toHex(crypto::sha256(viewOf(text))) == submission.signedSha256;
  crypto::wipe(text);
  return same;
}

/// As it stands on a card.
std::string wordOf(domain::Sex sex) {
  switch (sex) {
    case domain::Sex::Male: return "男";
    case domain::Sex::Female: return "女";
    default: return {};
  }
}

void addPaper(const SubmittedMaterial& material, approval::CaseFacts& facts) {
  approval::PaperFacts paper{material.code, material.outcome, material.trust};
  for (const auto& field : material.fields) {
    facts.add(material.code, field.name, field.value, field.doubtful);
    paper.isValidityUnsure = paper.isValidityUnsure || (field.role == "validity" && field.doubtful);
  }
  facts.papers.push_back(std::move(paper));
}

/// Empty when the card was good on that day. The kiosk judges likewise, but by the clock it has.
std::string_view cardTrouble(const Applicant& applicant, std::chrono::year_month_day filedOn) {
  if (applicant.validTo == kLongTerm) {
    return {};
  }
  const auto lastDay = domain::parseIsoDate(applicant.validTo);
  if (!lastDay) {
    return "card-validity-unknown";
  }
  return *lastDay < filedOn ? "card-expired" : std::string_view();
}

Json failedOf(const approval::Verdict& verdict, const std::vector<std::string>& outOfDate) {
  Json failed = Json::array();
  for (const auto& finding : verdict.findings) {
    if (!finding.passed) {
      failed.push_back(finding.material.empty() ? finding.rule : finding.rule + ":" + finding.material);
    }
  }
  for (const auto& code : outOfDate) {
    failed.push_back("reuse-out-of-date:" + code);
  }
  return failed;
}

Judgement judgementOf(bool approves, bool sampled, const Json& failed) {
  return {approves && !sampled,
          Json{{"verdict", approves ? "approve" : "staff"}, {"sampled", sampled}, {"failed", failed}}.dump()};
}

}  // namespace

bool isDrawn(const Bytes& secret, const std::string& caseId, int percent) {
  Bytes keyed = secret;
  const auto text = "sample\n" + caseId;
  keyed.insert(keyed.end(), text.begin(), text.end());
  const auto digest = crypto::sha256(keyed);
  const unsigned draw =
      (static_cast<unsigned>(digest[0]) << 16U | static_cast<unsigned>(digest[1]) << 8U | digest[2]) %
      10'000U;
  return draw < static_cast<unsigned>(percent) * 100U;
}

approval::CaseFacts Approval::factsOf(const catalog::ServiceItem& item, const Submission& submission,
                                      std::chrono::year_month_day filedOn) const {
  approval::CaseFacts facts;
  const bool proven =
      domain::isProven(submission.level, submission.evidence) && item.allows(submission.evidence.way);
  facts.level = proven ? domain::IdentityLevel::L2 : domain::IdentityLevel::L1;
  facts.today = filedOn;
  const auto& applicant = submission.applicant;
  facts.add("card", "name", applicant.name);
  facts.add("card", "number", applicant.idNumber);
  facts.add("card", "sex", wordOf(applicant.sex));
  facts.add("card", "birth", applicant.birth);
  facts.add("card", "ethnicGroup", applicant.ethnicGroup);
  facts.add("card", "address", applicant.address);
  for (const auto& answer : submission.answers) {
    if (const auto* text = std::get_if<std::string>(&answer.value)) {
      facts.add("form", answer.field, *text, answer.doubtful);
    }
    facts.isLeftToStaff = facts.isLeftToStaff || answer.note == domain::AnswerNote::LeftToStaff;
  }
  for (const auto& material : submission.materials) {
    addPaper(material, facts);
  }
  return facts;
}

Judgement Approval::judge(const Submission& submission, const std::vector<std::string>& outOfDate,
                          std::chrono::year_month_day filedOn) const {
  const auto item = m_items.find(submission.service);
  if (item == nullptr) {
    return judgementOf(false, false, Json::array({"service-unknown"}));
  }
  const auto verdict = approval::judge(*item, factsOf(*item, submission, filedOn));
  auto failed = failedOf(verdict, outOfDate);
  bool approves = verdict.approve && outOfDate.empty();
  // The stricter of the two judgements counts, and both must have judged by the same rules.
  if (!submission.kioskVerdict.approve || submission.kioskVerdict.itemVersion != item->version) {
    approves = false;
    failed.push_back("kiosk-verdict");
  }
  // Only text of the same version can be made again; another one goes to staff anyway.
  if (submission.kioskVerdict.itemVersion == item->version && !isWhatWasSigned(*item, submission)) {
    approves = false;
    failed.push_back("signed-content");
  }
  if (const auto trouble = cardTrouble(submission.applicant, filedOn); !trouble.empty()) {
    approves = false;
    failed.push_back(trouble);
  }
  const auto today = domain::dateInChina(m_clock.wall());
  if (std::chrono::sys_days(today) - std::chrono::sys_days(filedOn) > kUnderWayMax) {
    approves = false;
    failed.push_back("filed-long-ago");
  }
  const bool sampled = approves && isDrawn(m_secret, submission.caseId, item->instantApproval->samplePercent);
  return judgementOf(approves, sampled, failed);
}

}  // namespace xiaowu::platform
