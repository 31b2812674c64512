#pragma once
// POST /v1/face-comparisons: takes a place, opens the pictures on a comparison thread, compares, signs yes or
// no. What stays is the audit row. Any thread.

#include "core/base/Clock.h"
#include "platform/server/comparisons/ComparisonPool.h"
#include "platform/server/http/Call.h"
#include "platform/server/repository/Comparisons.h"
#include "platform/server/repository/Kiosks.h"
#include "platform/server/storage/Keys.h"

namespace xiaowu::platform {

class ComparisonService {
 public:
  /// The arguments outlive this, and this outlives the pool's last job.
  ComparisonService(const Clock& clock, Comparisons& comparisons, ComparisonPool& pool, const Keys& keys)
      : m_clock(clock), m_comparisons(comparisons), m_pool(pool), m_keys(keys) {}

  /// The answer may come later (HttpResponse::later).
  [[nodiscard]] HttpResponse compare(const Call& call, const KioskRow& kiosk);

 private:
  struct Sealed;
  [[nodiscard]] ComparisonOutcome look(FaceMatcher& matcher, const Sealed& sealed, ComparisonRow& row) const;
  [[nodiscard]] HttpResponse lookAndKeep(FaceMatcher& matcher, const Sealed& sealed, ComparisonRow row);
  [[nodiscard]] HttpResponse lookLater(Sealed sealed, const ComparisonRow& row);
  [[nodiscard]] HttpResponse answerOf(const ComparisonRow& row) const;

  const Clock& m_clock;
  Comparisons& m_comparisons;
  ComparisonPool& m_pool;
  const Keys& m_keys;
};

}  // namespace xiaowu::platform
