#include "core/catalog/ReviewText.h"

namespace xiaowu::catalog {

std::string reviewText(const ServiceItem& item, const ReviewFacts& facts) {
  std::string text = item.code + " " + item.name.zh + "\n" + std::string(facts.caseId) + "\n";
  for (const auto& field : item.fields) {
    const auto answer = facts.answers.find(field.id);
    if (answer != facts.answers.end()) {
      text += field.label.zh + "：" + answer->second + "\n";
    }
  }
  for (const auto& [code, outcome] : facts.materials) {
    if (const auto* material = item.material(code)) {
      text += material->name.zh + "：" + outcome + "\n";
    }
  }
  return text;
}

}  // namespace xiaowu::catalog
