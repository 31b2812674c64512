// What holds over all ports: commits last, and several threads or processes on one database see one truth.
#include "tests/contract/repository/Engines.h"

#include <set>
#include <thread>

using namespace xiaowu;
using namespace xiaowu::platform;
using namespace xiaowu::testing;

TEST_CASE("what was committed is there after opening again") {
  const auto engine = GENERATE(from_range(engines()));
  INFO(engine.name);
  const auto store = engine.make();
  {
    const auto repository = store->open();
    REQUIRE(repository->kiosks().enrol({"K1", "key", "430624", 1}));
    REQUIRE(repository->kiosks().enrol({"K1", "newer key", "430624", 2}));
    CHECK(repository->submissions().addPart({"s1", 0, "hash", "K1", 4, 5}).value() == PartOutcome::Stored);
    CHECK(repository->submissions().addPart({"s1", 0, "hash", "K1", 4, 5}).value() == PartOutcome::Same);
    CHECK(repository->submissions().addPart({"s1", 0, "other", "K1", 4, 5}).value() == PartOutcome::Conflict);
    CHECK(file(*repository, newCase("s1", 1, "a")).created);
  }
  const auto repository = store->open();
  CHECK(repository->kiosks().find("K1").value()->publicKey == "newer key");
  CHECK(repository->kiosks().find("K1").value()->enrolledAt == 1);
  CHECK(repository->submissions().parts("s1", "K1").value().size() == 1);
  CHECK(repository->submissions().find("s1").value()->receipt == "receipt of s1 430624-20261121-000001");
  const auto again = file(*repository, newCase("s1", 1, "a"));
  CHECK_FALSE(again.created);
  CHECK(again.row.receipt == "receipt of s1 430624-20261121-000001");
}

TEST_CASE("two that are open on one database see each other's commits") {
  XIAOWU_FOR_EACH_ENGINE;
  const auto second = opened.store->open();
  CHECK(file(repository, newCase("s1", 1, "a")).created);
  CHECK(second->submissions().find("s1").value()->caseNumber == "430624-20261121-000001");
  CHECK(file(*second, newCase("s2", 2, "b")).row.caseNumber == "430624-20261121-000002");
  CHECK_FALSE(file(repository, newCase("s2", 2, "b")).created);
}

TEST_CASE("several threads over two connections file every case once, with a number of its own") {
  XIAOWU_FOR_EACH_ENGINE;
  constexpr int kCases = 20;
  const auto second = opened.store->open();
  std::vector<std::vector<std::string>> numbers(4);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < numbers.size(); ++t) {
    auto& mine = t % 2 == 0 ? repository : *second;
    threads.emplace_back([&mine, &list = numbers[t], t] {
      for (int i = 0; i < kCases; ++i) {
        // Each pair of threads files the same cases.
        const auto name = std::to_string(t / 2) + "-" + std::to_string(i);
        const auto seq = static_cast<std::int64_t>(t / 2 * kCases) + i + 1;
        const auto outcome = mine.submissions().file(newCase(name, seq, name),
                                                     [](const SubmissionRow& row) { return row.caseNumber; });
        list.push_back(outcome ? outcome->row.receipt : "failed");
      }
    });
  }
  for (auto& thread : threads) {
    thread.join();
  }
  CHECK(numbers[0] == numbers[1]);
  CHECK(numbers[2] == numbers[3]);
  std::set<std::string> different;
  for (const auto& list : numbers) {
    different.insert(list.begin(), list.end());
  }
  CHECK(different.size() == 2 * kCases);
  CHECK(*different.rbegin() == "430624-20261121-000040");
  CHECK(repository.kiosks().all().value().at(0).gaps.empty());
}
