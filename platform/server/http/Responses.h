#pragma once
// Answers that more than one operation gives. Codes and messages are constants of the caller: no text from
// outside is ever written into them.

#include "platform/server/http/Http.h"

#include <string>
#include <string_view>

namespace xiaowu::platform {

/// {"error":{"code","message"}}.
[[nodiscard]] HttpResponse errorResponse(int status, std::string_view code, std::string_view message);
/// The error that stands for a bare status.
[[nodiscard]] HttpResponse statusResponse(int status);
/// 503 with Retry-After, for a disk or database that cannot now.
[[nodiscard]] HttpResponse storageRefusal();
/// 429 with Retry-After: this kiosk has asked too often.
[[nodiscard]] HttpResponse tooManyResponse(int retryAfterS);
[[nodiscard]] HttpResponse jsonResponse(int status, std::string body);
[[nodiscard]] HttpResponse htmlResponse(int status, std::string body);
[[nodiscard]] HttpResponse stylesheetResponse(std::string body);

}  // namespace xiaowu::platform
