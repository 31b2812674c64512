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
constexpr std::size_t kRememberedMax = 100'000;               // requests of one kiosk, within ten minutes
constexpr int kTooManyRetryS = 60;
constexpr std::size_t kNonceDigits = 32;
constexpr std::size_t kHashDigits = 64;

tl::unexpected<HttpResponse> refuse(std::string_view code, std::string_view message) {
  return tl::unexpected(errorResponse(401, code, message));
}

tl::unexpected<HttpResponse> refuseClock() {
  return refuse(domain::contract::kClock,
                "the kiosk's clock is off by more than five minutes, or the platform has just started");
}

bool isOnce(const HttpHead& head, std::string_view name) {
  return std::count_if(head.fields.begin(), head.fields.end(),
                       [&](const auto& field) { return field.first == name; }) == 1;
}

bool isHex(std::string_view text, std::size_t digits) {
  return text.size() == digits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// Of the body that is to come, as the head says; empty when it says nothing of use.
std::string announcedHash(const HttpHead& head) {
  static const std::string kOfNothing = toHex(crypto::sha256({}));
  if (!head.chunked && head.contentLength.value_or(0) == 0) {
    return kOfNothing;
  }
  const std::string announced(head.field("xiaowu-sha256"));
  return isHex(announced, kHashDigits) && isOnce(head, "xiaowu-sha256") ? announced : std::string();
}

/// Requests tell their time in milliseconds: one of the same moment is not from before it.
std::int64_t wholeMilliseconds(std::int64_t micros) {
  return micros / 1000 * 1000;
}

struct SignedHead {
  std::string kioskId, time, nonce, bodySha256;
  Bytes signature;
  std::optional<std::int64_t> stamp;  ///< nothing: no time of our form, as of a clock before 1970
};

std::optional<SignedHead> readHead(const HttpHead& head) {
  SignedHead read{std::string(head.field("xiaowu-kiosk")),
                  std::string(head.field("xiaowu-time")),
                  std::string(head.field("xiaowu-nonce")),
                  announcedHash(head),
                  {},
                  {}};
  auto signature = fromBase64(head.field("xiaowu-signature"));
  const auto stamp = parseTime(read.time);
  const bool isWhole = signature && !read.bodySha256.empty() && isHex(read.nonce, kNonceDigits) &&
                       isOnce(head, "xiaowu-kiosk") && isOnce(head, "xiaowu-time") &&
                       isOnce(head, "xiaowu-nonce") && isOnce(head, "xiaowu-signature");
  if (!isWhole) {
    return std::nullopt;
  }
  read.signature = std::move(*signature);
  if (stamp) {
    read.stamp = *stamp;
  }
  return read;
}

bool isSigned(const HttpHead& head, const SignedHead& read, const std::string& publicKey) {
  const auto key = crypto::keyFromBase64(publicKey);
  const auto text = crypto::canonicalText("xiaowu-request-2",
                                          {head.method, head.target, read.time, read.nonce, read.bodySha256});
  return key && crypto::verify(text, read.signature, *key);
}

}  // namespace

Authenticator::Authenticator(const Clock& clock, Kiosks& kiosks, std::string operatorToken)
    : m_clock(clock),
      m_kiosks(kiosks),
      m_operatorToken(std::move(operatorToken)),
      m_start(clock.steady()),
      m_seen(kRememberedMax) {}

tl::expected<Authenticator::Sender, HttpResponse> Authenticator::sender(const HttpHead& head) {
  const auto read = readHead(head);
  if (!read) {
    return refuse(domain::contract::kSignature, "the request is not signed");
  }
  auto kiosk = m_kiosks.find(read->kioskId);
  if (!kiosk) {
    return tl::unexpected(storageRefusal());
  }
  if (!*kiosk || !isSigned(head, *read, (*kiosk)->publicKey)) {
    return refuse(domain::contract::kSignature, "unknown kiosk or wrong signature");
  }
  const auto now = toUnixMicros(m_clock.wall());
  // Reckoned back from now: a clock that was set since then must not keep every kiosk out.
  const auto running = std::chrono::duration_cast<std::chrono::microseconds>(m_clock.steady() - m_start);
  const auto startedAt = wholeMilliseconds(now - running.count());
  if (!read->stamp || std::abs(now - *read->stamp) > kClockSkewMax || *read->stamp < startedAt) {
    return refuseClock();
  }
  switch (m_seen.note(read->kioskId, read->nonce, *read->stamp + kClockSkewMax, now)) {
    case ReplayGuard::Verdict::First: break;
    case ReplayGuard::Verdict::Seen:
      return tl::unexpected(
          errorResponse(425, domain::contract::kReplay, "this request came before; send it anew"));
    case ReplayGuard::Verdict::TooMany: return tl::unexpected(tooManyResponse(kTooManyRetryS));
  }
  return Sender{std::move(**kiosk), read->bodySha256};
}

bool Authenticator::isOperator(const HttpHead& head) const {
  constexpr std::string_view kBearer = "Bearer ";
  const auto given = head.field("authorization");
  if (given.substr(0, kBearer.size()) != kBearer) {
    return false;
  }
  // Hashes are compared, so that the time taken tells nothing about the token.
  return crypto::sha256(viewOf(given.substr(kBearer.size()))) == crypto::sha256(viewOf(m_operatorToken));
}

}  // namespace xiaowu::platform
