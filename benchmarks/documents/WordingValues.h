#pragma once
// Invented persons and places for the wordings, apart from the simulators' own, so that a rule that has
// learnt those by heart shows.

#include <map>
#include <random>
#include <string>

namespace xiaowu::bench {

/// name, sex, nation, id, birth of one person ("2" behind the key for a second one); prov, city, county,
/// town, village, vname, group, addr, relation, date, uscc, marriageno; dates are ISO.
[[nodiscard]] std::map<std::string, std::string> wordingValues(std::uint64_t seed);

/// An ISO date as papers print it: a 2026年11月30日, z with zeros, d 2026.11.30, h 2026-11-30, s 2026/11/30,
/// c 二〇二六年十一月三十日, o with ○, m 二〇二六年11月30日, p with spaces, i ISO.
[[nodiscard]] std::string dateAs(const std::string& iso, char style);

}  // namespace xiaowu::bench
