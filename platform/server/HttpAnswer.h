#pragma once
// An answer as it goes over the wire: with the date and the headers that every page and every reply carries.

#include "platform/server/Http.h"

#include <boost/beast/http.hpp>

namespace xiaowu::platform {

/// `headOnly`: the answer to HEAD, with the length of the body that GET would get.
[[nodiscard]] boost::beast::http::response<boost::beast::http::string_body> wireAnswer(HttpResponse&& response, bool headOnly, bool keepAlive);

}  // namespace xiaowu::platform
