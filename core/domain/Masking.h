#pragma once
// How much of a person stands on paper and screens that others may see. Pure; any thread.

#include <string>
#include <string_view>

namespace xiaowu::domain {

/// "李*", "欧阳**", "SCHMIDT, ***": the surname and one star per hidden character (three for Latin names,
/// whose length would say too much). Surnames of two characters are known; of a name that is nothing else the
/// first character stays. Empty stays empty.
[[nodiscard]] std::string maskedName(std::string_view name);

}  // namespace xiaowu::domain
