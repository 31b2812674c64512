#include "platform/server/fleet/Authenticator.h"

#include "core/crypto/Signing.h"
#include "core/domain/ContractCodes.h"
#include "platform/server/http/Responses.h"
#include "platform/server/rendering/Text.h"

#include <algorithm>
#include <cstdlib>

namespace xiaowu::platform {
namespace {

constexpr std::int64_t kClockSkewMax = 5LL * 60 * 1'000'000;  // microseconds

tl::unexpected<HttpResponse> refuse(std::string_view code, std::string_view message) {
  return tl::unexpected(errorResponse(401, code, message));
}

bool isOnce(const HttpHead& head, std::string_view name) {
  return std::count_if(head.fields.begin(), head.fields.end(),
                       [&](const auto& field) { return field.first == name; }) == 1;
}

bool isSigned(const HttpRequest& request, const std::string& time, ByteView signature,
              const std::string& publicKey) {
  const auto key = crypto::keyFromBase64(publicKey);
  const auto text = crypto::canonicalText("xiaowu-request-1", {request.head.method, request.head.target, time,
                                                               toHex(crypto::sha256(viewOf(request.body)))});
  return key && crypto::verify(text, signature, *key);
}

}  // namespace

tl::expected<KioskRow, HttpResponse> Authenticator::kiosk(const HttpRequest& request) const {
  const auto& head = request.head;
  const std::string kioskId(head.field("xiaowu-kiosk"));
  const std::string time(head.field("xiaowu-time"));
  const auto signature = fromBase64(head.field("xiaowu-signature"));
  const auto stamp = parseTime(time);
  if (!stamp || !signature || !isOnce(head, "xiaowu-kiosk") || !isOnce(head, "xiaowu-time") ||
      !isOnce(head, "xiaowu-signature")) {
    return refuse(domain::contract::kSignature, "the request is not signed");
  }
  auto kiosk = m_kiosks.find(kioskId);
  if (!kiosk) {
    return tl::unexpected(storageRefusal());
  }
  if (!*kiosk || !isSigned(request, time, *signature, (*kiosk)->publicKey)) {
    return refuse(domain::contract::kSignature, "unknown kiosk or wrong signature");
  }
  if (std::abs(toUnixMicros(m_clock.wall()) - *stamp) > kClockSkewMax) {
    return refuse(domain::contract::kClock, "the kiosk's clock is off by more than five minutes");
  }
  return std::move(**kiosk);
}

bool Authenticator::isOperator(const HttpRequest& request) const {
  constexpr std::string_view kBearer = "Bearer ";
  const auto given = request.head.field("authorization");
  if (given.substr(0, kBearer.size()) != kBearer) {
    return false;
  }
  // Hashes are compared, so that the time taken tells nothing about the token.
  return crypto::sha256(viewOf(given.substr(kBearer.size()))) == crypto::sha256(viewOf(m_operatorToken));
}

}  // namespace xiaowu::platform
