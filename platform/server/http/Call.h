#pragma once
// One request on its way to the operation that answers it.

#include "platform/server/http/Http.h"

#include <string>
#include <vector>

namespace xiaowu::platform {

struct Call {
  const HttpRequest& request;           ///< its body fits the contract, unless the operation is a page
  std::vector<std::string> parameters;  ///< of the path, in order
};

}  // namespace xiaowu::platform
