#pragma once
// The sqlite3 C API in RAII. A failing step throws Failure, which SqliteRepository catches at its edge;
// sqlite3.h stays in Sqlite.cpp.

#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>

struct sqlite3;
struct sqlite3_stmt;

namespace xiaowu::platform::sqlite {

struct Failure : std::runtime_error {
  using std::runtime_error::runtime_error;  ///< SQLite's message: names of tables and columns, never values
};

class Database {
 public:
  explicit Database(const std::filesystem::path& file);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();
  void run(const char* sql);  ///< constant text only
  [[nodiscard]] sqlite3* handle() const { return m_handle; }

 private:
  sqlite3* m_handle = nullptr;
};

/// Text and integers are bound, never pasted.
class Statement {
 public:
  Statement(Database& database, const char* sql);
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement();

  template <typename... Values>
  Statement& with(const Values&... values) {
    (bind(values), ...);
    return *this;
  }
  bool step();  ///< true: a row is there
  void finish() {
    while (step()) {
    }
  }
  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] std::int64_t number(int column) const;
  [[nodiscard]] int integer(int column) const { return static_cast<int>(number(column)); }
  [[nodiscard]] bool null(int column) const;

 private:
  void bind(const std::string& value);
  void bind(std::int64_t value);
  void bind(int value) { bind(static_cast<std::int64_t>(value)); }
  Database& m_database;
  sqlite3_stmt* m_statement = nullptr;
  int m_bound = 0;
};

/// Rolled back unless committed.
class Transaction {
 public:
  explicit Transaction(Database& database) : m_database(database) { m_database.run("BEGIN IMMEDIATE"); }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();
  void commit();

 private:
  Database& m_database;
  bool m_open = true;
};

}  // namespace xiaowu::platform::sqlite
