#include "core/schema/SchemaChecker.h"
#include "tests/support/Catch.h"

#include <nlohmann/json.hpp>

#include <thread>

using namespace xiaowu;
using nlohmann::json;
using schema::Draft;
using schema::SchemaChecker;

namespace {

const json kSchema = json::parse(R"({
  "type": "object",
  "properties": {
    "code": {"type": "string", "pattern": "^[A-Z]{2}[0-9]+$"},
    "rows": {"type": "array", "items": {"type": "object", "required": ["id"]}}
  },
  "required": ["code"],
  "additionalProperties": false
})");

}  // namespace

TEST_CASE("a value that fits has no findings, however often it is asked") {
  const auto checker = SchemaChecker::compile(kSchema);
  REQUIRE(checker);
  for (int i = 0; i < 3; ++i) {
    CHECK(checker->findings({{"code", "HJ1"}, {"rows", {{{"id", 1}}}}}).empty());
  }
}

TEST_CASE("a finding says where and why") {
  const auto checker = SchemaChecker::compile(kSchema);
  REQUIRE(checker);
  CHECK_FALSE(checker->findings(json::object()).empty());
  CHECK_FALSE(checker->findings({{"code", "hj"}}).empty());
  CHECK_FALSE(checker->findings({{"code", "HJ1"}, {"colour", "red"}}).empty());
  const auto findings = checker->findings({{"code", "HJ1"}, {"rows", {json::object()}}});
  REQUIRE_FALSE(findings.empty());
  const auto& innermost = findings.front();
  CHECK(innermost.path == std::vector<std::string>{"<root>", "[rows]", "[0]"});
  CHECK(innermost.reason.find("id") != std::string::npos);
}

TEST_CASE("the draft decides what a keyword means") {
  // Draft 4 has a flag beside `maximum`, draft 7 a number of its own.
  const auto four = SchemaChecker::compile({{"maximum", 3}, {"exclusiveMaximum", true}}, Draft::Four);
  REQUIRE(four);
  CHECK(four->findings(2).empty());
  CHECK_FALSE(four->findings(3).empty());
  const auto seven = SchemaChecker::compile({{"exclusiveMaximum", 3}}, Draft::Seven);
  REQUIRE(seven);
  CHECK(seven->findings(2).empty());
  CHECK_FALSE(seven->findings(3).empty());
}

TEST_CASE("what is no schema is refused") {
  const auto refused = SchemaChecker::compile({{"type", "object"}, {"properties", 7}});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == schema::errors::kSchemaBroken);
  CHECK_FALSE(SchemaChecker::compile("text"));
}

TEST_CASE("several threads may ask at once") {
  const auto checker = SchemaChecker::compile(kSchema);
  REQUIRE(checker);
  std::vector<std::thread> threads;
  std::vector<int> wrong(4, 0);
  for (auto& count : wrong) {
    threads.emplace_back([&] {
      for (int i = 0; i < 200; ++i) {
        count += checker->findings({{"code", "HJ" + std::to_string(i)}}).empty() ? 0 : 1;
      }
    });
  }
  for (auto& thread : threads) {
    thread.join();
  }
  CHECK(wrong == std::vector<int>(4, 0));
}
