#include "platform/server/fleet/FleetService.h"

#include "core/base/Log.h"
#include "platform/server/http/Responses.h"
#include "platform/server/rendering/Text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace xiaowu::platform {
namespace {

using Json = nlohmann::ordered_json;

/// Numbers that the kiosk says it has given, that were never filed here, and that do not wait there either.
std::int64_t unaccounted(const KioskState& state, const Json& outbox) {
  auto unfiled = std::max<std::int64_t>(outbox["lastSeq"].get<std::int64_t>() - state.kiosk.lastSeq, 0);
  for (const auto& [from, to] : state.gaps) {
    unfiled += to - from + 1;
  }
  const auto waiting = outbox["pending"].get<std::int64_t>() + outbox["deadLetters"].get<std::int64_t>() +
                       outbox.value("copiesToGiveBack", std::int64_t{0});
  return std::max<std::int64_t>(unfiled - waiting, 0);
}

Json lineOf(const KioskState& state) {
  Json line{{"kioskId", state.kiosk.kioskId},
            {"areaCode", state.kiosk.areaCode},
            {"enrolledAt", formatTime(state.kiosk.enrolledAt)}};
  if (state.heartbeat) {
    line["lastSeenAt"] = formatTime(state.seenAt);
    line["heartbeat"] = Json::parse(*state.heartbeat);
  }
  line["lastSeq"] = state.kiosk.lastSeq;
  line["seqGaps"] = Json::array();
  for (const auto& [from, to] : state.gaps) {
    line["seqGaps"].push_back({{"from", from}, {"to", to}});
  }
  if (state.heartbeat) {
    line["seqUnaccounted"] = unaccounted(state, line["heartbeat"]["outbox"]);
  }
  return line;
}

/// What of a kiosk's outbox needs people; empty when nothing does.
std::string troubleOf(const Json& heartbeat, std::int64_t epoch) {
  const auto& outbox = heartbeat["outbox"];
  std::string trouble;
  if (heartbeat.value("epoch", 0LL) > epoch) {
    trouble = "it knows a later epoch of this platform: restored without --epoch-above";
  }
  for (const auto* name : {"deadLetters", "held", "heldCopies", "unexplainedParts"}) {
    if (const auto count = outbox.value(name, 0LL); count > 0) {
      trouble += std::string(trouble.empty() ? "" : ", ") + name + " " + std::to_string(count);
    }
  }
  if (outbox.contains("loss")) {
    trouble += (trouble.empty() ? "" : ", ") + outbox["loss"]["what"].get<std::string>();
  }
  return trouble;
}

constexpr std::size_t kCommandsAtOnce = 20;

Json commandsJson(const std::vector<KioskCommand>& waiting) {
  Json list = Json::array();
  for (const auto& command : waiting) {
    Json each{{"id", command.commandId}, {"kind", command.kind}};
    if (!command.itemId.empty()) {
      each["item"] = command.itemId;
    }
    list.push_back(std::move(each));
  }
  return list;
}

Json epochJson(const Epoch& epoch) {
  return {{"number", epoch.number}, {"tag", epoch.tag}};
}

}  // namespace

/// Once for each change, not with every heartbeat.
void FleetService::noteTrouble(const std::string& kioskId, const std::string& trouble) {
  const std::lock_guard lock(m_mutex);
  auto& before = m_troubles[kioskId];
  if (before == trouble) {
    return;
  }
  before = trouble;
  qCWarning(logPlatform, "outbox of kiosk %s: %s", kioskId.c_str(),
            trouble.empty() ? "in order again" : trouble.c_str());
}

HttpResponse FleetService::health(const Call& /*call*/) {
  const auto health = m_probe.look();
  return jsonResponse(200, Json{{"status", health.status},
                                {"database", health.database},
                                {"storage", health.storage},
                                {"keys", health.keys},
                                {"clock", health.clock},
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
  for (const auto& done : body.value("commandsDone", Json::array())) {
    if (!m_kiosks.commandDone(kiosk.kioskId, done["id"], done["outcome"], done.value("items", 0LL), now)) {
      return storageRefusal();
    }
  }
  const auto epoch = m_epochs.current();
  const auto waiting = m_kiosks.waitingCommands(kiosk.kioskId, kCommandsAtOnce);
  if (!epoch || !waiting) {
    return storageRefusal();
  }
  noteTrouble(kiosk.kioskId, troubleOf(body, epoch->number));
  Json answer{{"receivedAt", formatTime(now)},
              {"lastSeq", kiosk.lastSeq},
              {"epoch", epochJson(*epoch)},
              {"commands", commandsJson(*waiting)}};
  if (epoch->backedUpTo > 0) {
    answer["backedUpTo"] = formatTime(epoch->backedUpTo);
  }
  return jsonResponse(200, answer.dump());
}

HttpResponse FleetService::kiosks(const Call& /*call*/) {
  const auto states = m_kiosks.all();
  const auto epoch = m_epochs.current();
  if (!states || !epoch) {
    return storageRefusal();
  }
  Json list = Json::array();
  for (const auto& state : *states) {
    list.push_back(lineOf(state));
  }
  Json answer{{"epoch", epochJson(*epoch)}};
  if (epoch->backedUpTo > 0) {
    answer["backedUpTo"] = formatTime(epoch->backedUpTo);
  }
  answer["kiosks"] = std::move(list);
  return jsonResponse(200, answer.dump());
}

}  // namespace xiaowu::platform
