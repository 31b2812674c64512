#pragma once
// Middles and ranks of a few numbers. Pure; any thread. None of the values may be a NaN.

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace xiaowu {

/// The median: of an even count the mean of the two in the middle; nothing for no values.
[[nodiscard]] std::optional<double> median(std::vector<double> values);

/// The value that `share` (0 … 1) of the values do not exceed, one that occurs; 0 for no values.
[[nodiscard]] double quantile(std::vector<double> values, double share);

/// The one that would stand at `rank`, counted from 0, if the values were sorted; there are more than `rank`.
template <typename Value>
[[nodiscard]] Value atRank(std::vector<Value> values, std::size_t rank) {
  const auto place = values.begin() + static_cast<std::ptrdiff_t>(rank);
  std::nth_element(values.begin(), place, values.end());
  return *place;
}

/// The one in the middle, of an even count the upper of the two: a value that occurs, where median() may give
/// one between. A default value for no values.
template <typename Value>
[[nodiscard]] Value middleValue(std::vector<Value> values) {
  const auto rank = values.size() / 2;
  return values.empty() ? Value{} : atRank(std::move(values), rank);
}

}  // namespace xiaowu
