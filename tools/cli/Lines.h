#pragma once
// What every command prints with: one JSON object on one line, short numbers.

#include "tools/cli/Arguments.h"

#include <filesystem>
#include <string>

namespace xiaowu::cli {

/// Without line break at its end. What is no UTF-8, such as the name of a foreign file, gets replacement
/// characters.
template <typename Json>
[[nodiscard]] std::string oneLine(const Json& line) {
  return line.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Cut to this many decimals, so that lines are short and the same everywhere.
[[nodiscard]] double rounded(double value, int decimals);

/// --models DIR, else XIAOWU_MODELS of the environment, else the delivered ones.
[[nodiscard]] std::filesystem::path modelsFolder(const Arguments& arguments);

}  // namespace xiaowu::cli
