#include "core/approval/Reuse.h"

#include "core/domain/Dates.h"

#include <algorithm>

namespace xiaowu::approval {
namespace {

using std::chrono::sys_days;

/// "长期" and what is no date never end.
bool isOver(const domain::ReadField& field, sys_days today) {
  if (field.role != "validity") {
    return false;
  }
  const auto last = domain::lastDayOf(field.value);
  return last && sys_days{*last} < today;
}

bool isYoung(const domain::ReadField& field, sys_days today, int days) {
  if (field.role != "date" || field.doubtful) {
    return false;
  }
  const auto issued = domain::parseDate(field.value);
  return issued && today - sys_days{*issued} <= std::chrono::days{days};
}

}  // namespace

bool mayBeReused(const catalog::MaterialRequirement& wanted, const domain::KeptPaper& paper,
                 std::chrono::year_month_day today) {
  if (wanted.reuseDays <= 0 || paper.documentType != wanted.documentType ||
      paper.backType != wanted.backType) {
    return false;
  }
  const sys_days now{today};
  const auto age = (now - sys_days{paper.receivedOn}).count();
  if (age < 0 || age > wanted.reuseDays) {
    return false;
  }
  const auto& fields = paper.fields;
  if (std::any_of(fields.begin(), fields.end(), [&](const auto& field) { return isOver(field, now); })) {
    return false;
  }
  return wanted.notOlderDays <= 0 || std::any_of(fields.begin(), fields.end(), [&](const auto& field) {
           return isYoung(field, now, wanted.notOlderDays);
         });
}

}  // namespace xiaowu::approval
