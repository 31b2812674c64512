#include "core/storage/Database.h"

#include "core/storage/Failure.h"

#include <sqlite3.h>

namespace xiaowu::storage {

namespace {

Cause causeOf(int code, int systemError) {
  switch (code & 0xff) {  // the primary code of an extended one
    case SQLITE_FULL: return Cause::DiskFull;
    case SQLITE_IOERR: return causeOfErrno(systemError);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return Cause::Damaged;
    case SQLITE_CONSTRAINT:
    case SQLITE_MISUSE:
    case SQLITE_ERROR: return Cause::WrongUse;
    default: return Cause::Unavailable;
  }
}

}  // namespace

void Database::Closer::operator()(sqlite3* handle) const {
  sqlite3_close(handle);
}

Database::Database(const std::filesystem::path& file, const DatabaseOptions& options) {
  sqlite3* raw = nullptr;
  // One thread at a time: SQLite's own locks per call would guard nothing.
  constexpr int kFlags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  const int code = sqlite3_open_v2(file.c_str(), &raw, kFlags, nullptr);
  m_handle.reset(raw);
  if (raw == nullptr) {
    throw Failure(Cause::Unavailable, "out of memory");
  }
  if (code != SQLITE_OK) {
    raise(code);
  }
  sqlite3_extended_result_codes(raw, 1);
  sqlite3_busy_timeout(raw, static_cast<int>(options.busyTimeout.count()));
  try {
    script(options.pragmas);
  } catch (const Failure&) {
    keepFilesOnClose();
    throw;
  }
}

void Database::script(std::string_view sql) {
  const int code = sqlite3_exec(m_handle.get(), std::string(sql).c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) {
    raise(code);
  }
}

void Database::checkIntegrity() {
  Statement statement(*this, "PRAGMA integrity_check(1)");
  const std::string verdict = statement.step() ? statement.text(0) : "no answer";
  if (verdict != "ok") {
    throw Failure(Cause::Damaged, "integrity check: " + verdict);
  }
}

void Database::keepFilesOnClose() {
  sqlite3_db_config(m_handle.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

int Database::changedRows() const {
  return sqlite3_changes(m_handle.get());
}

void Database::raise(int code) const {
  const std::string text = sqlite3_errmsg(m_handle.get());
  throw Failure(causeOf(code, sqlite3_system_errno(m_handle.get())),
                text + " (" + std::to_string(code) + ")");
}

void Database::rollBack() noexcept {
  // Fails when SQLite has rolled back by itself; either way nothing of the transaction is left.
  sqlite3_exec(m_handle.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

}  // namespace xiaowu::storage
