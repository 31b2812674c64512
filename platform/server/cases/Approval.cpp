#include "platform/server/cases/Approval.h"

#include "core/approval/InstantApproval.h"
#include "core/domain/Dates.h"
#include "core/crypto/Sealing.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace xiaowu::platform {
namespace {

using Json = nlohmann::ordered_json;
using domain::MaterialStatus;

MaterialStatus statusOf(const std::string& outcome) {
  if (outcome == "good") {
    return MaterialStatus::Good;
  }
  return outcome == "promised" ? MaterialStatus::Promised : MaterialStatus::Doubtful;
}

domain::TrustGrade gradeOf(const std::string& letter) {
  if (letter == "A") {
    return domain::TrustGrade::A;
  }
  if (letter == "B") {
    return domain::TrustGrade::B;
  }
  return letter == "C" ? domain::TrustGrade::C : domain::TrustGrade::D;
}

std::string sexIn(const std::string& word) {
  return word == "male" ? "男" : word == "female" ? "女" : "";
}

void addPaper(const Json& material, approval::CaseFacts& facts) {
  const auto code = material["code"].get<std::string>();
  approval::PaperFacts paper{code, statusOf(material["outcome"]), gradeOf(material["trust"])};
  for (const auto& field : material.value("fields", Json::array())) {
    facts.add(code, field["name"].get<std::string>(), field["value"], field["doubtful"]);
    paper.isValidityUnsure =
        paper.isValidityUnsure || (field.value("role", "") == "validity" && field["doubtful"].get<bool>());
  }
  facts.papers.push_back(std::move(paper));
}

approval::CaseFacts factsIn(const Context& context, const catalog::ServiceItem& item, const Json& content) {
  approval::CaseFacts facts;
  const auto& identity = content["identity"];
  const auto way = identity["way"].get<std::string>();
  const bool proven = isProven(identity["level"].get<std::string>(), way, identity.contains("staff"),
                               identity.contains("reason")) &&
                      item.allows(way);
  facts.level = proven ? domain::IdentityLevel::L2 : domain::IdentityLevel::L1;
  facts.today = domain::dateInChina(context.clock.wall());
  const auto& applicant = content["applicant"];
  facts.add("card", "name", applicant["name"]);
  facts.add("card", "number", applicant["idNumber"]);
  facts.add("card", "sex", sexIn(applicant["sex"]));
  facts.add("card", "birth", applicant["birth"]);
  facts.add("card", "ethnicGroup", applicant["ethnicGroup"]);
  facts.add("card", "address", applicant["address"]);
  for (const auto& answer : content["answers"]) {
    if (answer["value"].is_string()) {
      facts.add("form", answer["field"].get<std::string>(), answer["value"], answer.value("doubtful", false));
    }
  }
  for (const auto& material : content["materials"]) {
    addPaper(material, facts);
  }
  return facts;
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

bool evidenceHolds(std::string_view way, bool namesStaff, bool namesReason) {
  const bool byStaff = way == "staff";
  return namesStaff == byStaff && namesReason == byStaff;
}

bool isProven(std::string_view level, std::string_view way, bool namesStaff, bool namesReason) {
  return level == "L2" && (way == "face" || way == "fingerprint" || way == "staff") &&
         evidenceHolds(way, namesStaff, namesReason);
}

catalog::ServiceItemPtr itemFor(const Context& context, const std::string& code) {
  const auto found = std::find_if(context.services.begin(), context.services.end(),
                                  [&](const auto& item) { return item->code == code; });
  return found == context.services.end() ? nullptr : *found;
}

Judgement judgeSubmission(const Context& context, std::string_view content,
                          const std::vector<std::string>& outOfDate) {
  const Json submission = Json::parse(content);
  Json failed = Json::array();
  const auto item = itemFor(context, submission["service"]);
  bool approves = false;
  if (item == nullptr) {
    failed.push_back("service-unknown");
  } else {
    const auto verdict = approval::judge(*item, factsIn(context, *item, submission));
    approves = verdict.approve;
    for (const auto& finding : verdict.findings) {
      if (!finding.passed) {
        failed.push_back(finding.material.empty() ? finding.rule : finding.rule + ":" + finding.material);
      }
    }
    for (const auto& code : outOfDate) {
      failed.push_back("reuse-out-of-date:" + code);
    }
    approves = approves && outOfDate.empty();
    const auto kiosk = submission.value("approval", Json::object());
    if (kiosk.value("verdict", "staff") != "approve" || kiosk.value("itemVersion", 0) != item->version) {
      approves =
          false;  // the stricter of the two judgements counts, and both must have judged by the same rules
      failed.push_back("kiosk-verdict");
    }
  }
  const bool sampled =
      approves && isDrawn(context.keys.pepper, submission["caseId"], item->instantApproval->samplePercent);
  return {approves && !sampled,
          Json{{"verdict", approves ? "approve" : "staff"}, {"sampled", sampled}, {"failed", failed}}.dump()};
}

}  // namespace xiaowu::platform
