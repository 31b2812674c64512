#pragma once
// What a kiosk tells of itself every half minute, and what the platform answers, as values
// (platform/api/README.md, "Heartbeats"). Nothing about residents.

#include "app/outbox/Copies.h"
#include "app/outbox/SendQueue.h"
#include "core/base/Clock.h"
#include "core/base/Uuid.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace xiaowu::sync {

struct DeviceSnapshot {
  std::string name;
  std::string state;
  std::string reason;
  WallTime since;
  std::optional<std::chrono::seconds> lastGoodAnswerAge;
};

struct OutboxNumbers {
  int pending = 0;
  std::chrono::seconds oldestAge{0};
  int deadLetters = 0;
  std::int64_t lastSeq = 0;
  int pendingReports = 0;
  int held = 0;              ///< pending items of both kinds that wait for people
  int unexplainedParts = 0;  ///< folders of sealed parts that belong to no submission the kiosk knows
  int copies = 0;            ///< delivered submissions that are kept
  int copiesToGiveBack = 0;  ///< of these: to be offered to the platform
  int heldCopies = 0;        ///< of these: they wait for people
  std::string loss{};        ///< "database-lost" or "records-lost" until somebody has noted it, else empty
  std::optional<WallTime> lossAt{};
};

struct Heartbeat {
  WallTime at;
  std::string version;
  std::chrono::seconds uptime{0};
  std::vector<DeviceSnapshot> devices;
  OutboxNumbers outbox;
  std::int64_t epoch = 0;  ///< of the platform, the last one heard of; 0: none
  std::vector<outbox::CommandDone> commandsDone{};
};

/// What the platform tells the kiosk to do.
struct Command {
  Uuid id;
  std::string kind;            ///< "requeue"
  std::optional<Uuid> item{};  ///< nothing: all
};

struct HeartbeatAnswer {
  WallTime receivedAt;
  std::int64_t lastSeq = 0;                  ///< this kiosk's highest number there
  std::optional<outbox::PlatformWord> word;  ///< its epoch; nothing from a platform that has none
  std::vector<Command> commands;
};

}  // namespace xiaowu::sync
