#include "recognition/documents/fields/internal/Divisions.h"

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

std::size_t divisionCount() {
  return std::size(kDivisions) - 1;
}

}  // namespace xiaowu::documents
