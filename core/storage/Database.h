#pragma once
// One connection to one SQLite file. Every function throws Failure (Failure.h), whose text is SQLite's own
// message. One thread at a time uses a connection and its statements; whoever has several threads locks.

#include "core/storage/Statement.h"

#include <chrono>
#include <filesystem>

struct sqlite3;

namespace xiaowu::storage {

/// What was committed survives a power cut (write-ahead log, synced at each commit), references hold, and
/// deleted rows are overwritten.
inline constexpr std::string_view kDurablePragmas =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;";

struct DatabaseOptions {
  std::string_view pragmas = kDurablePragmas;
  std::chrono::milliseconds busyTimeout{5000};  ///< how long a call waits for another connection's lock
};

class Database {
 public:
  /// Opens or makes the file. A file that cannot be opened as a database is left as it was.
  explicit Database(const std::filesystem::path& file, const DatabaseOptions& options = {});
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// Several statements without values, made of constants.
  void script(std::string_view sql);
  /// One statement; returns the number of rows it changed.
  template <typename... Values>
  int run(std::string_view sql, const Values&... values) {
    Statement(*this, sql).with(values...).finish();
    return changedRows();
  }
  /// The first column of the first row; 0 when there is none.
  template <typename... Values>
  [[nodiscard]] std::int64_t number(std::string_view sql, const Values&... values) {
    Statement statement(*this, sql);
    return statement.with(values...).step() ? statement.number(0) : 0;
  }

  /// Reads the whole file; Damaged when it is not sound.
  void checkIntegrity();
  /// From now on closing leaves the files as they are: a damaged database is evidence.
  void keepFilesOnClose();

 private:
  friend class Statement;
  friend class Transaction;
  [[nodiscard]] int changedRows() const;
  [[noreturn]] void raise(int code) const;
  void rollBack() noexcept;

  struct Closer {
    void operator()(sqlite3* handle) const;
  };
  std::unique_ptr<sqlite3, Closer> m_handle;
};

}  // namespace xiaowu::storage
