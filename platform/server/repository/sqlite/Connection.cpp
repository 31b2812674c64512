#include "platform/server/repository/sqlite/Connection.h"

#include "core/base/Log.h"
#include "platform/server/repository/Errors.h"
#include "platform/server/repository/sqlite/Schema.h"

namespace xiaowu::platform::sqlite {

constexpr storage::ErrorCodes kCodes{errors::kDatabase, errors::kDatabase, errors::kDatabase,
                                     errors::kDatabase};

storage::Failure unknownName(const char* column) {
  return {storage::Cause::Damaged, std::string(column) + " has an unknown name"};
}

namespace {

// The write-ahead log has a file that several processes share, and that needs room on the disk; whoever is
// alone needs none. What the log holds is read.
constexpr std::string_view kReadAlone = "PRAGMA locking_mode=EXCLUSIVE; PRAGMA query_only=ON;";

std::unique_ptr<Database> openForReading(const std::filesystem::path& file) {
  auto database = std::make_unique<Database>(file, storage::DatabaseOptions{.pragmas = kReadAlone});
  database->keepFilesOnClose();
  if (!isUpToDate(*database)) {
    throw storage::Failure(storage::Cause::Unavailable, "the database cannot be brought up to date");
  }
  return database;
}

}  // namespace

Connection::Connection(std::filesystem::path file) : m_file(std::move(file)) {
  open();
}

void Connection::open() {
  std::error_code ignored;
  const bool isThere = std::filesystem::file_size(m_file, ignored) > 0 && !ignored;
  m_database.reset();
  try {
    auto database = std::make_unique<Database>(m_file);
    bringUpToDate(*database);
    m_database = std::move(database);
    m_isReadOnly = false;
  } catch (const storage::Failure& failure) {
    const bool mayBeRead = isThere && (failure.cause == storage::Cause::DiskFull ||
                                       failure.cause == storage::Cause::Unavailable);
    if (!mayBeRead) {
      throw;
    }
    try {
      m_database = openForReading(m_file);
    } catch (const storage::Failure&) {
      throw failure;  // why it cannot be written says more
    }
    m_isReadOnly = true;
    qCWarning(logPlatform, "the database is open for reading only: %s", failure.what());
  }
}

Database& Connection::database() {
  if (!m_database) {
    open();
  }
  return *m_database;
}

bool Connection::tryToWrite() {
  const std::lock_guard lock(m_mutex);
  if (m_isReadOnly) {
    (void)storage::guarded<void>(kCodes, [&] { open(); });
  }
  return !m_isReadOnly;
}

void Connection::report(const Error& error) {
  qCWarning(logPlatform, "database: %s", error.detail.c_str());
}

}  // namespace xiaowu::platform::sqlite
