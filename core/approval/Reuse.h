#pragma once
// May a paper from before (证照留存复用) stand for what an item asks for today? The same on the kiosk, which
// offers it, and on the platform, which takes it. Pure.

#include "core/catalog/ServiceItem.h"
#include "core/domain/Case.h"

#include <chrono>

namespace xiaowu::approval {

/// Of the wanted type and sides, handed in at most `reuseDays` ago, and still in date: a validity that has
/// ended since does not count, nor does a paper older than `notOlderDays`, nor one that has to be young and
/// does not say for certain how old it is.
[[nodiscard]] bool mayBeReused(const catalog::MaterialRequirement& wanted, const domain::KeptPaper& paper,
                               std::chrono::year_month_day today);

}  // namespace xiaowu::approval
