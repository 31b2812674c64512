// POST /v1/face-comparisons: takes a place, opens the pictures on a comparison thread, compares, signs yes or
// no. What stays is the audit row.
#include "core/base/Log.h"
#include "core/domain/ContractCodes.h"
#include "recognition/face/quality/FaceCrop.h"
#include "platform/server/http/HttpServer.h"
#include "platform/server/main/Services.h"
#include "platform/server/rendering/Text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace xiaowu::platform {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kTriesMax = 3;
constexpr std::int64_t kAbandonedAfter =
    30'000'000;  // microseconds: then nobody computes any more, the platform was restarted
constexpr std::size_t kPhotoBytesMax = 4096;  // today's chips have 1,024
constexpr std::string_view kCannotOpen = "comparison.cannot-open";

struct Refusal {
  std::string_view code;
  int status;
  std::string_view message;
};
// What the pictures themselves can be refused for, final for the request: the same request gets the same
// refusal.
constexpr std::array kRefusals = {
    Refusal{errors::kPhotoNotDecodable, 422, "the decoder does not read this photo"},
    Refusal{errors::kNoFaceInPhoto, 422, "no face in the card's photo"},
    Refusal{errors::kFaceUnusable, 422, "not one usable face"},
    Refusal{errors::kMatcherFailed, 500, "the comparison failed"},
    Refusal{kCannotOpen, 422, "not sealed to this platform for this request"},
    Refusal{domain::contract::kTooLarge, 413, "a picture is too large"},
};

HttpResponse refusal(std::string_view code) {
  const auto* const found =
      std::find_if(kRefusals.begin(), kRefusals.end(), [&](const Refusal& one) { return one.code == code; });
  return found == kRefusals.end() ? statusResponse(500)
                                  : errorResponse(found->status, found->code, found->message);
}

HttpResponse busy(int retryAfterS) {
  auto response = errorResponse(503, domain::contract::kComparisonBusy, "too many comparisons at once");
  response.retryAfterS = retryAfterS;
  return response;
}

/// The request as it came, still sealed.
struct Sealed {
  Uuid id;
  Bytes key, photo, face;
};

std::string hashOf(const Json& body, const std::string& kioskId, const Sealed& sealed) {
  const auto text = crypto::canonicalText(
      "xiaowu-comparison-request-1",
      {kioskId, body["requestId"].get<std::string>(), body["sessionId"].get<std::string>(),
       body["keyId"].get<std::string>(), body["sealedKey"].get<std::string>(),
       toHex(crypto::sha256(sealed.photo)), toHex(crypto::sha256(sealed.face)), body.value("model", "")});
  return toHex(crypto::sha256(viewOf(text)));
}

HttpResponse answerOf(const Context& context, const ComparisonRow& row) {
  const bool match = row.outcome == "match";
  if (!match && row.outcome != "no-match") {
    return refusal(row.outcome);
  }
  const auto comparedAt = formatTime(row.answeredAt);
  const auto text = crypto::canonicalText(
      "xiaowu-comparison-1", {row.kioskId, row.requestId, row.requestSha256, match ? "match" : "no-match",
                              row.model, row.thresholdId, comparedAt});
  return jsonResponse(200, Json{{"requestId", row.requestId},
                                {"requestSha256", row.requestSha256},
                                {"match", match},
                                {"model", row.model},
                                {"thresholdId", row.thresholdId},
                                {"comparedAt", comparedAt},
                                {"keyId", context.keys.keyId},
                                {"signature", toBase64(context.keys.signer.sign(text))}}
                               .dump());
}

/// Two opened pictures, overwritten at the end of their scope.
struct OpenedRequest {
  Bytes photo, face;
  OpenedRequest() = default;
  OpenedRequest(const OpenedRequest&) = delete;
  OpenedRequest& operator=(const OpenedRequest&) = delete;
  ~OpenedRequest() {
    crypto::wipe(photo);
    crypto::wipe(face);
  }
};

