#pragma once
// Which operation answers which request. Who may call it follows from its kind: an operation that takes a
// KioskRow is only reached by a request that this kiosk has signed.

#include "platform/server/http/Call.h"
#include "platform/server/repository/Kiosks.h"

#include <functional>
#include <string_view>
#include <variant>
#include <vector>

namespace xiaowu::platform {

struct ForAnybody {
  std::function<HttpResponse(const Call&)> answer;
};
struct ForKiosks {
  std::function<HttpResponse(const Call&, const KioskRow&)> answer;
  bool asksOfPersons = false;  ///< its answers tell of a person: asked less often (KioskRates::persons)
  bool takesParts = false;     ///< its body is large and goes into a file
};
struct ForOperators {
  std::function<HttpResponse(const Call&)> answer;
};
/// Exists only in a platform started with --faults, and is not subject to the faults it sets.
struct ForTests {
  std::function<HttpResponse(const Call&)> answer;
};
using Operation = std::variant<ForAnybody, ForKiosks, ForOperators, ForTests>;

struct Route {
  std::string_view method, pattern;
  Operation operation;
  bool isPage = false;  ///< not in openapi.json: it answers nonsense with a page
};

struct Found {
  const Route* route = nullptr;  ///< null: no such path, or not with this method
  std::vector<std::string> parameters;
  std::vector<std::string_view> methods;  ///< that the path has
};

/// The first match wins. `routes` outlives the answer.
[[nodiscard]] Found findRoute(const std::vector<Route>& routes, std::string_view method,
                              std::string_view path);

}  // namespace xiaowu::platform
