#pragma once
// Tables of what the kinds of an enumeration are called, checked when they are compiled. A row has a `kind`
// and a `name` at least; the rows stand in the order of the enumerators.

#include <array>
#include <cstddef>
#include <string_view>

namespace xiaowu::workflow {

template <typename Kind>
struct NamedKind {
  Kind kind;
  std::string_view name;
};

template <typename Rows>
[[nodiscard]] constexpr bool standsInOrder(const Rows& rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (static_cast<std::size_t>(rows[i].kind) != i) {
      return false;
    }
  }
  return true;
}

template <typename Rows, typename Member>
[[nodiscard]] constexpr bool allDiffer(const Rows& rows, Member member) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t k = i + 1; k < rows.size(); ++k) {
      if (rows[i].*member == rows[k].*member) {
        return false;
      }
    }
  }
  return true;
}

template <typename Rows, typename Kind>
[[nodiscard]] constexpr std::string_view nameIn(const Rows& rows, Kind kind) {
  return rows[static_cast<std::size_t>(kind)].name;
}

}  // namespace xiaowu::workflow
