#include "platform/server/repository/sqlite/Sqlite.h"

#include <sqlite3.h>

namespace xiaowu::platform::sqlite {
namespace {
void check(int status, sqlite3* handle) {
  if (status != SQLITE_OK) {
    throw Failure(handle != nullptr ? sqlite3_errmsg(handle) : "out of memory");
  }
}
}  // namespace

Database::Database(const std::filesystem::path& file) {
  const int status = sqlite3_open_v2(
      file.c_str(), &m_handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX, nullptr);
  if (status != SQLITE_OK) {
    const Failure failure(m_handle != nullptr ? sqlite3_errmsg(m_handle) : "out of memory");
    sqlite3_close_v2(m_handle);
    throw failure;
  }
  sqlite3_busy_timeout(m_handle, 5000);
}

Database::~Database() {
  sqlite3_close_v2(m_handle);
}

void Database::run(const char* sql) {
  check(sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr), m_handle);
}

Statement::Statement(Database& database, const char* sql) : m_database(database) {
  check(sqlite3_prepare_v2(database.handle(), sql, -1, &m_statement, nullptr), database.handle());
}

Statement::~Statement() {
  sqlite3_finalize(m_statement);
}

bool Statement::step() {
  const int status = sqlite3_step(m_statement);
  if (status == SQLITE_ROW) {
    return true;
  }
  if (status != SQLITE_DONE) {
    throw Failure(sqlite3_errmsg(m_database.handle()));
  }
  return false;
}

std::string Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(m_statement, column));
  return bytes == nullptr
             ? std::string{}
             : std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)));
}

std::int64_t Statement::number(int column) const {
  return sqlite3_column_int64(m_statement, column);
}
bool Statement::null(int column) const {
  return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

void Statement::bind(const std::string& value) {
  check(
      sqlite3_bind_text64(m_statement, ++m_bound, value.data(), value.size(), SQLITE_TRANSIENT, SQLITE_UTF8),
      m_database.handle());
}
void Statement::bind(std::int64_t value) {
  check(sqlite3_bind_int64(m_statement, ++m_bound, value), m_database.handle());
}

Transaction::~Transaction() {
  if (m_open) {
    sqlite3_exec(m_database.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
}

void Transaction::commit() {
  m_database.run("COMMIT");
  m_open = false;
}

}  // namespace xiaowu::platform::sqlite
