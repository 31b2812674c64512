#include "tools/cli/Arguments.h"

#include <algorithm>
#include <charconv>

namespace xiaowu::cli {

std::optional<std::string> Arguments::option(const std::string& name) const {
  const auto found = options.find(name);
  return found == options.end() ? std::nullopt : std::optional(found->second);
}

tl::unexpected<Error> usageError(std::string detail) {
  return fail(errors::kUsage, Fault::ResidentCanFix, std::move(detail));
}

Result<Arguments> parseArguments(const std::vector<std::string>& words,
                                 std::initializer_list<const char*> options,
                                 std::initializer_list<const char*> switches) {
  const auto isOneOf = [](std::initializer_list<const char*> names, const std::string& word) {
    return std::any_of(names.begin(), names.end(), [&](const char* name) { return word == name; });
  };
  Arguments arguments;
  bool optionsEnded = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto& word = words[i];
    if (optionsEnded || word == "-" || word.empty() || word.front() != '-') {
      arguments.values.push_back(word);
    } else if (word == "--") {
      optionsEnded = true;
    } else if (isOneOf(switches, word)) {
      arguments.switches.insert(word);
    } else if (!isOneOf(options, word)) {
      return usageError("unknown option " + word.substr(0, 40));
    } else if (i + 1 == words.size()) {
      return usageError(word + " needs a value");
    } else if (!arguments.options.emplace(word, words[++i]).second) {
      return usageError(word + " is given twice");
    }
  }
  return arguments;
}

Result<int> secondsOf(const Arguments& arguments, const std::string& name, int otherwise, int most) {
  const auto text = arguments.option(name);
  if (!text) {
    return otherwise;
  }
  int seconds = 0;
  const auto [end, problem] = std::from_chars(text->data(), text->data() + text->size(), seconds);
  if (problem != std::errc{} || end != text->data() + text->size() || seconds < 1 || seconds > most) {
    return usageError(name + " is a whole number of seconds from 1 to " + std::to_string(most));
  }
  return seconds;
}

}  // namespace xiaowu::cli
