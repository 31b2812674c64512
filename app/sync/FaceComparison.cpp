#include "app/sync/FaceComparison.h"

#include "app/outbox/Manifest.h"
#include "app/sync/internal/WireText.h"
#include "core/base/Time.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace xiaowu::sync {

namespace {

using Json = nlohmann::json;

constexpr std::chrono::minutes kTimeOffMax{5};  // the same that the platform allows a request
constexpr std::size_t kWordMax = 128;

tl::unexpected<Error> badComparison(std::string_view what) {
  return fail(errors::kBadAnswer, Fault::ServiceUnavailable, std::string(what));
}
tl::unexpected<Error> untrustedComparison(std::string_view what) {
  return fail(errors::kUntrusted, Fault::ServiceUnavailable, std::string(what));
}

/// Empty unless there is a short text without control characters.
std::string textOfField(const Json& json, const char* name) {
  const auto found = json.find(name);
  if (found == json.end() || !found->is_string()) {
    return {};
  }
  const auto& text = found->get_ref<const std::string&>();
  return !wire::hasControl(text) && text.size() <= kWordMax ? text : std::string();
}

}  // namespace

SealedComparison sealComparison(const Uuid& requestId, const Uuid& sessionId, ByteView encodedPhoto,
                                ByteView faceJpeg, const crypto::Key32& platformKey, std::string keyId) {
  const auto key = crypto::ContentKey::random();
  return {requestId,
          sessionId,
          std::move(keyId),
          key.sealTo(platformKey),
          key.sealPart(requestId, 0, encodedPhoto),
          key.sealPart(requestId, 1, faceJpeg),
          {}};
}

namespace wire {

std::string comparisonBody(const SealedComparison& request) {
  Json json{{"requestId", request.requestId.text()},
            {"sessionId", request.sessionId.text()},
            {"keyId", request.keyId},
            {"sealedKey", toBase64(request.sealedKey)},
            {"photo", toBase64(request.photo)},
            {"face", toBase64(request.face)}};
  if (!request.modelWish.empty()) {
    json["model"] = request.modelWish;
  }
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string comparisonHash(const SealedComparison& request, const std::string& kioskId) {
  const auto text =
      crypto::canonicalText("xiaowu-comparison-request-1",
                            {kioskId, request.requestId.text(), request.sessionId.text(), request.keyId,
                             toBase64(request.sealedKey), toHex(crypto::sha256(request.photo)),
                             toHex(crypto::sha256(request.face)), request.modelWish});
  return toHex(crypto::sha256(viewOf(text)));
}

Result<ComparisonAnswer> parseComparison(std::string_view body, const SealedComparison& request,
                                         const std::string& kioskId, const crypto::Key32& platformKey,
                                         WallTime platformNow) {
  const auto json = Json::parse(body, nullptr, false);
  if (!json.is_object()) {
    return badComparison("not an object");
  }
  const auto requestId = textOfField(json, "requestId"), hash = textOfField(json, "requestSha256"),
             comparedAt = textOfField(json, "comparedAt");
  const auto match = json.find("match");
  const auto time = parseRfc3339(comparedAt);
  const auto signature = fromBase64(textOfField(json, "signature"));
  ComparisonAnswer answer{false, textOfField(json, "model"), textOfField(json, "thresholdId"),
                          time.value_or(WallTime{})};
  if (match == json.end() || !match->is_boolean() || !time || !signature || signature->empty() ||
      requestId.empty() || hash.empty() || answer.model.empty() || answer.thresholdId.empty()) {
    return badComparison("a field of the comparison");
  }
  answer.match = match->get<bool>();
  const auto text = crypto::canonicalText(
      "xiaowu-comparison-1", {kioskId, requestId, hash, answer.match ? "match" : "no-match", answer.model,
                              answer.thresholdId, comparedAt});
  if (!crypto::verify(text, *signature, platformKey)) {
    return untrustedComparison("comparison signature");
  }
  if (requestId != request.requestId.text()) {
    return untrustedComparison("comparison of another request");
  }
  if (hash != comparisonHash(request, kioskId)) {
    return untrustedComparison("comparison of other pictures");
  }
  const auto off = *time > platformNow ? *time - platformNow : platformNow - *time;
  if (off > kTimeOffMax) {
    return untrustedComparison("comparison of another time");
  }
  return answer;
}

}  // namespace wire
}  // namespace xiaowu::sync
