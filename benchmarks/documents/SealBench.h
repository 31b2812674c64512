#pragma once
// Seals: found, told from copies and from red things that are none, read, matched. See benchSeals().

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>

namespace xiaowu::bench {

struct SealChoice {
  int perCondition = 24;  ///< own seals in each of the five conditions
  bool publicSet = true;
  bool verbose = false;  ///< a line on standard error for every wrong one
  std::string only;      ///< part of a label; empty: all
  /// And "unscaled", which reads whole pages and takes a second each.
  std::string parts = "public,own,findings";
  std::filesystem::path strips;  ///< the strips of wrong readings go there as PNG; empty: nowhere
};

/// By condition ("c300" …), "200-300dpi" and "all", for the generator and for the public pictures: share
/// found, exact (all, and with letters that the reader can write), closest of 40 issuers; grey copies; false
/// seals on pages without one, at known scale and ("unscaled") at none; the verdicts for right and for wrong
/// issuers.
[[nodiscard]] nlohmann::json benchSeals(const SealChoice& choice, const std::filesystem::path& modelsFolder);

}  // namespace xiaowu::bench
