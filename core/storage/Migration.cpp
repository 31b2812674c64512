#include "core/storage/Migration.h"

#include "core/storage/Database.h"
#include "core/storage/Failure.h"
#include "core/storage/Transaction.h"

namespace xiaowu::storage {

namespace {

std::size_t versionOf(Database& database, std::size_t known) {
  const auto version = database.number("PRAGMA user_version");
  if (version < 0 || static_cast<std::size_t>(version) > known) {
    throw Failure(Cause::TooNew, "written by a newer program: schema " + std::to_string(version) +
                                     ", known up to " + std::to_string(known));
  }
  return static_cast<std::size_t>(version);
}

}  // namespace

int migrate(Database& database, std::span<const std::string_view> steps) {
  const auto found = versionOf(database, steps.size());
  for (auto version = found; version < steps.size();) {
    Transaction transaction(database);
    version = versionOf(database, steps.size());  // another process may have been quicker
    if (version == steps.size()) {
      break;
    }
    database.script(steps[version]);
    ++version;
    database.script("PRAGMA user_version = " + std::to_string(version));
    transaction.commit();
  }
  return static_cast<int>(found);
}

}  // namespace xiaowu::storage
