#pragma once
// The databases that are held to the promises of platform/server/repository, and what every case needs.

#include "platform/server/repository/Repository.h"

#include "tests/support/Catch.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace xiaowu::testing {

/// One database that is empty at first and goes away with this.
class Store {
 public:
  virtual ~Store() = default;
  /// As often as wanted, also several at a time: all see the same data.
  [[nodiscard]] virtual std::unique_ptr<platform::Repository> open() = 0;
};

struct Engine {
  std::string name;
  std::function<std::unique_ptr<Store>()> make;
};

[[nodiscard]] std::vector<Engine> engines();

/// A store of the engine with kiosks K1 and K2 enrolled, opened once.
struct Opened {
  explicit Opened(const Engine& engine);
  std::unique_ptr<Store> store;
  std::unique_ptr<platform::Repository> repository;
};

/// A case of kiosk K1 in area 430624 on 21 November 2026.
[[nodiscard]] platform::NewCase newCase(const std::string& id, std::int64_t seq, const std::string& applicant,
                                        platform::CaseState state = platform::CaseState::Accepted);
[[nodiscard]] platform::FileOutcome file(platform::Repository& repository, const platform::NewCase& filed);

}  // namespace xiaowu::testing

/// The case runs once for each engine.
#define XIAOWU_FOR_EACH_ENGINE                                          \
  const auto engine = GENERATE(from_range(xiaowu::testing::engines())); \
  INFO(engine.name);                                                    \
  const xiaowu::testing::Opened opened(engine);                         \
  auto& repository = *opened.repository
