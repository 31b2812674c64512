// What the kiosk writes: the bodies of its requests.
#include "app/sync/Wire.h"

#include "app/sync/internal/WireText.h"
#include "core/base/Time.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace xiaowu::sync::wire {

namespace {

using Json = nlohmann::json;

tl::unexpected<Error> badRequest(std::string_view what) {
  return fail(errors::kBadRequest, Fault::Bug, std::string(what));
}

/// Strict: text that is not UTF-8 is refused rather than changed.
Result<std::string> dump(const Json& json) {
  try {
    return json.dump();
  } catch (const Json::exception&) {
    return badRequest("text is not UTF-8");
  }
}

bool isHolder(const Holder& holder) {
  return !holder.name.empty() && !holder.idNumber.empty() && !hasControl(holder.name) &&
         !hasControl(holder.idNumber);
}

Json holderJson(const Holder& holder) {
  return {{"name", holder.name}, {"idNumber", holder.idNumber}};
}

Json evidenceJson(const Evidence& given) {
  Json evidence{{"way", given.way}};
  if (given.score && std::isfinite(*given.score)) {
    evidence["score"] = *given.score;
  }
  const std::pair<const char*, const std::optional<std::string>&> texts[] = {
      {"model", given.model}, {"staff", given.staff}, {"reason", given.reason}};
  for (const auto& [name, text] : texts) {
    if (text) {
      evidence[name] = *text;
    }
  }
  return evidence;
}

Json outboxJson(const OutboxNumbers& numbers) {
  Json outbox{{"pending", numbers.pending},
              {"oldestAgeS", numbers.oldestAge.count()},
              {"deadLetters", numbers.deadLetters},
              {"lastSeq", numbers.lastSeq},
              {"pendingReports", numbers.pendingReports},
              {"held", numbers.held},
              {"unexplainedParts", numbers.unexplainedParts},
              {"copies", numbers.copies},
              {"copiesToGiveBack", numbers.copiesToGiveBack},
              {"heldCopies", numbers.heldCopies}};
  if (numbers.lossAt) {
    outbox["loss"] = {{"what", numbers.loss}, {"at", rfc3339(*numbers.lossAt)}};
  }
  return outbox;
}

Json deviceJson(const DeviceSnapshot& device) {
  Json entry{{"name", device.name},
             {"state", device.state},
             {"reason", device.reason},
             {"since", rfc3339(device.since)}};
  if (device.lastGoodAnswerAge) {
    entry["lastGoodAnswerAgeS"] = device.lastGoodAnswerAge->count();
  }
  return entry;
}

}  // namespace

Result<std::string> papersBody(const PaperQuery& query) {
  if (!isHolder(query.holder) || query.requestId.isNull() || query.service.empty()) {
    return badRequest("holder, request id or service");
  }
  return dump(Json{{"requestId", query.requestId.text()},
                   {"service", query.service},
                   {"identityLevel", "L2"},
                   {"holder", holderJson(query.holder)},
                   {"evidence", evidenceJson(query.evidence)},
                   {"consent", true}});
}

Result<std::string> recordBody(const RecordRequest& request) {
  if (!isHolder(request.holder) || request.requestId.isNull() || request.service.empty()) {
    return badRequest("holder, request id or service");
  }
  return dump(Json{{"requestId", request.requestId.text()},
                   {"service", request.service},
                   {"identityLevel", "L2"},
                   {"holder", holderJson(request.holder)},
                   {"evidence", evidenceJson(request.evidence)}});
}

Result<std::string> staffCheckBody(const StaffCheck& check) {
  if (check.checkId.isNull() || check.service.empty() || check.staff.empty() || check.reason.empty()) {
    return badRequest("staff check");
  }
  return dump(Json{{"checkId", check.checkId.text()},
                   {"service", check.service},
                   {"staff", check.staff},
                   {"reason", check.reason},
                   {"confirmed", check.confirmed},
                   {"at", rfc3339(check.at)}});
}

Result<std::string> ratingBody(const Rating& rating) {
  if (rating.stars < 1 || rating.stars > 5 || rating.ratingId.isNull()) {
    return badRequest("rating");
  }
  Json json{{"ratingId", rating.ratingId.text()},
            {"service", rating.service},
            {"stars", rating.stars},
            {"at", rfc3339(rating.at)}};
  if (rating.caseId) {
    json["caseId"] = rating.caseId->text();
  }
  return dump(json);
}

std::string printedBody(int sheetsOut, bool isVoid) {
  Json body{{"sheetsOut", sheetsOut}};
  if (isVoid) {
    body["void"] = true;
  }
  return body.dump();
}

Result<std::string> heartbeatBody(const Heartbeat& heartbeat, const std::string& kioskId) {
  Json devices = Json::array();
  for (const auto& device : heartbeat.devices) {
    devices.push_back(deviceJson(device));
  }
  Json body{{"kioskId", kioskId},
            {"at", rfc3339(heartbeat.at)},
            {"version", heartbeat.version},
            {"uptimeS", heartbeat.uptime.count()},
            {"devices", std::move(devices)},
            {"outbox", outboxJson(heartbeat.outbox)}};
  if (heartbeat.epoch > 0) {
    body["epoch"] = heartbeat.epoch;
  }
  for (const auto& done : heartbeat.commandsDone) {
    body["commandsDone"].push_back(
        {{"id", done.id.text()}, {"outcome", done.known ? "done" : "unknown"}, {"items", done.items}});
  }
  return dump(body);
}

std::string manifestBody(const outbox::Manifest& manifest, const std::string& oldReceipt) {
  Json parts = Json::array();
  for (const auto& part : manifest.parts) {
    parts.push_back({{"size", part.size}, {"sha256", part.sha256}});
  }
  Json body{{"kioskId", manifest.kioskId},
            {"seq", manifest.seq},
            {"service", manifest.service},
            {"keyId", manifest.keyId},
            {"sealedKey", toBase64(manifest.sealedKey)},
            {"parts", std::move(parts)},
            {"createdAt", rfc3339(manifest.createdAt)},
            {"signature", toBase64(manifest.signature)}};
  if (!oldReceipt.empty()) {
    body["receipt"] = Json::parse(oldReceipt, nullptr, false);
  }
  return body.dump();
}

std::string holderHash(const Holder& holder) {
  return toHex(crypto::sha256(viewOf(holder.name + "\n" + holder.idNumber)));
}

}  // namespace xiaowu::sync::wire
