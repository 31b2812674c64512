#include "platform/server/main/Routes.h"

#include "platform/server/http/Router.h"

namespace xiaowu::platform {

Found findRoute(const std::vector<Route>& routes, std::string_view method, std::string_view path) {
  Found found;
  for (const auto& route : routes) {
    auto parameters = matchPath(route.pattern, path);
    if (!parameters) {
      continue;
    }
    found.methods.push_back(route.method);
    if (route.method != method || found.route != nullptr) {
      continue;
    }
    found.route = &route;
    found.parameters = std::move(*parameters);
  }
  return found;
}

}  // namespace xiaowu::platform
