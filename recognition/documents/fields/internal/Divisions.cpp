#include "recognition/documents/fields/internal/Divisions.h"

#include "recognition/documents/text/internal/Utf8Characters.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <string>
#include <unordered_map>
#include <vector>

namespace xiaowu::documents {
namespace {

struct Division {
  int code = 0;
  bool current = false;
  const char* name = "";
};

constexpr Division kDivisions[] = {
    {0, false, ""},  // an empty table is still an array
#include "divisions.inc"
};

int codeNumberOf(std::string_view code) {
  int value = 0;
  const auto [end, problem] = std::from_chars(code.data(), code.data() + code.size(), value);
  return code.size() == 6 && problem == std::errc{} && end == code.data() + code.size() ? value : 0;
}

const Division* find(int code) {
  const auto* at = std::lower_bound(std::begin(kDivisions), std::end(kDivisions), code,
                                    [](const Division& entry, int wanted) { return entry.code < wanted; });
  return at != std::end(kDivisions) && at->code == code && code != 0 ? at : nullptr;
}

bool isSpecialRegion(int code) {
  return code == 810000 || code == 820000 || code == 830000;
}

/// Every name with its codes; "朝阳区" is in Beijing and in Changchun.
const std::unordered_map<std::string_view, std::vector<int>>& byName() {
  static const auto kTable = [] {
    std::unordered_map<std::string_view, std::vector<int>> table;
    for (const auto& entry : kDivisions) {
      if (entry.code != 0) {
        table[entry.name].push_back(entry.code);
      }
    }
    return table;
  }();
  return kTable;
}

std::size_t longestName() {
  static const std::size_t kLongest = [] {
    std::size_t longest = 0;
    for (const auto& entry : kDivisions) {
      longest = std::max(longest, std::string_view(entry.name).size());
    }
    return longest;
  }();
  return kLongest;
}

/// Whether a division can stand behind another one in an address: it lies in it. Counties under a prefecture
/// that no longer holds them pass by province.
bool within(int inner, int outer) {
  if (outer == 0) {
    return true;
  }
  if (outer % 10000 == 0) {
    return inner / 10000 == outer / 10000 && inner != outer;
  }
  return outer % 100 == 0 && inner / 10000 == outer / 10000 && inner % 100 != 0;
}

constexpr std::size_t kCountyBytesMost = 45;  // of the longest county's name, 15 letters

/// Bytes of `read` that a county's name takes there when one of its letters was misread or lost, else 0. The
/// last letter (县, 区, 市) must be right, and another one.
std::size_t nearlyBeginsWith(const std::vector<std::string>& read, const std::vector<std::string>& name) {
  const auto bytesOf = [&](std::size_t letters) {
    std::size_t bytes = 0;
    for (std::size_t at = 0; at < letters; ++at) {
      bytes += read[at].size();
    }
    return bytes;
  };
  if (name.size() < 3) {
    return 0;
  }
  if (read.size() >= name.size() && read[name.size() - 1] == name.back()) {
    std::size_t different = 0;
    for (std::size_t at = 0; at < name.size(); ++at) {
      different += read[at] == name[at] ? 0 : 1;
    }
    if (different == 1) {
      return bytesOf(name.size());
    }
  }
  for (std::size_t lost = 0; lost + 1 < name.size() && read.size() + 1 >= name.size(); ++lost) {
    auto shorter = name;
    shorter.erase(shorter.begin() + static_cast<std::ptrdiff_t>(lost));
    if (std::equal(shorter.begin(), shorter.end(), read.begin())) {
      return bytesOf(shorter.size());
    }
  }
  return 0;
}

struct Near {
  const Division* entry = nullptr;
  std::size_t bytes = 0;  ///< that its name takes in the text
};

/// The county of the code, else the only name of the prefecture, else of the province.
std::optional<Near> onlyOne(const std::vector<Near>& near, int hint, int outer) {
  const auto hinted =
      std::find_if(near.begin(), near.end(), [&](const Near& one) { return one.entry->code == hint; });
  if (hinted != near.end()) {
    return *hinted;
  }
  // Counties of retired codes pass for every prefecture of their province; those of its own come first.
  for (const int digits : {100, 10000}) {
    std::optional<Near> only;
    bool tie = false;
    for (const auto& one : near) {
      if (one.entry->code / digits != outer / digits) {
        continue;
      }
      tie = tie || (only && std::string_view(only->entry->name) != one.entry->name);
      only = one;
    }
    if (tie) {
      return std::nullopt;
    }
    if (only) {
      return only;
    }
  }
  return std::nullopt;
}

}  // namespace

AreaStatus areaStatus(std::string_view code) {
  const int number = codeNumberOf(code);
  if (isSpecialRegion(number)) {
    return AreaStatus::Current;
  }
  if (divisionCount() == 0) {
    return AreaStatus::NoTable;
  }
  const Division* entry = find(number);
  if (entry == nullptr) {
    return AreaStatus::Unknown;
  }
  return entry->current ? AreaStatus::Current : AreaStatus::Retired;
}

std::string_view areaName(std::string_view code) {
  const Division* entry = find(codeNumberOf(code));
  return entry == nullptr ? std::string_view() : std::string_view(entry->name);
}

std::optional<DivisionPrefix> divisionPrefix(std::string_view text) {
  DivisionPrefix found;
  while (found.bytes < text.size()) {
    const auto rest = text.substr(found.bytes);
    int code = 0;
    std::size_t bytes = 0;
    // Names end where a character ends, so trying every byte length is right, if not the fastest.
    for (std::size_t size = std::min(rest.size(), longestName()); size >= 6 && code == 0; --size) {
      const auto at = byName().find(rest.substr(0, size));
      if (at == byName().end()) {
        continue;
      }
      const auto fitting = std::find_if(at->second.begin(), at->second.end(),
                                        [&](int candidate) { return within(candidate, found.code); });
      if (fitting == at->second.end()) {
        continue;
      }
      code = *fitting;
      bytes = size;
    }
    if (code == 0) {
      break;
    }
    found = {code, found.bytes + bytes, code % 100 != 0};
    if (found.county) {
      break;
    }
  }
  return found.code == 0 ? std::nullopt : std::optional(found);
}

std::optional<std::string> withNearestCounty(std::string_view text, std::string_view areaCode) {
  const auto prefix = divisionPrefix(text);
  if (prefix && prefix->county) {
    return std::nullopt;
  }
  const std::size_t from = prefix ? prefix->bytes : 0;
  const auto read = utf8Characters(std::string(text.substr(from, kCountyBytesMost)));
  const int hint = codeNumberOf(areaCode);
  const int outer = prefix ? prefix->code : hint / 10000 * 10000;
  if (outer == 0) {
    return std::nullopt;
  }
  std::vector<Near> near;
  for (const auto& entry : kDivisions) {
    const auto bytes = entry.code % 100 == 0 || !within(entry.code, outer)
                           ? 0
                           : nearlyBeginsWith(read, utf8Characters(entry.name));
    if (bytes > 0) {
      near.push_back({&entry, bytes});
    }
  }
  const auto chosen = onlyOne(near, hint, outer);
  if (!chosen) {
    return std::nullopt;
  }
  return std::string(text.substr(0, from)) + chosen->entry->name +
         std::string(text.substr(from + chosen->bytes));
}

std::size_t divisionCount() {
  return std::size(kDivisions) - 1;
}

}  // namespace xiaowu::documents
