#include "platform/server/main/RequeueCommand.h"

#include "core/base/Uuid.h"
#include "platform/server/main/DataFolder.h"
#include "platform/server/rendering/Text.h"
#include "platform/server/repository/sqlite/SqliteRepository.h"

#include <nlohmann/json.hpp>

#include <ostream>

namespace xiaowu::platform {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kCommandsMax = 1000;

Result<std::unique_ptr<Repository>> openBeside(const std::filesystem::path& data) {
  if (const auto whole = checkDataFolder(data); !whole) {
    return fail(whole.error());
  }
  return openSqlite(data / "platform.sqlite");
}

Json lineOf(const KioskCommand& command) {
  Json line{{"id", command.commandId},
            {"kiosk", command.kioskId},
            {"kind", command.kind},
            {"createdAt", formatTime(command.createdAt)}};
  if (!command.itemId.empty()) {
    line["item"] = command.itemId;
  }
  if (command.doneAt) {
    line["doneAt"] = formatTime(*command.doneAt);
    line["outcome"] = command.outcome;
    line["items"] = command.items;
  }
  return line;
}

}  // namespace

Result<void> orderRequeue(const std::filesystem::path& data, const std::string& kioskId,
                          const std::string& itemId, const Clock& clock, std::ostream& out) {
  const auto repository = openBeside(data);
  if (!repository) {
    return fail(repository.error());
  }
  auto& kiosks = (*repository)->kiosks();
  const auto kiosk = kiosks.find(kioskId);
  if (!kiosk) {
    return fail(kiosk.error());
  }
  if (!*kiosk) {
    return fail(errors::kCommand, Fault::AttendantNeeded, "no such kiosk: " + kioskId);
  }
  if (!itemId.empty() && !Uuid::parse(itemId)) {
    return fail(errors::kCommand, Fault::AttendantNeeded, "--submission wants the id as the kiosk lists it");
  }
  const KioskCommand command{Uuid::makeV7(clock.wall()).text(), kioskId, "requeue", itemId,
                             toUnixMicros(clock.wall())};
  if (auto ordered = kiosks.order(command); !ordered) {
    return ordered;
  }
  out << lineOf(command).dump() << '\n';
  return {};
}

Result<void> printCommands(const std::filesystem::path& data, const std::string& kioskId, std::ostream& out) {
  const auto repository = openBeside(data);
  if (!repository) {
    return fail(repository.error());
  }
  const auto commands = (*repository)->kiosks().commands(kioskId, kCommandsMax);
  if (!commands) {
    return fail(commands.error());
  }
  for (const auto& command : *commands) {
    out << lineOf(command).dump() << '\n';
  }
  return {};
}

}  // namespace xiaowu::platform
