#pragma once
// Who sent a request: an enrolled kiosk, by its signature (platform/api/README.md, Signed requests), or an
// operator, by a token. Any thread.

#include "core/base/Clock.h"
#include "core/base/Result.h"
#include "platform/server/http/Http.h"
#include "platform/server/repository/Kiosks.h"

#include <string>

namespace xiaowu::platform {

class Authenticator {
 public:
  /// The references outlive this.
  Authenticator(const Clock& clock, Kiosks& kiosks, std::string operatorToken)
      : m_clock(clock), m_kiosks(kiosks), m_operatorToken(std::move(operatorToken)) {}

  /// The kiosk, or the answer that refuses the request. The signature is checked before the clock, so that
  /// only an enrolled kiosk learns that its clock is wrong.
  [[nodiscard]] tl::expected<KioskRow, HttpResponse> kiosk(const HttpRequest& request) const;
  [[nodiscard]] bool isOperator(const HttpRequest& request) const;

 private:
  const Clock& m_clock;
  Kiosks& m_kiosks;
  const std::string m_operatorToken;
};

}  // namespace xiaowu::platform
