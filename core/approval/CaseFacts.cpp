#include "core/approval/CaseFacts.h"

#include <algorithm>

namespace xiaowu::approval {

void CaseFacts::add(std::string_view source, std::string_view name, std::string value, bool doubtful) {
  if (!value.empty()) {
    facts[std::string(source) + "." + std::string(name)] = {std::move(value), doubtful};
  }
}

void CaseFacts::add(const std::map<std::string, domain::Answer>& answers) {
  for (const auto& [field, answer] : answers) {
    add("form", field, answer.value, answer.doubtful);
    isLeftToStaff = isLeftToStaff || answer.note == domain::AnswerNote::LeftToStaff;
  }
}

void CaseFacts::add(const domain::Material& material) {
  const bool isUnsure = std::any_of(material.fields.begin(), material.fields.end(), [](const auto& field) {
    return field.role == "validity" && field.doubtful;
  });
  papers.push_back({material.code, material.status, trustOf(material), isUnsure});
  for (const auto& field : material.fields) {
    add(material.code, field.name, field.value, field.doubtful);
  }
}

const Fact* CaseFacts::find(std::string_view name) const {
  const auto found = facts.find(name);
  return found == facts.end() ? nullptr : &found->second;
}

domain::TrustGrade trustOf(const domain::Material& material) {
  if (material.reused) {
    return material.reused->trust;
  }
  return material.status == domain::MaterialStatus::Promised ? domain::TrustGrade::D : domain::TrustGrade::C;
}

}  // namespace xiaowu::approval
