#pragma once
// One SQLite file behind one lock: what the ports of this engine share. A commit survives a power cut
// (storage::kDurablePragmas).

#include "core/storage/Database.h"
#include "core/storage/Failure.h"

#include <atomic>
#include <filesystem>
#include <memory>
#include <mutex>

namespace xiaowu::platform::sqlite {

using storage::Database;
using storage::Statement;

/// errors::kDatabase for whatever goes wrong.
extern const storage::ErrorCodes kCodes;

/// Stored text that is none of the names it may be: somebody else wrote it, or the file is damaged.
[[nodiscard]] storage::Failure unknownName(const char* column);

class Connection {
 public:
  /// Opens or makes the file and brings it to the newest schema version; when that fails and the file is of
  /// this version, opens it for reading alone. Throws storage::Failure.
  explicit Connection(std::filesystem::path file);

  [[nodiscard]] bool isReadOnly() const { return m_isReadOnly; }
  /// Repository::tryToWrite.
  bool tryToWrite();

  /// Runs `action(Database&)` alone, from any thread: one lock, one place where Failures become Errors. What
  /// else it throws goes through.
  template <typename T, typename Action>
  [[nodiscard]] Result<T> guarded(Action&& action) {
    const std::lock_guard lock(m_mutex);
    auto done = storage::guarded<T>(kCodes, [&] { return action(database()); });
    if (!done) {
      report(done.error());
    }
    return done;
  }

 private:
  /// The detail names tables and columns and never values.
  static void report(const Error& error);

  void open();
  [[nodiscard]] Database& database();

  const std::filesystem::path m_file;
  std::mutex m_mutex;
  std::unique_ptr<Database> m_database;  ///< null: it could not be opened again
  std::atomic<bool> m_isReadOnly{false};
};

}  // namespace xiaowu::platform::sqlite
