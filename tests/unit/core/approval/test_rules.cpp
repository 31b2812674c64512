#include "core/approval/Rules.h"

#include "tests/support/Catch.h"

using namespace xiaowu;
using namespace xiaowu::approval;
using catalog::Rule;
using catalog::RuleKind;
using namespace std::chrono_literals;

namespace {

CaseFacts factsOf(std::initializer_list<std::pair<const char*, const char*>> all) {
  CaseFacts facts;
  facts.today = 2026y / 11 / 22;
  for (const auto& [name, value] : all) {
    facts.facts[name] = {value, false};
  }
  return facts;
}

Rule rule(RuleKind kind, std::string fact, std::string other = {}) {
  Rule made;
  made.id = "r";
  made.kind = kind;
  made.fact = std::move(fact);
  made.other = std::move(other);
  return made;
}

Rule ages(int least, int most) {
  auto made = rule(RuleKind::AgeBetween, "card.birth");
  made.least = least;
  made.most = most;
  return made;
}

Rule notOlder(int days) {
  auto made = rule(RuleKind::NotOlder, "letter.date");
  made.most = days;
  return made;
}

}  // namespace

TEST_CASE("two facts are equal, differ, or nobody knows") {
  const auto same = rule(RuleKind::Equal, "form.number", "paper.number");
  CHECK(holds(same, factsOf({{"form.number", "12"}, {"paper.number", "12"}})) == Holds::Yes);
  CHECK(holds(same, factsOf({{"form.number", "12"}, {"paper.number", "13"}})) == Holds::No);
  CHECK(holds(same, factsOf({{"form.number", "12"}})) == Holds::Unknown);
  CHECK(holds(same, factsOf({{"paper.number", "12"}})) == Holds::Unknown);
  for (const auto* doubted : {"form.number", "paper.number"}) {
    auto facts = factsOf({{"form.number", "12"}, {"paper.number", "12"}});
    facts.facts[doubted].doubtful = true;
    CHECK(holds(same, facts) == Holds::Unknown);
  }
}

TEST_CASE("a value stands in a list or begins like one of it") {
  auto list = rule(RuleKind::OneOf, "hukou.marital");
  list.values = {"已婚", "初婚"};
  CHECK(holds(list, factsOf({{"hukou.marital", "初婚"}})) == Holds::Yes);
  CHECK(holds(list, factsOf({{"hukou.marital", "离婚"}})) == Holds::No);
  auto head = rule(RuleKind::StartsWith, "card.number");
  head.values = {"4306"};
  CHECK(holds(head, factsOf({{"card.number", "430624199001011234"}})) == Holds::Yes);
  CHECK(holds(head, factsOf({{"card.number", "110624199001011234"}})) == Holds::No);
  CHECK(holds(head, factsOf({{"card.number", "430"}})) == Holds::No);
}

TEST_CASE("age counts whole years on the day itself") {
  CHECK(holds(ages(20, 60), factsOf({{"card.birth", "2006-11-22"}})) == Holds::Yes);
  CHECK(holds(ages(20, 60), factsOf({{"card.birth", "2006-11-23"}})) == Holds::No);
  CHECK(holds(ages(20, 60), factsOf({{"card.birth", "1966-11-22"}})) == Holds::Yes);
  CHECK(holds(ages(20, 60), factsOf({{"card.birth", "1965-11-22"}})) == Holds::No);
  for (const auto* nonsense :
       {"", "2006", "2006-13-01", "2006-02-30", "2006/01/01", "abcd-ef-gh", "2006-1-011", "+006-01-01"}) {
    CHECK(holds(ages(20, 60), factsOf({{"card.birth", nonsense}})) == Holds::Unknown);
  }
}

TEST_CASE("a paper is young enough, too old, or from the future") {
  CHECK(holds(notOlder(30), factsOf({{"letter.date", "2026-11-22"}})) == Holds::Yes);
  CHECK(holds(notOlder(30), factsOf({{"letter.date", "2026-10-23"}})) == Holds::Yes);
  CHECK(holds(notOlder(30), factsOf({{"letter.date", "2026-10-22"}})) == Holds::No);
  CHECK(holds(notOlder(30), factsOf({{"letter.date", "2026-11-23"}})) == Holds::No);
}

TEST_CASE("validity ends after its last day") {
  const auto valid = rule(RuleKind::NotExpired, "idback.validity");
  CHECK(holds(valid, factsOf({{"idback.validity", "2016.11.22-2026.11.22"}})) == Holds::Yes);
  CHECK(holds(valid, factsOf({{"idback.validity", "2016.11.21-2026.11.21"}})) == Holds::No);
  CHECK(holds(valid, factsOf({{"idback.validity", "2026-11-23"}})) == Holds::Yes);
  CHECK(holds(valid, factsOf({{"idback.validity", "2016.11.21-长期"}})) == Holds::Yes);
  CHECK(holds(valid, factsOf({{"idback.validity", "2016.11.21-"}})) == Holds::Unknown);
}

TEST_CASE("only what certainly differs is a contradiction") {
  catalog::ServiceItem item;
  for (const auto* name : {"a", "b", "c"}) {
    auto made = rule(RuleKind::Equal, std::string("form.") + name, std::string("paper.") + name);
    made.id = name;
    item.checks.push_back(made);
  }
  auto facts = factsOf({{"form.a", "1"},
                        {"paper.a", "1"},
                        {"form.b", "1"},
                        {"paper.b", "2"},
                        {"form.c", "1"},
                        {"paper.c", "2"}});
  facts.facts["paper.c"].doubtful = true;
  const auto found = contradictions(item, facts);
  REQUIRE(found.size() == 1);
  CHECK(found.front()->id == "b");
}
