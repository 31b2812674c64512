#include "app/session/Counterpart.h"

#include <algorithm>

namespace xiaowu::session {
namespace {

const domain::ReadField* named(const std::vector<domain::ReadField>& fields, const std::string& name) {
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const domain::ReadField& field) { return field.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

}  // namespace

void addCounterpart(const documents::Counterpart& counterpart, const std::string& applicantNumber,
                    std::vector<domain::ReadField>& fields) {
  const auto isApplicant = [&](const std::string& name) {
    const auto* number = named(fields, name);
    return number != nullptr && number->value == applicantNumber;
  };
  const auto own = std::find_if(counterpart.numbers.begin(), counterpart.numbers.end(), isApplicant);
  if (own == counterpart.numbers.end()) {
    return;
  }
  const std::size_t other = own == counterpart.numbers.begin() ? 1 : 0;
  std::vector<domain::ReadField> copies;
  for (const auto& field : counterpart.fields) {
    if (const auto* original = named(fields, field.from[other])) {
      copies.push_back(*original);
      copies.back().name = field.name;
    }
  }
  fields.insert(fields.end(), copies.begin(), copies.end());
}

}  // namespace xiaowu::session
