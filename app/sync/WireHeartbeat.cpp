#include "app/sync/Wire.h"

#include "core/base/Time.h"

#include <nlohmann/json.hpp>

namespace xiaowu::sync::wire {

namespace {

using Json = nlohmann::json;

Json outboxJson(const OutboxNumbers& numbers) {
  Json outbox{{"pending", numbers.pending},
              {"oldestAgeS", numbers.oldestAge.count()},
              {"deadLetters", numbers.deadLetters},
              {"lastSeq", numbers.lastSeq},
              {"pendingReports", numbers.pendingReports},
              {"held", numbers.held},
              {"unexplainedParts", numbers.unexplainedParts}};
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

Result<std::string> heartbeatBody(const Heartbeat& heartbeat, const std::string& kioskId) {
  Json devices = Json::array();
  for (const auto& device : heartbeat.devices) {
    devices.push_back(deviceJson(device));
  }
  try {
    return Json{{"kioskId", kioskId},
                {"at", rfc3339(heartbeat.at)},
                {"version", heartbeat.version},
                {"uptimeS", heartbeat.uptime.count()},
                {"devices", std::move(devices)},
                {"outbox", outboxJson(heartbeat.outbox)}}
        .dump();
  } catch (const Json::exception&) {
    return fail(errors::kBadRequest, Fault::Bug, "text is not UTF-8");
  }
}

}  // namespace xiaowu::sync::wire
