#include "platform/server/cases/Submission.h"

#include "core/crypto/Sealing.h"
#include "core/domain/ContractCodes.h"
#include "platform/server/http/EvidenceBody.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <stdexcept>

namespace xiaowu::platform {
namespace {

using Json = nlohmann::ordered_json;
using domain::MaterialStatus;

/// Also what a longer text before this one left behind, or one that was moved away.
void wipe(std::string& text) {
  text.resize(text.capacity());
  crypto::wipe(text);
}

template <typename... Texts>
void wipeAll(Texts&... texts) {
  (wipe(texts), ...);
}

/// A name that the schema allows is one that the enum knows; anything else is no submission.
template <typename Enum>
Enum required(std::optional<Enum> value) {
  if (!value) {
    throw std::invalid_argument("unknown name");
  }
  return *value;
}

MaterialStatus outcomeFrom(const std::string& name) {
  for (const auto outcome : {MaterialStatus::Good, MaterialStatus::Doubtful, MaterialStatus::Promised}) {
    if (domain::materialStatusName(outcome) == name) {
      return outcome;
    }
  }
  throw std::invalid_argument("unknown name");
}

domain::Sex sexFrom(const std::string& word) {
  if (word == "male") {
    return domain::Sex::Male;
  }
  return word == "female" ? domain::Sex::Female : domain::Sex::Unknown;
}

Applicant applicantFrom(const Json& source) {
  Applicant applicant;
  applicant.name = source.at("name");
  applicant.idNumber = source.at("idNumber");
  applicant.sex = sexFrom(source.at("sex"));
  applicant.birth = source.at("birth");
  applicant.ethnicGroup = source.at("ethnicGroup");
  applicant.address = source.at("address");
  applicant.cardKind = source.at("cardKind");
  applicant.validTo = source.value("validTo", "");
  return applicant;
}

SubmittedAnswer answerFrom(const Json& source) {
  SubmittedAnswer answer;
  answer.field = source.at("field");
  const auto& value = source.at("value");
  if (value.is_boolean()) {
    answer.value = value.get<bool>();
  } else if (value.is_number()) {
    answer.value = value.get<double>();
  } else {
    answer.value = value.get<std::string>();
  }
  answer.source = required(domain::answerSourceFrom(source.at("source").get<std::string>()));
  answer.trust = required(domain::trustGradeFrom(source.at("trust").get<std::string>()));
  answer.doubtful = source.value("doubtful", false);
  answer.note = required(domain::answerNoteFrom(source.value("note", "")));
  return answer;
}

domain::ReadField fieldFrom(const Json& source) {
  domain::ReadField field;
  field.name = source.at("name");
  field.value = source.at("value");
  field.confidence = source.at("confidence");
  field.doubtful = source.at("doubtful");
  field.checks = source.value("checks", std::vector<std::string>{});
  field.readers = source.value("readers", std::vector<std::string>{});
  field.role = source.value("role", "");
  field.resident = required(domain::residentWordFrom(source.value("resident", "")));
  return field;
}

/// Reserved first: a vector that grows leaves texts behind in memory that nobody wipes.
template <typename Value>
std::vector<Value> listFrom(const Json& source, Value (*from)(const Json&)) {
  std::vector<Value> list;
  list.reserve(source.size());
  for (const auto& each : source) {
    list.push_back(from(each));
  }
  return list;
}

SubmittedMaterial materialFrom(const Json& source) {
  SubmittedMaterial material;
  material.code = source.at("code");
  material.documentType = source.at("documentType");
  material.backType = source.value("backType", "");
  material.outcome = outcomeFrom(source.at("outcome"));
  material.trust = required(domain::trustGradeFrom(source.at("trust").get<std::string>()));
  material.parts = source.at("parts").get<std::vector<int>>();
  material.fields = listFrom<domain::ReadField>(source.value("fields", Json::array()), fieldFrom);
  if (source.contains("reusedFrom")) {
    material.reusedFrom = source.at("reusedFrom").get<std::string>();
  }
  return material;
}

KioskVerdict verdictFrom(const Json& source) {
  return {source.value("verdict", "staff") == "approve", source.value("itemVersion", 0)};
}

}  // namespace

Submission::~Submission() {
  wipeAll(applicant.name, applicant.idNumber, applicant.birth, applicant.ethnicGroup, applicant.address,
          applicant.cardKind, evidence.staff, evidence.reason);
  for (auto& answer : answers) {
    if (auto* text = std::get_if<std::string>(&answer.value)) {
      wipe(*text);
    }
  }
  for (auto& material : materials) {
    for (auto& field : material.fields) {
      wipe(field.value);
    }
  }
}

const SubmittedMaterial* Submission::material(std::string_view code) const {
  const auto found = std::find_if(materials.begin(), materials.end(),
                                  [&](const SubmittedMaterial& each) { return each.code == code; });
  return found == materials.end() ? nullptr : &*found;
}

Result<Submission> parseSubmission(std::string_view json) {
  // No message of an exception: it could quote the content.
  const auto refused = [] {
    return fail(domain::contract::kSubmissionInvalid, Fault::ServiceUnavailable,
                "the content is no submission");
  };
  try {
    const Json content = Json::parse(json);
    Submission submission;
    submission.caseId = content.at("caseId");
    submission.service = content.at("service");
    submission.applicant = applicantFrom(content.at("applicant"));
    submission.answers = listFrom<SubmittedAnswer>(content.at("answers"), answerFrom);
    submission.materials = listFrom<SubmittedMaterial>(content.at("materials"), materialFrom);
    const auto& identity = content.at("identity");
    submission.level = required(domain::identityLevelFrom(identity.at("level").get<std::string>()));
    submission.evidence = evidenceFrom(identity);
    submission.kioskVerdict = verdictFrom(content.value("approval", Json::object()));
    submission.keepForReuse = content.value("keepForReuse", false);
    submission.signedSha256 = content.at("signature").at("contentSha256");
    return submission;
  } catch (const Json::exception&) {
    return refused();
  } catch (const std::invalid_argument&) {
    return refused();
  }
}

}  // namespace xiaowu::platform
