#include "platform/server/main/AuditCommand.h"

#include "platform/server/main/DataFolder.h"
#include "platform/server/rendering/Text.h"
#include "platform/server/repository/sqlite/SqliteRepository.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <ostream>

namespace xiaowu::platform {
namespace {

using Json = nlohmann::ordered_json;
constexpr std::size_t kLinesMax = 1'000'000;
constexpr std::size_t kDateLength = 10;

std::string optionIn(const std::map<std::string, std::string>& options, const char* name) {
  const auto found = options.find(name);
  return found == options.end() ? std::string() : found->second;
}

Result<std::int64_t> timeIn(const std::string& text, std::int64_t otherwise) {
  if (text.empty()) {
    return otherwise;
  }
  auto time = parseTime(text.size() == kDateLength ? text + "T00:00:00.000Z" : text);
  if (!time) {
    return fail(errors::kAuditUsage, Fault::AttendantNeeded,
                "a time is 2026-11-21 or 2026-11-21T08:30:00.000Z");
  }
  return time;
}

Json lineOf(const AuditRow& row) {
  Json line{{"at", formatTime(row.at)}, {"kiosk", row.kioskId}, {"action", auditActionName(row.action)},
            {"service", row.service},   {"way", row.way},       {"outcome", row.outcome}};
  const auto add = [&line](const char* name, const std::string& value) {
    if (!value.empty()) {
      line[name] = value;
    }
  };
  add("scoreBand", row.scoreBand);
  add("staff", row.staff);
  add("reason", row.reason);
  add("proofId", row.proofId);
  return line;
}

}  // namespace

Result<void> printAudit(const std::filesystem::path& data, const std::map<std::string, std::string>& options,
                        std::ostream& out) {
  if (const auto whole = checkDataFolder(data); !whole) {
    return whole;  // opening a database that is missing or empty would make one
  }
  const auto from = timeIn(optionIn(options, "--since"), 0);
  const auto until = timeIn(optionIn(options, "--until"), INT64_MAX);
  if (!from || !until) {
    return fail((from ? until : from).error());
  }
  std::size_t limit = kLinesMax;
  const auto wanted = optionIn(options, "--limit");
  if (!wanted.empty() && std::from_chars(wanted.data(), wanted.data() + wanted.size(), limit).ptr !=
                             wanted.data() + wanted.size()) {
    return fail(errors::kAuditUsage, Fault::AttendantNeeded, "--limit is a number");
  }
  const auto repository = openSqlite(data / "platform.sqlite");
  if (!repository) {
    return fail(repository.error());
  }
  const auto rows = (*repository)
                        ->audit()
                        .list({.kioskId = optionIn(options, "--kiosk"),
                               .staff = optionIn(options, "--staff"),
                               .from = *from,
                               .until = *until},
                              limit);
  if (!rows) {
    return fail(rows.error());
  }
  for (const auto& row : *rows) {
    out << lineOf(row).dump() << '\n';
  }
  return {};
}

}  // namespace xiaowu::platform
