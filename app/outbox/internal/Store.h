#pragma once
// What the outbox's classes share: the one database, the folder of sealed parts, clock and options. Opens and
// repairs them as Outbox::open says.

#include "app/outbox/OpenReport.h"
#include "app/outbox/Options.h"
#include "app/outbox/SpaceState.h"
#include "app/outbox/internal/CaseFolders.h"
#include "app/outbox/internal/Codes.h"
#include "app/outbox/internal/RunMark.h"
#include "core/base/Clock.h"
#include "core/storage/Database.h"

namespace xiaowu::outbox {

class Store {
 public:
  [[nodiscard]] static Result<std::unique_ptr<Store>> open(const std::filesystem::path& folder,
                                                           const Clock& clock, Options options);
  [[nodiscard]] static Result<std::unique_ptr<Store>> openBeside(const std::filesystem::path& folder,
                                                                 const Clock& clock);
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  [[nodiscard]] const OpenReport& report() const { return m_report; }
  [[nodiscard]] const Options& options() const { return m_options; }
  [[nodiscard]] const Clock& clock() const { return m_clock; }
  [[nodiscard]] std::int64_t now() const { return toUnixMicros(m_clock.wall()); }
  /// Throws storage::Failure in use.
  [[nodiscard]] storage::Database& database() const { return *m_database; }
  [[nodiscard]] const CaseFolders& cases() const { return m_cases; }
  [[nodiscard]] const std::filesystem::path& folder() const { return m_folder; }

  [[nodiscard]] Result<SpaceState> spaceState(std::uint64_t minFreeBytes) const;
  /// disk-full unless so many bytes fit beside the reserve.
  [[nodiscard]] Result<void> needRoom(std::uint64_t bytes) const;
  /// Notes the highest number given beside the database, durably: one that is lost must not lead to numbers
  /// being given twice.
  [[nodiscard]] Result<void> noteNumber(std::int64_t seq) const;
  [[nodiscard]] std::int64_t notedNumber() const;
  void reached(std::string_view point) const;

 private:
  Store(std::filesystem::path folder, const Clock& clock, Options options);
  [[nodiscard]] Result<void> openDatabase();
  [[nodiscard]] Result<void> setAside();
  void keepLoss();
  void tellLosses() const;

  std::filesystem::path m_folder;
  const Clock& m_clock;
  Options m_options;
  OpenReport m_report;
  CaseFolders m_cases;
  RunMark m_mark;
  bool m_ownsRun = true;  ///< false: another process may be at work here
  std::unique_ptr<storage::Database> m_database;
};

}  // namespace xiaowu::outbox
