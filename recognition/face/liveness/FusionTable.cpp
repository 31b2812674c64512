#include "recognition/face/liveness/FusionTable.h"

#include <cmath>

namespace xiaowu::face {
namespace {

template <typename Change>
void forEachRow(Change&& change) {
  for (const auto& row : kFusionTable) {
    change(row);
  }
  change(kLikenessRow);
}

}  // namespace

GateResult judge(const FusionRow& row, double score, const FusionLimits& limits) {
  const double limit = limits.*row.limit;
  bool passed = false;
  switch (row.sense) {
    case GateSense::AtLeast: passed = score >= limit; break;
    case GateSense::AtMost: passed = score <= limit; break;
    case GateSense::Between: passed = score >= limit && score <= limits.*row.upper; break;
  }
  return {std::string(row.name), score, passed, passed ? std::string() : std::string(row.reason)};
}

std::string_view looserThan(const FusionLimits& site, const FusionLimits& floor) {
  std::string_view found;
  const auto note = [&](std::string_view name, bool isLooser) {
    if (found.empty() && isLooser) {
      found = name;
    }
  };
  forEachRow([&](const FusionRow& row) {
    const double one = site.*row.limit;
    const double other = floor.*row.limit;
    note(row.name, !std::isfinite(one) || (row.sense == GateSense::AtMost ? one > other : one < other));
    if (row.upper != nullptr) {
      note(row.name, !(site.*row.upper <= floor.*row.upper));
    }
  });
  note("doubt", !(site.doubtBelow >= floor.doubtBelow));
  return found;
}

FusionLimits stricterOf(const FusionLimits& a, const FusionLimits& b) {
  FusionLimits limits = a;
  // Written so that of a limit that is no number the other remains.
  const auto lower = [](double x, double y) { return x < y ? x : y; };
  const auto higher = [](double x, double y) { return x > y ? x : y; };
  forEachRow([&](const FusionRow& row) {
    limits.*row.limit = row.sense == GateSense::AtMost ? lower(a.*row.limit, b.*row.limit)
                                                       : higher(a.*row.limit, b.*row.limit);
    if (row.upper != nullptr) {
      limits.*row.upper = lower(a.*row.upper, b.*row.upper);
    }
  });
  limits.doubtBelow = higher(a.doubtBelow, b.doubtBelow);
  return limits;
}

}  // namespace xiaowu::face
