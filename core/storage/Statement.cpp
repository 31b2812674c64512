#include "core/storage/Statement.h"

#include "core/storage/Database.h"

#include <sqlite3.h>

namespace xiaowu::storage {

void Statement::Finalizer::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

Statement::Statement(Database& database, std::string_view sql) : m_database(database) {
  sqlite3_stmt* raw = nullptr;
  const int code =
      sqlite3_prepare_v2(database.m_handle.get(), sql.data(), static_cast<int>(sql.size()), &raw, nullptr);
  m_statement.reset(raw);
  check(code);
}

bool Statement::step() {
  const int code = sqlite3_step(m_statement.get());
  if (code != SQLITE_ROW && code != SQLITE_DONE) {
    check(code);
  }
  return code == SQLITE_ROW;
}

void Statement::finish() {
  while (step()) {
  }
}

std::int64_t Statement::number(int column) const {
  return sqlite3_column_int64(m_statement.get(), column);
}

std::string Statement::text(int column) const {
  const void* data = sqlite3_column_text(m_statement.get(), column);
  if (data == nullptr) {
    return {};
  }
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column));
  return std::string(static_cast<const char*>(data), size);
}

Bytes Statement::blob(int column) const {
  const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(m_statement.get(), column));
  if (data == nullptr) {
    return {};
  }
  return Bytes(data, data + sqlite3_column_bytes(m_statement.get(), column));
}

bool Statement::isNull(int column) const {
  return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

void Statement::bind(std::int64_t value) {
  check(sqlite3_bind_int64(m_statement.get(), ++m_bound, value));
}

void Statement::bind(std::string_view value) {
  // A null pointer would bind NULL where an empty text is meant; the same below.
  const char* data = value.data() != nullptr ? value.data() : "";
  check(sqlite3_bind_text64(m_statement.get(), ++m_bound, data, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Statement::bind(ByteView value) {
  const void* data = value.data() != nullptr ? static_cast<const void*>(value.data()) : "";
  check(sqlite3_bind_blob64(m_statement.get(), ++m_bound, data, value.size(), SQLITE_TRANSIENT));
}

void Statement::check(int code) const {
  if (code != SQLITE_OK) {
    m_database.raise(code);
  }
}

}  // namespace xiaowu::storage
