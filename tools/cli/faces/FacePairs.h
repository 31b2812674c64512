#pragma once
// A list of pairs of pictures: comma-separated values (RFC 4180) whose first line names the columns.

#include "core/base/Result.h"

#include <filesystem>
#include <string>
#include <vector>

namespace xiaowu::cli {

struct FacePair {
  std::string x;  ///< as in the column file_x
  std::string y;  ///< as in the column file_y
};

inline constexpr std::size_t kPairsMax = 5'000'000;

/// The columns file_x and file_y are found by name, in any order, other columns are passed over. "tool.input"
/// with the line's number when a line is wrong.
[[nodiscard]] Result<std::vector<FacePair>> readPairs(const std::filesystem::path& file);

}  // namespace xiaowu::cli
