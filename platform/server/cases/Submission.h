#pragma once
// The opened content of a submission (part 0, the schema Submission of openapi.json) as one value, parsed
// once: everything that judges, files or offers again works on it. All of it is personal data; the texts are
// overwritten when the value goes away.

#include "core/base/Result.h"
#include "core/domain/Case.h"
#include "core/domain/IdCard.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace xiaowu::platform {

struct Applicant {
  std::string name, idNumber;
  domain::Sex sex = domain::Sex::Unknown;  ///< Unknown also for a word that we do not know
  std::string birth;                       ///< YYYY-MM-DD, or empty
  std::string ethnicGroup, address, cardKind;
  std::string validTo;  ///< the card's last day, YYYY-MM-DD, or "long-term"; empty: the kiosk did not say
};

struct SubmittedAnswer {
  std::string field;
  std::variant<std::string, bool, double> value;
  domain::AnswerSource source = domain::AnswerSource::Resident;
  domain::TrustGrade trust = domain::TrustGrade::D;
  bool doubtful = false;
  domain::AnswerNote note = domain::AnswerNote::None;
};

struct SubmittedMaterial {
  std::string code, documentType;
  std::string backType;                                               ///< of a paper of two sides, else empty
  domain::MaterialStatus outcome = domain::MaterialStatus::Doubtful;  ///< Good, Doubtful or Promised
  domain::TrustGrade trust = domain::TrustGrade::D;
  std::vector<int> parts;  ///< indices of its pages, from 2; empty for a promise and for a paper used again
  std::vector<domain::ReadField> fields;
  std::optional<std::string> reusedFrom;  ///< paperId of a paper from before
};

/// What the kiosk found by the item's rules. Evidence: the platform judges again.
struct KioskVerdict {
  bool approve = false;
  int itemVersion = 0;  ///< 0: the kiosk did not judge
};

struct Submission {
  std::string caseId, service;
  Applicant applicant;
  std::vector<SubmittedAnswer> answers;
  std::vector<SubmittedMaterial> materials;
  domain::IdentityLevel level = domain::IdentityLevel::L1;
  domain::IdentityEvidence evidence;
  KioskVerdict kioskVerdict;
  bool keepForReuse = false;
  std::string signedSha256;  ///< of the text that the applicant saw and signed (catalog::reviewText)

  Submission() = default;
  Submission(Submission&&) = default;
  Submission(const Submission&) = delete;
  Submission& operator=(const Submission&) = delete;
  Submission& operator=(Submission&&) = delete;
  ~Submission();

  /// Null when it is not among the materials.
  [[nodiscard]] const SubmittedMaterial* material(std::string_view code) const;
};

/// `json` has passed OpenApi::checkNamed("Submission"), now or, for one filed earlier, when it came. What is
/// no submission is domain::contract::kSubmissionInvalid; the detail never quotes the content. `json` stays
/// the caller's, who wipes it.
[[nodiscard]] Result<Submission> parseSubmission(std::string_view json);

}  // namespace xiaowu::platform
