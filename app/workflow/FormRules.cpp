#include "app/workflow/FormRules.h"

#include "core/domain/Dates.h"
#include "core/domain/ErrorCodes.h"
#include "core/domain/Numbers.h"

#include <algorithm>
#include <cstdio>

namespace xiaowu::workflow {
namespace {

using domain::AnswerSource;

bool allDigits(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// YYYY-MM-DD or YYYYMMDD: an existing day, and within the field's limits.
std::string_view dateError(const catalog::FormField& field, const std::string& text,
                           std::chrono::year_month_day today) {
  using std::chrono::days;
  using std::chrono::sys_days;
  const auto iso = domain::parseIsoDate(text);
  const auto date = iso ? iso : domain::parseCompactDate(text);
  if (!date || date->year() < std::chrono::year{1900}) {
    return domain::errors::kFieldDate;
  }
  const bool isEarly = field.daysBack && sys_days{*date} < sys_days{today} - days{*field.daysBack};
  const bool isLate = field.daysAhead && sys_days{*date} > sys_days{today} + days{*field.daysAhead};
  return isEarly || isLate ? domain::errors::kFieldDateRange : std::string_view();
}

/// As it stands on the card; empty when it is not stated.
std::string sexWord(domain::Sex sex) {
  if (sex == domain::Sex::Male) {
    return "男";
  }
  return sex == domain::Sex::Female ? "女" : "";
}

}  // namespace

std::string_view fieldError(const catalog::FormField& field, const std::string& value,
                            std::chrono::year_month_day today) {
  using namespace domain::errors;
  if (value.empty()) {
    return field.required ? kFieldRequired : std::string_view();
  }
  switch (field.type) {
    case catalog::FieldType::Text: return value.size() <= 300 ? std::string_view() : kFieldTooLong;
    case catalog::FieldType::Phone:
      return domain::checkMobileNumber(value) ? std::string_view() : kFieldPhone;
    case catalog::FieldType::IdNumber:
      return value.size() == 18 && domain::idNumberCheck(value.substr(0, 17)) == value.back()
                 ? std::string_view()
                 : kFieldIdNumber;
    case catalog::FieldType::Digits:
      return allDigits(value) &&
                     (field.lengthMax == 0 || value.size() <= static_cast<std::size_t>(field.lengthMax))
                 ? std::string_view()
                 : kFieldDigits;
    case catalog::FieldType::Date: return dateError(field, value, today);
    case catalog::FieldType::Choice:
      return std::any_of(field.choices.begin(), field.choices.end(),
                         [&](const auto& choice) { return choice.value == value; })
                 ? std::string_view()
                 : kFieldChoice;
  }
  return kFieldRequired;
}

std::string cardValue(const domain::IdCard& card, std::string_view name) {
  if (name == "name") {
    return card.name.empty() ? card.englishName : card.name;
  }
  if (name == "number") {
    return card.number;
  }
  if (name == "sex") {
    return sexWord(card.sex);
  }
  if (name == "birth") {
    return domain::isoDate(card.birth);
  }
  if (name == "ethnicGroup") {
    return card.ethnicGroup;
  }
  if (name == "address") {
    return card.address;
  }
  return {};
}

std::map<std::string, domain::Answer> answersFromCard(const catalog::ServiceItem& item,
                                                      const domain::IdCard& card) {
  std::map<std::string, domain::Answer> answers;
  for (const auto& field : item.fields) {
    if (field.source != AnswerSource::Card) {
      continue;
    }
    answers[field.id] = domain::Answer{field.id, cardValue(card, field.from), AnswerSource::Card,
                                       domain::TrustGrade::A, false};
  }
  return answers;
}

void fillFromPaper(const catalog::ServiceItem& item, const domain::Material& material,
                   std::map<std::string, domain::Answer>& answers) {
  for (const auto& field : item.fields) {
    if (field.source != AnswerSource::Ocr || field.from.rfind(material.code + ".", 0) != 0) {
      continue;
    }
    const auto existing = answers.find(field.id);
    if (existing != answers.end() && existing->second.source == AnswerSource::Resident &&
        !existing->second.value.empty()) {
      continue;
    }
    const auto name = field.from.substr(material.code.size() + 1);
    const auto read = std::find_if(material.fields.begin(), material.fields.end(),
                                   [&](const auto& each) { return each.name == name; });
    if (read == material.fields.end() || read->value.empty()) {
      continue;
    }
    if (read->resident == domain::ResidentWord::Different) {  // what he says is not on the paper is not
                                                              // filled in, and does not stay
      if (existing != answers.end()) {
        answers.erase(existing);
      }
      continue;
    }
    const auto source = material.reused ? AnswerSource::Library : AnswerSource::Ocr;
    answers[field.id] =
        domain::Answer{field.id,       read->value,
                       source,         material.reused ? material.reused->trust : domain::TrustGrade::C,
                       read->doubtful, read->resident == domain::ResidentWord::Same};
  }
}

}  // namespace xiaowu::workflow
