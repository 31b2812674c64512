#pragma once
// The contract between kiosk and platform, loaded once per test program; a broken openapi.json ends the
// program with a message.

#include "platform/api/OpenApi.h"

namespace xiaowu::testing {

/// Then: contract().checkRequest("POST", "/v1/ratings", body), contract().checkResponse("POST",
/// "/v1/ratings", 200, body).
[[nodiscard]] const platform::OpenApi& contract();

}  // namespace xiaowu::testing
