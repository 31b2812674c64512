#include "platform/server/repository/Audit.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace xiaowu::platform {

std::string_view auditActionName(AuditAction action) {
  switch (action) {
    case AuditAction::RecordQuery: return "record-query";
    case AuditAction::PapersQuery: return "papers-query";
    case AuditAction::Proof: return "proof";
    case AuditAction::StaffCheck: return "staff-check";
  }
  return "record-query";
}

std::optional<AuditAction> auditActionFrom(std::string_view name) {
  for (const auto action :
       {AuditAction::RecordQuery, AuditAction::PapersQuery, AuditAction::Proof, AuditAction::StaffCheck}) {
    if (auditActionName(action) == name) {
      return action;
    }
  }
  return std::nullopt;
}

std::string scoreBandOf(const std::optional<double>& score) {
  if (!score) {
    return {};
  }
  const double low = std::floor(*score * 10 + 1e-9) / 10;
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.1f-%.1f", low, low + 0.1);
  return text.data();
}

AuditRow auditRowOf(AuditAction action, const std::string& kioskId, const std::string& service,
                    const domain::IdentityEvidence& evidence, std::int64_t at) {
  AuditRow row;
  row.at = at;
  row.kioskId = kioskId;
  row.action = action;
  row.service = service;
  row.way = evidence.way;
  row.staff = evidence.staff;
  row.reason = evidence.reason;
  row.scoreBand = scoreBandOf(evidence.score);
  return row;
}

}  // namespace xiaowu::platform
