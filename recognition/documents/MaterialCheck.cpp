#include "recognition/documents/MaterialCheck.h"

#include "core/domain/Dates.h"
#include "recognition/documents/seals/SealMatch.h"
#include "core/domain/Numbers.h"

#include <algorithm>

namespace xiaowu::documents {
namespace {

MaterialVerdict verdict(MaterialOutcome outcome, std::string_view reason, std::string seemsToBe = {}) {
  return {outcome, {std::string(reason)}, std::move(seemsToBe)};
}

enum class Presence { Absent, Unsure, Present };

/// Whether a known value stands in one of the fields of a role. Unsure: it does not, but not all of them
/// could be read.
Presence look(const DocumentReading& reading, std::string_view role, const std::string& value) {
  bool unsure = false;
  for (const auto& field : reading.fields) {
    if (field.role != role) {
      continue;
    }
    if (field.value == value) {
      return Presence::Present;  // equal to a number that is proven elsewhere: the reading's doubt is settled
    }
    if (!field.accepted()) {
      unsure = true;
    }
  }
  return unsure ? Presence::Unsure : Presence::Absent;
}

bool hasRole(const DocumentReading& reading, std::string_view role) {
  return std::any_of(reading.fields.begin(), reading.fields.end(),
                     [&](const FieldReading& field) { return field.role == role; });
}

void comparePerson(const DocumentReading& reading, const std::string& number, const std::string& name,
                   std::string_view differs, std::vector<std::string>& found) {
  if (!number.empty() && hasRole(reading, "person-number")) {
    const auto presence = look(reading, "person-number", number);
    if (presence == Presence::Absent) {
      found.emplace_back(differs);
    }
    if (presence == Presence::Unsure) {
      found.emplace_back(reasons::kNumberUnsure);
    }
    if (presence != Presence::Present) {
      return;
    }
  }
  if (!name.empty() && hasRole(reading, "person-name") &&
      look(reading, "person-name", name) != Presence::Present) {
    found.emplace_back(reasons::kNameUnsure);
  }
}

/// A field that cannot be read says nothing about the calendar; where an age is asked for, somebody has to
/// look how old the paper is.
void compareDates(const MaterialRequirement& requirement, const DocumentReading& reading,
                  std::vector<std::string>& found) {
  if (!requirement.today.ok()) {
    return;
  }
  const std::chrono::sys_days today{requirement.today};
  bool unsure = false;
  for (const auto& field : reading.fields) {
    unsure |= field.role == "date" && requirement.notOlderDays > 0 &&
              !(field.accepted() && domain::parseDate(field.value));
    if (!field.accepted()) {
      continue;
    }
    if (field.role == "validity") {
      const auto last = domain::lastDayOf(field.value);
      if (last && std::chrono::sys_days{*last} < today) {
        found.emplace_back(reasons::kExpired);
      }
    }
    if (field.role == "date" && requirement.notOlderDays > 0) {
      const auto issued = domain::parseDate(field.value);
      if (issued && today - std::chrono::sys_days{*issued} > std::chrono::days{requirement.notOlderDays}) {
        found.emplace_back(reasons::kTooOld);
      }
    }
  }
  if (unsure) {
    found.emplace_back(reasons::kDateUnsure);
  }
}

/// What is required is there; whose it is, is another question. An unread seal is a doubt only where
/// somebody's is expected.
void compareSeals(const MaterialRequirement& requirement, const DocumentReading& reading,
                  std::vector<std::string>& found) {
  if (!requirement.sealRequired || requirement.sealIssuers.empty()) {
    return;
  }
  const auto verdict = matchSeals(reading.seals, requirement.sealIssuers).verdict;
  if (verdict == SealVerdict::WrongIssuer) {
    found.emplace_back(reasons::kSealOther);
  }
  if (verdict == SealVerdict::Unreadable) {
    found.emplace_back(reasons::kSealUnreadable);
  }
}

}  // namespace

std::string_view materialOutcomeName(MaterialOutcome outcome) {
  switch (outcome) {
    case MaterialOutcome::Good: return "good";
    case MaterialOutcome::WrongPaper: return "wrong-paper";
    case MaterialOutcome::NoSeal: return "no-seal";
    case MaterialOutcome::Unreadable: return "unreadable";
    case MaterialOutcome::Doubtful: break;
  }
  return "doubtful";
}

MaterialVerdict checkMaterial(const MaterialRequirement& requirement, const DocumentReading& reading,
                              const FormFacts& facts) {
  if (reading.has(PageFinding::Blank)) {
    return verdict(MaterialOutcome::Unreadable, reasons::kBlank);
  }
  if (reading.has(PageFinding::Blurred)) {
    return verdict(MaterialOutcome::Unreadable, reasons::kBlurred);
  }
  // What only may be a letter, by its seal, is not known to be another paper than the one asked for.
  const bool mayBeOther = reading.typeDoubtful && reading.type != requirement.documentType;
  const bool known = reading.type != "unknown" && !mayBeOther;
  if (!requirement.documentType.empty() && known && reading.type != requirement.documentType) {
    return verdict(MaterialOutcome::WrongPaper, reasons::kWrongPaper, reading.type);
  }
  // A paper that is known for not being asked for: it can be called by its name.
  if (!requirement.documentType.empty() && !known && reading.typeScore >= 1 &&
      reading.bestGuess != requirement.documentType) {
    return verdict(MaterialOutcome::WrongPaper, reasons::kWrongPaper, reading.bestGuess);
  }
  if (reading.has(PageFinding::CutOff)) {
    return verdict(MaterialOutcome::Unreadable, reasons::kCutOff);
  }
  if (!requirement.documentType.empty() && !known) {
    return verdict(MaterialOutcome::Doubtful, reasons::kUnknownPaper);
  }
  if (requirement.sealRequired && !reading.hasSeal()) {
    return verdict(MaterialOutcome::NoSeal,
                   reading.hasSeal(SealFinding::GreyCopy) ? reasons::kSealCopied : reasons::kNoSeal);
  }
  MaterialVerdict result{MaterialOutcome::Good, {}, {}};
  if (reading.typeDoubtful) {
    result.reasons.emplace_back(reasons::kUnknownPaper);
  }
  compareSeals(requirement, reading, result.reasons);
  compareDates(requirement, reading, result.reasons);
  if (reading.has(PageFinding::Colourless)) {
    result.reasons.emplace_back(reasons::kCopied);
  }
  if (reading.has(PageFinding::Glare)) {
    result.reasons.emplace_back(reasons::kGlare);
  }
  comparePerson(reading, facts.applicantNumber, facts.applicantName, reasons::kPersonDiffers, result.reasons);
  comparePerson(reading, facts.spouseNumber, facts.spouseName, reasons::kSpouseDiffers, result.reasons);
  const bool unsure = std::any_of(
      reading.fields.begin(), reading.fields.end(),
      [](const FieldReading& field) { return field.role.empty() && !field.value.empty() && field.doubtful; });
  if (unsure) {
    result.reasons.emplace_back(reasons::kFieldUnsure);
  }
  result.reasons.erase(std::unique(result.reasons.begin(), result.reasons.end()), result.reasons.end());
  // A field that matters to nobody's identity is for the confirm screen; it does not make the paper doubtful
  // on its own.
  const bool onlyField = result.reasons.size() == 1 && result.reasons.front() == reasons::kFieldUnsure;
  result.outcome = result.reasons.empty() || onlyField ? MaterialOutcome::Good : MaterialOutcome::Doubtful;
  return result;
}

}  // namespace xiaowu::documents
