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

Connection::Connection(const std::filesystem::path& file) : m_database(file) {
  bringUpToDate(m_database);
}

void Connection::report(const Error& error) {
  qCWarning(logPlatform, "database: %s", error.detail.c_str());
}

}  // namespace xiaowu::platform::sqlite
