#pragma once
// A thin RAII shell around one sqlite3 connection, private to this folder. Errors are outbox.disk-full,
// outbox.damaged or outbox.storage; their detail is SQLite's own message, which never holds a bound value.

#include "core/base/Bytes.h"

#include <filesystem>
#include <functional>
#include <initializer_list>
#include <memory>
#include <variant>

struct sqlite3;
struct sqlite3_stmt;

namespace xiaowu::outbox {

using Value = std::variant<std::monostate, std::int64_t, std::string_view, ByteView>;

/// The current row of a query; valid only during the callback.
class Row {
 public:
  explicit Row(sqlite3_stmt* statement) : m_statement(statement) {}
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] Bytes blob(int column) const;
  [[nodiscard]] bool isNull(int column) const;

 private:
  sqlite3_stmt* m_statement;
};

class Database {
 public:
  [[nodiscard]] static Result<std::unique_ptr<Database>> open(const std::filesystem::path& file);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// Several statements without values.
  Result<void> script(std::string_view sql);
  /// One statement; returns the number of rows it changed.
  Result<int> run(std::string_view sql, std::initializer_list<Value> values = {});
  Result<void> each(std::string_view sql, std::initializer_list<Value> values,
                    const std::function<void(const Row&)>& row);
  /// The first column of the first row, 0 when there is none.
  Result<std::int64_t> number(std::string_view sql, std::initializer_list<Value> values = {});
  /// Leaves the files as they are on close: a damaged database is evidence.
  void keepFilesOnClose();

 private:
  explicit Database(sqlite3* handle) : m_handle(handle) {}
  Result<sqlite3_stmt*> prepare(std::string_view sql, std::initializer_list<Value> values);
  [[nodiscard]] tl::unexpected<Error> failure(int code) const;

  sqlite3* m_handle;
};

/// Rolls back unless committed.
class Transaction {
 public:
  explicit Transaction(Database& db) : m_db(db) {}
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  Result<void> begin();
  Result<void> commit();

 private:
  Database& m_db;
  bool m_open = false;
};

}  // namespace xiaowu::outbox
