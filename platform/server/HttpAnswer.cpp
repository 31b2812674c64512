#include "platform/server/HttpAnswer.h"

#include <array>
#include <ctime>
#include <string>
#include <utility>

namespace xiaowu::platform {

namespace http = boost::beast::http;

namespace {

std::string httpDate() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 40> text{};
  const auto length = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return {text.data(), length};
}

}  // namespace

http::response<http::string_body> wireAnswer(HttpResponse&& response, bool headOnly, bool keepAlive) {
  http::response<http::string_body> message(static_cast<http::status>(response.status), 11);
  message.set(http::field::date, httpDate());
  message.set(http::field::server, "xiaowu-platform");
  message.set(http::field::content_type, response.contentType);
  message.set("X-Content-Type-Options", "nosniff");
  message.set(http::field::cache_control, "no-store");
  message.set("Referrer-Policy", "no-referrer");
  message.set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
  if (response.retryAfterS) message.set(http::field::retry_after, std::to_string(*response.retryAfterS));
  if (!response.allow.empty()) message.set(http::field::allow, response.allow);
  message.keep_alive(keepAlive);
  message.content_length(response.body.size());
  if (!headOnly) message.body() = std::move(response.body);
  return message;
}

}  // namespace xiaowu::platform
