#include "platform/server/fleet/FleetService.h"

#include "platform/server/http/Responses.h"
#include "platform/server/rendering/Text.h"

#include <nlohmann/json.hpp>

namespace xiaowu::platform {
namespace {

using Json = nlohmann::ordered_json;

Json lineOf(const KioskState& state) {
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
  return line;
}

}  // namespace

HttpResponse FleetService::health(const Call& /*call*/) {
  return jsonResponse(200, Json{{"status", "ok"},
                                {"time", formatTime(toUnixMicros(m_clock.wall()))},
                                {"faceComparison", m_faceComparison}}
                               .dump());
}

HttpResponse FleetService::heartbeat(const Call& call, const KioskRow& kiosk) {
  const Json body = Json::parse(call.request.body);
  if (body["kioskId"] != kiosk.kioskId) {
    return statusResponse(400);
  }
  const auto now = toUnixMicros(m_clock.wall());
  if (!m_kiosks.heartbeat(kiosk.kioskId, call.request.body, now)) {
    return storageRefusal();
  }
  return jsonResponse(200, Json{{"receivedAt", formatTime(now)}, {"commands", Json::array()}}.dump());
}

HttpResponse FleetService::kiosks(const Call& /*call*/) {
  const auto states = m_kiosks.all();
  if (!states) {
    return storageRefusal();
  }
  Json list = Json::array();
  for (const auto& state : *states) {
    list.push_back(lineOf(state));
  }
  return jsonResponse(200, Json{{"kiosks", std::move(list)}}.dump());
}

}  // namespace xiaowu::platform
