#include "core/storage/Migration.h"

#include "StorageFixture.h"
#include "core/storage/Database.h"

#include <array>

namespace xiaowu::storage::test {

namespace {

constexpr std::array<std::string_view, 3> kSteps{
    "CREATE TABLE first(x); INSERT INTO first VALUES(41);", "CREATE TABLE second(x);",
    "ALTER TABLE first ADD COLUMN y INTEGER NOT NULL DEFAULT 7;"};

std::int64_t versionOf(Database& database) {
  return database.number("PRAGMA user_version");
}

}  // namespace

TEST_CASE("An empty database gets every step, an old one those that it lacks, a new one none") {
  const TempFolder folder;
  Database database(folder.path() / "a.db");
  const std::span<const std::string_view> steps(kSteps);
  CHECK(migrate(database, steps.first(1)) == 0);
  CHECK(versionOf(database) == 1);
  CHECK(migrate(database, steps) == 1);
  CHECK(versionOf(database) == 3);
  CHECK(database.number("SELECT x + y FROM first") == 48);
  CHECK(migrate(database, steps) == 3);
  CHECK(database.number("SELECT count(*) FROM first") == 1);
}

TEST_CASE("A database of a newer program is left untouched") {
  const TempFolder folder;
  const auto file = folder.path() / "a.db";
  {
    Database database(file);
    database.script("CREATE TABLE future(x); PRAGMA user_version = 99;");
  }
  const auto before = contentOf(file);
  const auto refused = guarded<int>(kCodes, [&] {
    Database database(file);
    return migrate(database, kSteps);
  });
  CHECK(codeOf(refused) == kCodes.tooNew);
  CHECK(refused.error().fault == Fault::AttendantNeeded);
  CHECK(contentOf(file) == before);
}

TEST_CASE("A step that fails leaves the version before it, whole; the next start goes on there") {
  const TempFolder folder;
  Database database(folder.path() / "a.db");
  auto broken = kSteps;
  broken[1] = "CREATE TABLE second(x); CREATE TABLE first(x);";
  CHECK(codeOfCall([&] { migrate(database, broken); }) == kCodes.unavailable);
  CHECK(versionOf(database) == 1);
  CHECK(database.number("SELECT count(*) FROM sqlite_schema WHERE name = 'second'") == 0);
  CHECK(migrate(database, kSteps) == 1);
  CHECK(versionOf(database) == 3);
}

TEST_CASE("Two programs that start together do each step once") {
  const TempFolder folder;
  Database first(folder.path() / "a.db"), second(folder.path() / "a.db");
  migrate(first, kSteps);
  CHECK(migrate(second, kSteps) == 3);
  CHECK(second.number("SELECT count(*) FROM first") == 1);
}

}  // namespace xiaowu::storage::test