/// The code of a refusal, or none: then `row` has the verdict.
std::string_view compare(const Context& context, FaceMatcher& matcher, const Sealed& sealed,
                         ComparisonRow& row) {
  const auto key = crypto::ContentKey::open(sealed.key, context.keys.opening);
  if (!key) {
    return kCannotOpen;
  }
  OpenedRequest opened;
  auto photo = key->openPart(sealed.id, 0, sealed.photo);
  if (photo) {
    opened.photo = std::move(*photo);
  }
  auto face = key->openPart(sealed.id, 1, sealed.face);
  if (face) {
    opened.face = std::move(*face);
  }
  if (!photo || !face) {
    return kCannotOpen;
  }
  if (opened.photo.size() > kPhotoBytesMax || opened.face.size() > face::kCropBytesMax) {
    return domain::contract::kTooLarge;
  }
  auto verdict = matcher.compare(opened.photo, opened.face);
  if (!verdict) {
    const auto* const known = std::find_if(kRefusals.begin(), kRefusals.end(), [&](const Refusal& one) {
      return one.code == verdict.error().code;
    });
    return known == kRefusals.end() ? errors::kMatcherFailed : known->code;
  }
  row.outcome = verdict->match ? "match" : "no-match";
  row.model = std::move(verdict->model);
  row.thresholdId = std::move(verdict->thresholdId);
  return {};
}

HttpResponse compareAndKeep(Context& context, FaceMatcher& matcher, const Sealed& sealed, ComparisonRow row) {
  try {
    if (const auto code = compare(context, matcher, sealed, row); !code.empty()) {
      row.outcome = code;
    }
    row.answeredAt = context.now();
    // No yes without its trace.
    if (!context.repository.endComparison(row)) {
      return storageRefusal();
    }
    qCInfo(logPlatform, "faces compared: %s",
           row.outcome == "match" || row.outcome == "no-match" ? "answered" : row.outcome.c_str());
    return answerOf(context, row);
  } catch (const std::exception&) {  // no memory; its message could quote the request
    return statusResponse(500);
  }
}

HttpResponse compareLater(Context& context, Sealed sealed, const ComparisonRow& row) {
  HttpResponse response;
  response.status = 202;  // for the log; the kiosk sees the answer that comes later
  response.later = [&context, sealed = std::make_shared<const Sealed>(std::move(sealed)),
                    row](const std::function<void(HttpResponse)>& answer) {
    const bool taken = context.comparisons.post([&context, sealed, row, answer](FaceMatcher& matcher) {
      answer(compareAndKeep(context, matcher, *sealed, row));
    });
    if (taken) {
      return;
    }
    const auto forgotten = context.repository.forgetComparison(row.kioskId, row.requestId);
    answer(forgotten ? busy(2) : storageRefusal());
  };
  return response;
}

}  // namespace

namespace services {

HttpResponse compareFaces(Context& context, const Call& call) {
  if (!call.kiosk.mayCompareFaces) {
    return errorResponse(403, domain::contract::kComparisonNotAllowed, "this kiosk was not enrolled for it");
  }
  if (context.comparisons.state() == "decoder-missing") {
    return errorResponse(503, domain::contract::kDecoderMissing,
                         "no decoder of chip photos is installed here");
  }
  if (context.comparisons.state() != "offered") {
    return errorResponse(503, domain::contract::kModelsMissing, "no face models are installed here");
  }
  const Json body = Json::parse(call.request.body);
  const auto id = Uuid::parse(body["requestId"].get<std::string>());
  auto key = fromBase64(body["sealedKey"].get<std::string>());
  auto photo = fromBase64(body["photo"].get<std::string>());
  auto face = fromBase64(body["face"].get<std::string>());
  if (!id || !key || !photo || !face) {
    return statusResponse(400);
  }
  if (body["keyId"] != context.keys.keyId) {
    return refusal(kCannotOpen);
  }
  Sealed sealed{*id, std::move(*key), std::move(*photo), std::move(*face)};
  ComparisonRow row;
  row.kioskId = call.kiosk.kioskId;
  row.requestId = id->text();
  row.sessionId = body["sessionId"];
  row.startedAt = context.now();
  row.requestSha256 = hashOf(body, row.kioskId, sealed);
  const auto started = context.repository.beginComparison(row, kTriesMax, kAbandonedAfter);
  if (!started) {
    return storageRefusal();
  }
  switch (*started) {
    case ComparisonStart::Known: return answerOf(context, row);
    case ComparisonStart::UnderWay: return busy(1);
    case ComparisonStart::Conflict:
      return errorResponse(409, domain::contract::kComparisonConflict,
                           "this requestId was used for other pictures");
    case ComparisonStart::TooMany:
      return errorResponse(422, domain::contract::kComparisonTooManyTries,
                           "three comparisons for one session");
    case ComparisonStart::Begun: break;
  }
  return compareLater(context, std::move(sealed), row);
}

}  // namespace services
}  // namespace xiaowu::platform
