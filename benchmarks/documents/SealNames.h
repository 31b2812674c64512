#pragma once
// Invented names of offices, committees and firms as they stand on seals.

#include <random>
#include <string>
#include <vector>

namespace xiaowu::bench {

struct SealName {
  std::string title;
  std::string centre;  ///< may be empty
  bool code = false;
};

/// In a county of today (all of China's, so that the letters are as various as on real seals).
[[nodiscard]] SealName inventSealName(std::mt19937_64& random);
/// The same name with one letter exchanged, as a neighbouring village or county would have.
[[nodiscard]] std::string neighbourOf(const std::string& title, std::mt19937_64& random);
/// `title` and 39 others, some of them in the same county.
[[nodiscard]] std::vector<std::string> fortyIssuers(const std::string& title, std::mt19937_64& random);

/// Edit distance in letters of UTF-8 text.
[[nodiscard]] std::size_t editDistance(const std::string& a, const std::string& b);

}  // namespace xiaowu::bench
