#pragma once
// A case as named facts: "card.number", "form.phone", "marriage.spouse_id". Personal data; lives as long as
// the call that asks.

#include "core/catalog/ServiceItem.h"
#include "core/domain/Case.h"

#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace xiaowu::approval {

struct Fact {
  std::string value;      ///< normalised as its source normalises: dates YYYY-MM-DD, numbers without blanks
  bool doubtful = false;  ///< read by machine, not certain
};

/// What the judgement needs to know of one material.
struct PaperFacts {
  std::string code;
  domain::MaterialStatus status = domain::MaterialStatus::Missing;
  domain::TrustGrade trust = domain::TrustGrade::C;
  bool isValidityUnsure = false;  ///< it says until when it holds, and that could not be read for certain
};

struct CaseFacts {
  domain::IdentityLevel level = domain::IdentityLevel::L0;
  std::chrono::year_month_day today{};  ///< in China
  std::map<std::string, Fact, std::less<>> facts;
  std::vector<PaperFacts> papers;
  bool isLeftToStaff = false;  ///< of an answer: staff have to ask and fill it in

  void add(std::string_view source, std::string_view name, std::string value, bool doubtful = false);
  /// Answers as "form.…", what was read from the materials as "<code>.…".
  void add(const std::map<std::string, domain::Answer>& answers);
  void add(const domain::Material& material);
  [[nodiscard]] const Fact* find(std::string_view name) const;
};

/// A scanned paper is C, a promise is the resident's own word, D; a reused paper keeps the grade it has.
[[nodiscard]] domain::TrustGrade trustOf(const domain::Material& material);

}  // namespace xiaowu::approval
