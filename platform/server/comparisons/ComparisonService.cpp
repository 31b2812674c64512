#include "platform/server/comparisons/ComparisonService.h"

#include "core/base/Log.h"
#include "core/base/Uuid.h"
#include "core/domain/ContractCodes.h"
#include "platform/server/http/Responses.h"
#include "platform/server/rendering/Text.h"
#include "recognition/face/quality/FaceCrop.h"

#include <nlohmann/json.hpp>

namespace xiaowu::platform {

/// The request as it came, still sealed.
struct ComparisonService::Sealed {
  Uuid id;
  Bytes key, photo, face;
};

namespace {

using Json = nlohmann::ordered_json;
using Outcome = ComparisonOutcome;

constexpr int kTriesMax = 3;
constexpr std::int64_t kAbandonedAfter =
    30'000'000;  // microseconds: then nobody computes any more, the platform was restarted
constexpr std::size_t kPhotoBytesMax = 4096;  // today's chips have 1,024
constexpr int kBusyRetryS = 2;
constexpr int kUnderWayRetryS = 1;

/// What the pictures themselves can be refused for, final for the request: the same request gets the same
/// refusal.
HttpResponse refusal(Outcome outcome) {
  const auto code = comparisonOutcomeName(outcome);
  switch (outcome) {
    case Outcome::PhotoNotDecodable: return errorResponse(422, code, "the decoder does not read this photo");
    case Outcome::NoFaceInPhoto: return errorResponse(422, code, "no face in the card's photo");
    case Outcome::FaceUnusable: return errorResponse(422, code, "not one usable face");
    case Outcome::CannotOpen: return errorResponse(422, code, "not sealed to this platform for this request");
    case Outcome::TooLarge: return errorResponse(413, code, "a picture is too large");
    case Outcome::Failed: return errorResponse(500, code, "the comparison failed");
    case Outcome::UnderWay:
    case Outcome::Match:
    case Outcome::NoMatch: break;
  }
  return statusResponse(500);
}

HttpResponse busy(int retryAfterS) {
  auto response = errorResponse(503, domain::contract::kComparisonBusy, "too many comparisons at once");
  response.retryAfterS = retryAfterS;
  return response;
}

std::string hashOf(const Json& body, const std::string& kioskId, const Bytes& photo, const Bytes& face) {
  const auto text = crypto::canonicalText(
      "xiaowu-comparison-request-1",
      {kioskId, body["requestId"].get<std::string>(), body["sessionId"].get<std::string>(),
       body["keyId"].get<std::string>(), body["sealedKey"].get<std::string>(), toHex(crypto::sha256(photo)),
       toHex(crypto::sha256(face)), body.value("model", "")});
  return toHex(crypto::sha256(viewOf(text)));
}

/// Two opened pictures, overwritten at the end of their scope.
struct Opened {
  Bytes photo, face;
  Opened() = default;
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;
  ~Opened() {
    crypto::wipe(photo);
    crypto::wipe(face);
  }
};

Outcome outcomeOf(const Error& error) {
  const auto known = comparisonOutcomeFrom(error.code);
  return known.value_or(Outcome::Failed);
}

bool isAnswer(Outcome outcome) {
  return outcome == Outcome::Match || outcome == Outcome::NoMatch;
}

}  // namespace

HttpResponse ComparisonService::answerOf(const ComparisonRow& row) const {
  if (!isAnswer(row.outcome)) {
    return refusal(row.outcome);
  }
  const auto comparedAt = formatTime(row.answeredAt);
  const auto text = crypto::canonicalText(
      "xiaowu-comparison-1", {row.kioskId, row.requestId, row.requestSha256,
                              comparisonOutcomeName(row.outcome), row.model, row.thresholdId, comparedAt});
  return jsonResponse(200, Json{{"requestId", row.requestId},
                                {"requestSha256", row.requestSha256},
                                {"match", row.outcome == Outcome::Match},
                                {"model", row.model},
                                {"thresholdId", row.thresholdId},
                                {"comparedAt", comparedAt},
                                {"keyId", m_keys.keyId},
                                {"signature", toBase64(m_keys.signer.sign(text))}}
                               .dump());
}

Outcome ComparisonService::look(FaceMatcher& matcher, const Sealed& sealed, ComparisonRow& row) const {
  const auto key = crypto::ContentKey::open(sealed.key, m_keys.opening);
  if (!key) {
    return Outcome::CannotOpen;
  }
  Opened opened;
  auto photo = key->openPart(sealed.id, 0, sealed.photo);
  if (photo) {
    opened.photo = std::move(*photo);
  }
  auto face = key->openPart(sealed.id, 1, sealed.face);
  if (face) {
    opened.face = std::move(*face);
  }
  if (!photo || !face) {
    return Outcome::CannotOpen;
  }
  if (opened.photo.size() > kPhotoBytesMax || opened.face.size() > face::kCropBytesMax) {
    return Outcome::TooLarge;
  }
  auto verdict = matcher.compare(opened.photo, opened.face);
  if (!verdict) {
    return outcomeOf(verdict.error());
  }
  row.model = std::move(verdict->model);
  row.thresholdId = std::move(verdict->thresholdId);
  return verdict->match ? Outcome::Match : Outcome::NoMatch;
}

HttpResponse ComparisonService::lookAndKeep(FaceMatcher& matcher, const Sealed& sealed, ComparisonRow row) {
  try {
    row.outcome = look(matcher, sealed, row);
    row.answeredAt = toUnixMicros(m_clock.wall());
    // No yes without its trace.
    if (!m_comparisons.end(row)) {
      return storageRefusal();
    }
    const auto told = isAnswer(row.outcome) ? "answered" : std::string(comparisonOutcomeName(row.outcome));
    qCInfo(logPlatform, "faces compared: %s", told.c_str());
    return answerOf(row);
  } catch (const std::exception&) {  // no memory; its message could quote the request
    return statusResponse(500);
  }
}

HttpResponse ComparisonService::lookLater(Sealed sealed, const ComparisonRow& row) {
  HttpResponse response;
  response.status = 202;  // for the log; the kiosk sees the answer that comes later
  response.later = [this, sealed = std::make_shared<const Sealed>(std::move(sealed)),
                    row](const std::function<void(HttpResponse)>& answer) {
    const bool taken = m_pool.post(
        [this, sealed, row, answer](FaceMatcher& matcher) { answer(lookAndKeep(matcher, *sealed, row)); });
    if (taken) {
      return;
    }
    const auto forgotten = m_comparisons.forget(row.kioskId, row.requestId);
    answer(forgotten ? busy(kBusyRetryS) : storageRefusal());
  };
  return response;
}

HttpResponse ComparisonService::compare(const Call& call, const KioskRow& kiosk) {
  if (!kiosk.mayCompareFaces) {
    return errorResponse(403, domain::contract::kComparisonNotAllowed, "this kiosk was not enrolled for it");
  }
  switch (m_pool.offer()) {
    case ComparisonOffer::DecoderMissing:
      return errorResponse(503, domain::contract::kDecoderMissing,
                           "no decoder of chip photos is installed here");
    case ComparisonOffer::ModelsMissing:
      return errorResponse(503, domain::contract::kModelsMissing, "no face models are installed here");
    case ComparisonOffer::Offered: break;
  }
  const Json body = Json::parse(call.request.body);
  const auto id = Uuid::parse(body["requestId"].get<std::string>());
  auto key = fromBase64(body["sealedKey"].get<std::string>());
  auto photo = fromBase64(body["photo"].get<std::string>());
  auto face = fromBase64(body["face"].get<std::string>());
  if (!id || !key || !photo || !face) {
    return statusResponse(400);
  }
  if (body["keyId"] != m_keys.keyId) {
    return refusal(Outcome::CannotOpen);
  }
  ComparisonRow row;
  row.kioskId = kiosk.kioskId;
  row.requestId = id->text();
  row.sessionId = body["sessionId"];
  row.startedAt = toUnixMicros(m_clock.wall());
  row.requestSha256 = hashOf(body, row.kioskId, *photo, *face);
  const auto started = m_comparisons.begin(row, kTriesMax, kAbandonedAfter);
  if (!started) {
    return storageRefusal();
  }
  switch (*started) {
    case ComparisonStart::Known: return answerOf(row);
    case ComparisonStart::UnderWay: return busy(kUnderWayRetryS);
    case ComparisonStart::Conflict:
      return errorResponse(409, domain::contract::kComparisonConflict,
                           "this requestId was used for other pictures");
    case ComparisonStart::TooMany:
      return errorResponse(422, domain::contract::kComparisonTooManyTries,
                           "three comparisons for one session");
    case ComparisonStart::Begun: break;
  }
  return lookLater(Sealed{*id, std::move(*key), std::move(*photo), std::move(*face)}, row);
}

}  // namespace xiaowu::platform
