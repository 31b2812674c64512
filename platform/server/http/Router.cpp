#include "platform/server/http/Router.h"

#include <algorithm>

namespace xiaowu::platform {

std::optional<std::vector<std::string>> matchPath(std::string_view pattern, std::string_view path) {
  std::vector<std::string> parameters;
  while (!pattern.empty() && !path.empty()) {
    const auto patternEnd = std::min(pattern.find('/', 1), pattern.size());
    const auto pathEnd = std::min(path.find('/', 1), path.size());
    const auto wanted = pattern.substr(1, patternEnd - 1);
    const auto segment = path.substr(1, pathEnd - 1);
    if (path.front() != '/' || segment.empty() || (wanted != "{}" && wanted != segment)) {
      return std::nullopt;
    }
    if (wanted == "{}") {
      parameters.emplace_back(segment);
    }
    pattern.remove_prefix(patternEnd);
    path.remove_prefix(pathEnd);
  }
  if (!pattern.empty() || !path.empty()) {
    return std::nullopt;
  }
  return parameters;
}

std::string joinMethods(const std::vector<std::string_view>& methods) {
  std::string text;
  for (const auto method : methods) {
    if (!text.empty()) {
      text += ", ";
    }
    text += method;
  }
  return text;
}

}  // namespace xiaowu::platform
