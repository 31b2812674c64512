#include "recognition/documents/fields/Agreement.h"

#include <algorithm>
#include <string_view>

namespace xiaowu::documents {
namespace {

enum class Source { Chip, Other, Form };

struct Candidate {
  const KnownPerson* person = nullptr;
  Source source = Source::Form;
};

/// "_a" of "name_a"; empty for fields that stand alone.
std::string_view groupOf(std::string_view name) {
  return name.size() > 2 && name[name.size() - 2] == '_' ? name.substr(name.size() - 2) : std::string_view();
}

const std::string* knownFor(const KnownPerson& person, std::string_view role) {
  if (role == "person-name") {
    return &person.name;
  }
  if (role == "person-number") {
    return &person.number;
  }
  if (role == "sex") {
    return &person.sex;
  }
  if (role == "birth") {
    return &person.birth;
  }
  if (role == "ethnicity") {
    return &person.ethnicity;
  }
  if (role == "address") {
    return &person.address;
  }
  if (role == "validity") {
    return &person.validity;
  }
  return nullptr;
}

std::vector<Candidate> candidatesOf(const KnownFacts& facts) {
  std::vector<Candidate> list{{&facts.chip, Source::Chip}};
  for (const auto& person : facts.others) {
    list.push_back({&person, Source::Other});
  }
  list.push_back({&facts.form, Source::Form});
  return list;
}

/// Whom a group of fields is about: the first known person whose number, else whose name, stands in it.
const Candidate* personOf(const std::vector<FieldReading>& fields, std::string_view group,
                          const std::vector<Candidate>& candidates) {
  for (const std::string_view role : {"person-number", "person-name"}) {
    for (const auto& candidate : candidates) {
      const auto* known = knownFor(*candidate.person, role);
      if (known->empty()) {
        continue;
      }
      const bool stands = std::any_of(fields.begin(), fields.end(), [&](const FieldReading& field) {
        return field.role == role && groupOf(field.name) == group && field.value == *known;
      });
      if (stands) {
        return &candidate;
      }
    }
  }
  return nullptr;
}

std::string checkName(Source source) {
  switch (source) {
    case Source::Chip: return "agrees-with-chip";
    case Source::Other: return "agrees-with-case";
    case Source::Form: break;
  }
  return "agrees-with-form";
}

}  // namespace

void compareWithFacts(std::vector<FieldReading>& fields, const KnownFacts& facts) {
  const auto candidates = candidatesOf(facts);
  for (auto& field : fields) {
    if (field.value.empty() || field.role.empty()) {
      continue;
    }
    const Candidate* about = personOf(fields, groupOf(field.name), candidates);
    if (about == nullptr) {
      continue;
    }
    const auto* known = knownFor(*about->person, field.role);
    if (known == nullptr || known->empty()) {
      continue;
    }
    // A person moves: an older paper with another address is nothing to doubt.
    const bool same = field.value == *known;
    if (!same && field.role == "address") {
      continue;
    }
    field.checks.push_back({checkName(about->source), same});
    if (!same) {
      field.doubtful = true;
    }
    if (same && about->source == Source::Chip) {
      field.doubtful = false;
      field.confidence = std::max(field.confidence, 0.99);
    }
  }
}

}  // namespace xiaowu::documents
