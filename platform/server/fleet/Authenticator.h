#pragma once
// Who sent a request: an enrolled kiosk, by its signature (platform/api/README.md, Signed requests), or an
// operator, by a token. The head alone says it: what is signed of the body is the hash that the head
// announces. Any thread.

#include "core/base/Clock.h"
#include "core/base/Result.h"
#include "platform/server/fleet/ReplayGuard.h"
#include "platform/server/http/Http.h"
#include "platform/server/repository/Kiosks.h"

#include <string>

namespace xiaowu::platform {

class Authenticator {
 public:
  /// The references outlive this.
  Authenticator(const Clock& clock, Kiosks& kiosks, std::string operatorToken);

  struct Sender {
    KioskRow kiosk;
    std::string bodySha256;  ///< that the body must have, lower-case hex
  };
  /// The kiosk, or the answer that refuses the request. The signature is checked before the clock, so that
  /// only an enrolled kiosk learns that its clock is wrong. The same request a second time is refused
  /// (auth.replay), in a way that its sender tries again with a new nonce.
  [[nodiscard]] tl::expected<Sender, HttpResponse> sender(const HttpHead& head);
  [[nodiscard]] bool isOperator(const HttpHead& head) const;

 private:
  const Clock& m_clock;
  Kiosks& m_kiosks;
  const std::string m_operatorToken;
  const SteadyTime m_start;  ///< requests from before are refused: nobody knows which of them were served
  ReplayGuard m_seen;
};

}  // namespace xiaowu::platform
