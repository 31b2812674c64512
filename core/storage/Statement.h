#pragma once
// One prepared SQL statement: values are bound, never pasted into its text. Every function that touches the
// database throws Failure. Not to outlive its database; used by one thread at a time with it.

#include "core/base/Bytes.h"

#include <memory>

struct sqlite3_stmt;

namespace xiaowu::storage {

class Database;

class Statement {
 public:
  /// `sql`: exactly one statement, made of constants.
  Statement(Database& database, std::string_view sql);

  /// Binds the values in order, after those that are bound already: integers, texts, bytes (BLOB).
  template <typename... Values>
  Statement& with(const Values&... values) {
    (bind(values), ...);
    return *this;
  }

  /// True: a row is there, to be read until the next step.
  bool step();
  /// Steps to the end.
  void finish();

  // Columns count from 0. NULL reads as 0 or empty.
  [[nodiscard]] std::int64_t number(int column) const;
  [[nodiscard]] int integer(int column) const { return static_cast<int>(number(column)); }
  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] Bytes blob(int column) const;
  [[nodiscard]] bool isNull(int column) const;

 private:
  void bind(std::int64_t value);
  void bind(int value) { bind(static_cast<std::int64_t>(value)); }
  void bind(std::string_view value);
  void bind(ByteView value);
  void check(int code) const;

  struct Finalizer {
    void operator()(sqlite3_stmt* statement) const;
  };
  Database& m_database;
  std::unique_ptr<sqlite3_stmt, Finalizer> m_statement;
  int m_bound = 0;
};

}  // namespace xiaowu::storage
