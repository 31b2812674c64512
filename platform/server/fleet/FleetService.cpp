#include "core/domain/ContractCodes.h"
#include "platform/server/http/HttpServer.h"
#include "platform/server/main/Services.h"
#include "platform/server/rendering/Text.h"

#include <nlohmann/json.hpp>

namespace xiaowu::platform {

using Json = nlohmann::ordered_json;

HttpResponse jsonResponse(int status, std::string body) {
  HttpResponse response;
  response.status = status;
  response.body = std::move(body);
  return response;
}

HttpResponse storageRefusal() {
  auto response = errorResponse(503, domain::contract::kStorage, "storage is not available now");
  response.retryAfterS = 30;
  return response;
}

namespace services {

HttpResponse health(Context& context, const Call& /*call*/) {
  return jsonResponse(200, Json{{"status", "ok"},
                                {"time", formatTime(context.now())},
                                {"faceComparison", context.comparisons.state()}}
                               .dump());
}

HttpResponse heartbeat(Context& context, const Call& call) {
  const Json body = Json::parse(call.request.body);
  if (body["kioskId"] != call.kiosk.kioskId) {
    return statusResponse(400);
  }
  const auto now = context.now();
  if (!context.repository.heartbeat(call.kiosk.kioskId, call.request.body, now)) {
    return storageRefusal();
  }
  return jsonResponse(200, Json{{"receivedAt", formatTime(now)}, {"commands", Json::array()}}.dump());
}

HttpResponse rate(Context& context, const Call& call) {
  const Json body = Json::parse(call.request.body);
  const auto at = parseTime(body["at"].get<std::string>());
  if (!at) {
    return statusResponse(400);
  }
  const auto now = context.now();
  const RatingRow row{body["ratingId"],
                      call.kiosk.kioskId,
                      body["service"],
                      body.value("caseId", ""),
                      body["stars"],
                      *at,
                      now};
  if (!context.repository.rate(row)) {
    return storageRefusal();
  }
  return jsonResponse(200, Json{{"ratingId", row.ratingId}, {"receivedAt", formatTime(now)}}.dump());
}

HttpResponse staffCheck(Context& context, const Call& call) {
  const Json body = Json::parse(call.request.body);
  const auto at = parseTime(body["at"].get<std::string>());
  if (!at) {
    return statusResponse(400);
  }
  const auto now = context.now();
  const StaffCheckRow row{body["checkId"],
                          call.kiosk.kioskId,
                          body["service"],
                          body["staff"],
                          body["reason"],
                          body["confirmed"],
                          *at,
                          now};
  if (!context.repository.keepStaffCheck(row)) {
    return storageRefusal();
  }
  return jsonResponse(200, Json{{"checkId", row.checkId}, {"receivedAt", formatTime(now)}}.dump());
}

HttpResponse kiosks(Context& context, const Call& /*call*/) {
  const auto states = context.repository.kiosks();
  if (!states) {
    return storageRefusal();
  }
  Json list = Json::array();
  for (const auto& state : *states) {
    Json line{{"kioskId", state.kiosk.kioskId},
              {"areaCode", state.kiosk.areaCode},
              {"enrolledAt", formatTime(state.kiosk.enrolledAt)}};
    if (state.heartbeat) {
      line["lastSeenAt"] = formatTime(state.seenAt);
      line["heartbeat"] = Json::parse(*state.heartbeat);
    }
    line["lastSeq"] = state.lastSeq;
    line["seqGaps"] = Json::array();
    for (const auto& [from, to] : state.gaps) {
      line["seqGaps"].push_back({{"from", from}, {"to", to}});
    }
    list.push_back(std::move(line));
  }
  return jsonResponse(200, Json{{"kiosks", std::move(list)}}.dump());
}

HttpResponse testState(Context& context, const Call& /*call*/) {
  const auto counts = context.repository.counts();
  if (!counts) {
    return storageRefusal();
  }
  Json list = Json::array();
  for (const auto& line : counts->submissions) {
    list.push_back({{"id", line.id},
                    {"kioskId", line.kioskId},
                    {"state", line.state},
                    {"parts", line.parts},
                    {"seq", line.seq},
                    {"caseNumber", line.caseNumber}});
  }
  return jsonResponse(200, Json{{"cases", counts->cases},
                                {"receiptsGiven", counts->receipts},
                                {"proofs", counts->proofs},
                                {"printed", counts->printed},
                                {"ratings", counts->ratings},
                                {"heartbeats", counts->heartbeats},
                                {"staffChecks", counts->staffChecks},
                                {"submissions", std::move(list)}}
                               .dump());
}

}  // namespace services
}  // namespace xiaowu::platform
