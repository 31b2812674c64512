#include "app/outbox/Database.h"

#include "app/outbox/OutboxTypes.h"

#include <sqlite3.h>

#include <cerrno>

namespace xiaowu::outbox {

namespace {

struct Finalizer {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalizer>;

int bindValue(sqlite3_stmt* statement, int index, const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    return sqlite3_bind_int64(statement, index, *number);
  }
  if (const auto* text = std::get_if<std::string_view>(&value)) {
    // A null pointer would bind NULL where an empty text is meant.
    return sqlite3_bind_text64(statement, index, text->data() ? text->data() : "", text->size(),
                               SQLITE_TRANSIENT, SQLITE_UTF8);
  }
  if (const auto* blob = std::get_if<ByteView>(&value)) {
    const void* data = blob->data();
    return sqlite3_bind_blob64(statement, index, data ? data : "", blob->size(), SQLITE_TRANSIENT);
  }
  return sqlite3_bind_null(statement, index);
}

}  // namespace

std::int64_t Row::integer(int column) const {
  return sqlite3_column_int64(m_statement, column);
}

std::string Row::text(int column) const {
  const void* data = sqlite3_column_text(m_statement, column);
  return data ? std::string(static_cast<const char*>(data),
                            static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)))
              : std::string();
}

Bytes Row::blob(int column) const {
  const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(m_statement, column));
  return data ? Bytes(data, data + sqlite3_column_bytes(m_statement, column)) : Bytes();
}

bool Row::isNull(int column) const {
  return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path& file) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &handle,
                                   SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  if (!handle) {
    return fail(errors::kStorage, Fault::ServiceUnavailable, "out of memory");
  }
  std::unique_ptr<Database> db(new Database(handle));
  if (code != SQLITE_OK) {
    return db->failure(code);
  }
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, 5000);
  return db;
}

Database::~Database() {
  sqlite3_close(m_handle);
}

Result<void> Database::script(std::string_view sql) {
  const int code = sqlite3_exec(m_handle, std::string(sql).c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) {
    return failure(code);
  }
  return {};
}

Result<int> Database::run(std::string_view sql, std::initializer_list<Value> values) {
  auto done = each(sql, values, [](const Row&) {});
  if (!done) {
    return fail(done.error());
  }
  return sqlite3_changes(m_handle);
}

Result<void> Database::each(std::string_view sql, std::initializer_list<Value> values,
                            const std::function<void(const Row&)>& row) {
  const auto prepared = prepare(sql, values);
  if (!prepared) {
    return fail(prepared.error());
  }
  const Statement statement(*prepared);
  for (;;) {
    const int code = sqlite3_step(statement.get());
    if (code == SQLITE_DONE) {
      return {};
    }
    if (code != SQLITE_ROW) {
      return failure(code);
    }
    row(Row(statement.get()));
  }
}

Result<std::int64_t> Database::number(std::string_view sql, std::initializer_list<Value> values) {
  std::int64_t found = 0;
  bool first = true;
  auto done = each(sql, values, [&](const Row& row) {
    if (first) {
      found = row.integer(0);
    }
    first = false;
  });
  if (!done) {
    return fail(done.error());
  }
  return found;
}

void Database::keepFilesOnClose() {
  sqlite3_db_config(m_handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

Result<sqlite3_stmt*> Database::prepare(std::string_view sql, std::initializer_list<Value> values) {
  sqlite3_stmt* raw = nullptr;
  int code = sqlite3_prepare_v2(m_handle, sql.data(), static_cast<int>(sql.size()), &raw, nullptr);
  Statement statement(raw);
  int index = 0;
  for (const auto& value : values) {
    if (code == SQLITE_OK) {
      code = bindValue(statement.get(), ++index, value);
    }
  }
  if (code != SQLITE_OK) {
    return failure(code);
  }
  return statement.release();
}

tl::unexpected<Error> Database::failure(int code) const {
  const std::string detail = std::string(sqlite3_errmsg(m_handle)) + " (" + std::to_string(code) + ")";
  const int primary = code & 0xff;
  const int system = sqlite3_system_errno(m_handle);
  const bool noRoom = primary == SQLITE_IOERR && (system == ENOSPC || system == EDQUOT || system == EFBIG);
  if (primary == SQLITE_FULL || noRoom) {
    return fail(errors::kDiskFull, Fault::ServiceUnavailable, detail);
  }
  if (primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB) {
    return fail(errors::kDamaged, Fault::ServiceUnavailable, detail);
  }
  if (primary == SQLITE_CONSTRAINT || primary == SQLITE_MISUSE || primary == SQLITE_ERROR) {
    return fail(errors::kStorage, Fault::Bug, detail);
  }
  return fail(errors::kStorage, Fault::ServiceUnavailable, detail);
}

Transaction::~Transaction() {
  if (m_open) {
    (void)m_db.script("ROLLBACK");
  }
}

Result<void> Transaction::begin() {
  auto begun = m_db.script("BEGIN IMMEDIATE");
  m_open = begun.has_value();
  return begun;
}

Result<void> Transaction::commit() {
  auto committed = m_db.script("COMMIT");
  if (committed) {
    m_open = false;
  }
  return committed;
}

}  // namespace xiaowu::outbox
