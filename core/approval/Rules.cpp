#include "core/approval/Rules.h"

#include "core/domain/Dates.h"

#include <algorithm>

namespace xiaowu::approval {
namespace {

using std::chrono::sys_days;

Holds holdsIf(bool condition) {
  return condition ? Holds::Yes : Holds::No;
}

Holds notExpired(std::string_view value, const CaseFacts& facts) {
  constexpr std::string_view kForever = "长期";
  if (value.size() >= kForever.size() && value.substr(value.size() - kForever.size()) == kForever) {
    return Holds::Yes;
  }
  const auto last = domain::lastDayOf(value);
  return last ? holdsIf(sys_days{*last} >= sys_days{facts.today}) : Holds::Unknown;
}

Holds holdsFor(const catalog::Rule& rule, const std::string& value, const CaseFacts& facts) {
  using K = catalog::RuleKind;
  const auto startsWith = [&](const std::string& head) { return value.compare(0, head.size(), head) == 0; };
  switch (rule.kind) {
    case K::Equal: {
      const auto* other = facts.find(rule.other);
      return other == nullptr || other->doubtful ? Holds::Unknown : holdsIf(value == other->value);
    }
    case K::OneOf:
      return holdsIf(std::find(rule.values.begin(), rule.values.end(), value) != rule.values.end());
    case K::StartsWith: return holdsIf(std::any_of(rule.values.begin(), rule.values.end(), startsWith));
    case K::NotExpired: return notExpired(value, facts);
    case K::AgeBetween:
    case K::NotOlder: break;
  }
  const auto date = domain::parseDate(value);
  if (!date) {
    return Holds::Unknown;
  }
  if (rule.kind == K::AgeBetween) {
    const int age = domain::ageAt(*date, facts.today);
    return holdsIf(age >= rule.least && age <= rule.most);
  }
  const auto days = (sys_days{facts.today} - sys_days{*date}).count();
  return holdsIf(days >= 0 && days <= rule.most);
}

}  // namespace

Holds holds(const catalog::Rule& rule, const CaseFacts& facts) {
  const auto* fact = facts.find(rule.fact);
  return fact == nullptr || fact->doubtful ? Holds::Unknown : holdsFor(rule, fact->value, facts);
}

std::vector<const catalog::Rule*> contradictions(const catalog::ServiceItem& item, const CaseFacts& facts) {
  std::vector<const catalog::Rule*> found;
  for (const auto& rule : item.checks) {
    if (holds(rule, facts) == Holds::No) {
      found.push_back(&rule);
    }
  }
  return found;
}

}  // namespace xiaowu::approval
