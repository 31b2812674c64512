#pragma once
// Whether the database is the one that the last run left. A counter of runs stands in the database and in a
// file beside it: a database that is gone, a lost -wal and a copy put back from yesterday are noticed, though
// SQLite opens each of them without a word.

#include "app/outbox/OpenReport.h"
#include "core/base/Result.h"
#include "core/storage/Database.h"

#include <filesystem>

namespace xiaowu::outbox {

class RunMark {
 public:
  explicit RunMark(const std::filesystem::path& folder);

  /// Before the database is opened, which makes what is missing.
  void look();
  /// Whether this folder ever held a database.
  [[nodiscard]] bool known() const { return m_known; }
  [[nodiscard]] bool databaseThere() const { return m_databaseThere; }
  /// After it was opened: compares, then begins a run, durably. Throws storage::Failure.
  [[nodiscard]] Loss begin(storage::Database& database);
  /// Right before the database is closed in good order.
  void end() const;

 private:
  void write(std::string_view state) const;

  std::filesystem::path m_folder;
  bool m_known = false;
  bool m_databaseThere = false;
  bool m_walThere = false;
  bool m_wasOpen = false;  ///< the last run was cut off
  std::int64_t m_run = 0;
};

}  // namespace xiaowu::outbox
