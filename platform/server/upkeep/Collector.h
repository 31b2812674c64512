#pragma once
// Takes away what has had its time. A round goes through everything once, step by step: each step holds the
// database for a few rows only, so that no request waits for it. Only the first round and each 24th looks
// through the files. What cannot be done now is left to the next
// round. GUARANTEED: nothing of a filed case is touched, and no part whose case is filed in the same moment.
// One thread at a time.

#include "core/base/Clock.h"
#include "core/storage/PartStore.h"
#include "core/storage/PartialFiles.h"
#include "platform/server/repository/Repository.h"
#include "platform/server/upkeep/Ages.h"

#include <array>
#include <cstdint>

namespace xiaowu::platform {

struct Swept {
  std::int64_t proofPapers = 0, unfinishedParts = 0, unfinishedBytes = 0, partialParts = 0, strayFiles = 0,
               halfWritten = 0;
  std::int64_t auditRows = 0, comparisons = 0, staffChecks = 0, filings = 0;

  Swept& operator+=(const Swept& other);
  /// Of anything, bytes aside.
  [[nodiscard]] std::int64_t count() const;
};

/// Where parts are: whole, and in pieces.
struct PartPlaces {
  const storage::PartStore& whole;
  storage::PartialFiles& partial;
};

class Collector {
 public:
  /// The references outlive this.
  Collector(const Clock& clock, Repository& repository, const PartPlaces& parts, const Ages& ages)
      : m_clock(clock),
        m_repository(repository),
        m_parts(parts.whole),
        m_partials(parts.partial),
        m_ages(ages) {}

  /// One small piece of work. False: the round is over, and the next call begins another.
  bool step();
  /// Of this round, or of the last one until the next begins.
  [[nodiscard]] const Swept& swept() const { return m_swept; }

 private:
  using Task = bool (Collector::*)();  ///< true: there is more of this kind
  static const std::array<Task, 9> kTasks;

  bool forgetProofPapers();
  bool forgetUnfinished();
  bool removePartials();
  bool forgetAudit();
  bool forgetComparisons();
  bool forgetStaffChecks();
  bool forgetFilings();
  [[nodiscard]] bool looksAtFiles() const;
  bool removeHalfWritten();
  bool removeStrayFiles();
  [[nodiscard]] std::int64_t before(std::chrono::microseconds age) const;
  /// Adds what was removed; whether as many as could be, so that there may be more.
  static bool noted(const Result<std::int64_t>& removed, std::size_t limit, std::int64_t& sum);

  const Clock& m_clock;
  Repository& m_repository;
  const storage::PartStore& m_parts;
  storage::PartialFiles& m_partials;
  const Ages m_ages;
  Swept m_swept;
  bool m_isUnderWay = false;
  std::size_t m_task = 0;
  std::int64_t m_rounds = 0;
  int m_group = 0;  ///< of the store of parts, which is looked through group by group
};

}  // namespace xiaowu::platform
