#include "core/storage/Database.h"

#include "StorageFixture.h"
#include "core/storage/Transaction.h"

namespace xiaowu::storage::test {

namespace {

void fill(Database& database, int rows) {
  database.script("CREATE TABLE facts(key INTEGER PRIMARY KEY, value TEXT NOT NULL)");
  for (int row = 0; row < rows; ++row) {
    database.run("INSERT INTO facts(value) VALUES(?)", std::string(1000, 'v'));
  }
}

}  // namespace

TEST_CASE("Values come back as they were bound, also empty ones and those with a null in them") {
  const TempFolder folder;
  Database database(folder.path() / "a.db");
  database.script("CREATE TABLE t(n INTEGER, s TEXT, b BLOB, none TEXT)");
  const std::string text("a\0b'; DROP TABLE t; --", 22);
  const Bytes bytes{0, 1, 255};
  CHECK(database.run("INSERT INTO t(n, s, b) VALUES(?, ?, ?)", std::int64_t{-5}, text, bytes) == 1);
  CHECK(database.run("INSERT INTO t(n, s, b) VALUES(?, ?, ?)", 7, std::string_view(), ByteView()) == 1);
  Statement read(database, "SELECT n, s, b, none FROM t ORDER BY n");
  REQUIRE(read.step());
  CHECK(read.number(0) == -5);
  CHECK(read.text(1) == text);
  CHECK(read.blob(2) == bytes);
  CHECK(read.isNull(3));
  CHECK(read.text(3).empty());
  REQUIRE(read.step());
  CHECK(read.integer(0) == 7);
  CHECK_FALSE(read.isNull(1));
  CHECK_FALSE(read.isNull(2));
  CHECK(read.blob(2).empty());
  CHECK_FALSE(read.step());
  CHECK(database.number("SELECT count(*) FROM t WHERE s = ?", text) == 1);
  CHECK(database.number("SELECT n FROM t WHERE n = 99") == 0);
  CHECK(database.run("UPDATE t SET n = 1") == 2);
}

TEST_CASE("A transaction is all or nothing") {
  const TempFolder folder;
  Database database(folder.path() / "a.db");
  fill(database, 1);
  {
    const Transaction transaction(database);
    database.run("INSERT INTO facts(value) VALUES('half')");
  }
  CHECK(database.number("SELECT count(*) FROM facts") == 1);
  {
    Transaction transaction(database);
    database.run("INSERT INTO facts(value) VALUES('whole')");
    transaction.commit();
  }
  CHECK(database.number("SELECT count(*) FROM facts") == 2);
}

TEST_CASE("What the program does wrong is not the disk's fault") {
  const TempFolder folder;
  Database database(folder.path() / "a.db");
  fill(database, 1);
  const auto broken = guarded<void>(kCodes, [&] { database.run("INSERT INTO facts VALUES(1, 'twice')"); });
  CHECK(codeOf(broken) == kCodes.unavailable);
  CHECK(broken.error().fault == Fault::Bug);
  CHECK(broken.error().detail.find("twice") == std::string::npos);  // no value in it
  CHECK(guarded<int>(kCodes, [&] { return database.run("NONSENSE"); }).error().fault == Fault::Bug);
}

TEST_CASE("A lock that is not given back in time is told, and nothing is lost") {
  const TempFolder folder;
  Database first(folder.path() / "a.db"), second(folder.path() / "a.db", {.busyTimeout = {}});
  fill(first, 1);
  {
    const Transaction holder(first);
    CHECK(codeOfCall([&] { const Transaction other(second); }) == kCodes.unavailable);
  }
  CHECK(codeOfCall([&] { const Transaction other(second); }) == "success");
}

TEST_CASE("A damaged database is found out and left as it is") {
  const TempFolder folder;
  const auto file = folder.path() / "a.db";
  {
    Database database(file);
    fill(database, 20);
  }
  {
    std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
    SECTION("garbage at the start") {
      out << "this is not a database, it was one";
    }
    SECTION("garbage in the middle") {
      out.seekp(4096);
      for (int n = 0; n < 4096; ++n) {
        out.put(static_cast<char>(n * 31));
      }
    }
    SECTION("nothing but text") {
      out.close();
      std::ofstream(file, std::ios::trunc) << std::string(8192, 'x');
    }
  }
  const auto before = contentOf(file);
  CHECK(codeOfCall([&] {
          Database database(file);
          database.keepFilesOnClose();
          database.checkIntegrity();
        }) == kCodes.damaged);
  CHECK(contentOf(file) == before);
}

TEST_CASE("A sound database passes the integrity check; a folder that is not there cannot be opened") {
  const TempFolder folder;
  Database database(folder.path() / "a.db");
  fill(database, 20);
  CHECK(codeOfCall([&] { database.checkIntegrity(); }) == "success");
  CHECK(codeOfCall([&] { Database(folder.path() / "missing" / "a.db"); }) == kCodes.unavailable);
}

namespace {

/// Writes until nothing fits any more; then what was committed must be there and sound.
void fillUp(Database& database) {
  CHECK(codeOfCall([&] {
          for (int row = 0; row < 1000; ++row) {
            database.run("INSERT INTO facts(value) VALUES(?)", std::string(10'000, 'x'));
          }
        }) == kCodes.diskFull);
  const auto rows = database.number("SELECT count(*) FROM facts");
  CHECK(rows >= 10);
  CHECK(rows < 1000);
  CHECK(codeOfCall([&] { database.checkIntegrity(); }) == "success");
}

}  // namespace

TEST_CASE("A full database is told as such, and works again when there is room") {
  const TempFolder folder;
  Database database(folder.path() / "a.db");
  fill(database, 10);
  database.script("PRAGMA max_page_count = 100");
  fillUp(database);
  database.script("PRAGMA max_page_count = 1000");
  CHECK(database.run("INSERT INTO facts(value) VALUES('room again')") == 1);
}

TEST_CASE("A full file system is told as such, and works again when there is room") {
  const TempFolder mountPoint;
  const SmallFileSystem disk(mountPoint.path());
  if (!disk.isThere()) {
    WARN("not allowed to mount: the full file system itself is not tested here");
    return;
  }
  Database database(mountPoint.path() / "a.db");
  fill(database, 10);
  const auto filler = mountPoint.path() / "filler";
  std::ofstream(filler) << std::string(200'000, 'f');
  fillUp(database);
  std::filesystem::remove(filler);
  CHECK(database.run("INSERT INTO facts(value) VALUES('room again')") == 1);
}

TEST_CASE("Killed in the midst of transactions: each is there as a whole or not at all") {
  const TempFolder folder;
  const auto file = folder.path() / "a.db";
  Database(file).script("CREATE TABLE pairs(n INTEGER)");
  for (int rounds : {1, 7, 20}) {
    std::int64_t before = 0;
    {
      Database database(file);
      before = database.number("SELECT count(*) FROM pairs");
    }
    killDuring(rounds, [&](const std::function<void()>& committed) {
      Database database(file);
      for (;;) {
        Transaction transaction(database);
        database.run("INSERT INTO pairs(n) VALUES(1)");
        database.run("INSERT INTO pairs(n) VALUES(2)");
        transaction.commit();
        committed();
      }
    });
    Database database(file);
    database.checkIntegrity();
    const auto rows = database.number("SELECT count(*) FROM pairs");
    CHECK(rows % 2 == 0);
    CHECK(rows - before >= 2 * rounds);
  }
}

}  // namespace xiaowu::storage::test
