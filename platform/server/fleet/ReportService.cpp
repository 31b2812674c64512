#include "platform/server/fleet/ReportService.h"

#include "platform/server/http/Responses.h"
#include "platform/server/rendering/Text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace xiaowu::platform {
namespace {

using Json = nlohmann::ordered_json;

AuditRow auditOf(const StaffCheckRow& check) {
  domain::IdentityEvidence evidence;
  evidence.way = "staff";
  evidence.staff = check.staff;
  evidence.reason = check.reason;
  auto row = auditRowOf(AuditAction::StaffCheck, check.kioskId, check.service, evidence,
                        std::min(check.at, check.receivedAt));  // the line may have been down for hours since
  row.outcome = check.confirmed ? "confirmed" : "denied";
  return row;
}

}  // namespace

HttpResponse ReportService::rate(const Call& call, const KioskRow& kiosk) {
  const Json body = Json::parse(call.request.body);
  const auto at = parseTime(body["at"].get<std::string>());
  if (!at) {
    return statusResponse(400);
  }
  const auto now = toUnixMicros(m_clock.wall());
  const RatingRow row{
      body["ratingId"], kiosk.kioskId, body["service"], body.value("caseId", ""), body["stars"], *at, now};
  if (!m_reports.rate(row)) {
    return storageRefusal();
  }
  return jsonResponse(200, Json{{"ratingId", row.ratingId}, {"receivedAt", formatTime(now)}}.dump());
}

HttpResponse ReportService::staffCheck(const Call& call, const KioskRow& kiosk) {
  const Json body = Json::parse(call.request.body);
  const auto at = parseTime(body["at"].get<std::string>());
  if (!at) {
    return statusResponse(400);
  }
  const auto now = toUnixMicros(m_clock.wall());
  const StaffCheckRow row{body["checkId"],
                          kiosk.kioskId,
                          body["service"],
                          body["staff"],
                          body["reason"],
                          body["confirmed"],
                          *at,
                          now};
  const auto known = m_reports.hasStaffCheck(row.checkId);
  if (!known) {
    return storageRefusal();
  }
  // Told again because an answer was lost: one check, one row.
  if (!*known && (!m_audit.add(auditOf(row)) || !m_reports.keepStaffCheck(row))) {
    return storageRefusal();
  }
  return jsonResponse(200, Json{{"checkId", row.checkId}, {"receivedAt", formatTime(now)}}.dump());
}

}  // namespace xiaowu::platform
