#pragma once
// What the outbox's classes share: the one database, the folder of sealed parts, clock and options. Opens and
// repairs them as Outbox::open says.

#include "app/outbox/Errors.h"
#include "app/outbox/OpenReport.h"
#include "app/outbox/Options.h"
#include "app/outbox/SpaceState.h"
#include "core/base/Clock.h"
#include "core/storage/Database.h"
#include "core/storage/PartStore.h"

namespace xiaowu::outbox {

inline constexpr storage::ErrorCodes kStorageCodes{errors::kStorage, errors::kDiskFull, errors::kDamaged,
                                                   errors::kTooNew};

/// No such item, or not in the state that the call needs.
[[nodiscard]] inline tl::unexpected<Error> failUnknown() {
  return fail(errors::kUnknown, Fault::Bug, "no such item in this state");
}

/// The caller's value cannot be stored.
[[nodiscard]] inline tl::unexpected<Error> failInvalid(std::string what) {
  return fail(errors::kInvalid, Fault::Bug, std::move(what));
}

class Store {
 public:
  [[nodiscard]] static Result<std::unique_ptr<Store>> open(const std::filesystem::path& folder,
                                                           const Clock& clock, Options options);

  [[nodiscard]] const OpenReport& report() const { return m_report; }
  [[nodiscard]] const Options& options() const { return m_options; }
  [[nodiscard]] const Clock& clock() const { return m_clock; }
  [[nodiscard]] std::int64_t now() const { return toUnixMicros(m_clock.wall()); }
  /// Throws storage::Failure in use.
  [[nodiscard]] storage::Database& database() const { return *m_database; }
  [[nodiscard]] const storage::PartStore& parts() const { return m_parts; }

  [[nodiscard]] Result<SpaceState> spaceState(std::uint64_t minFreeBytes) const;
  /// disk-full unless so many bytes fit beside the reserve.
  [[nodiscard]] Result<void> needRoom(std::uint64_t bytes) const;
  /// Notes the highest number given beside the database, durably: a database that had to be set aside must
  /// not lead to numbers being given twice.
  [[nodiscard]] Result<void> noteNumber(std::int64_t seq) const;
  void reached(std::string_view point) const;

 private:
  Store(std::filesystem::path folder, const Clock& clock, Options options);
  [[nodiscard]] Result<void> openDatabase();
  [[nodiscard]] Result<void> setAside();
  void seedNumbers();
  [[nodiscard]] Result<void> sweep();

  std::filesystem::path m_folder;
  const Clock& m_clock;
  Options m_options;
  OpenReport m_report;
  std::unique_ptr<storage::Database> m_database;
  storage::PartStore m_parts;
};

}  // namespace xiaowu::outbox
