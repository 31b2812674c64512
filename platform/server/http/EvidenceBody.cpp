#include "platform/server/http/EvidenceBody.h"

#include <nlohmann/json.hpp>

namespace xiaowu::platform {

domain::IdentityEvidence evidenceFrom(const nlohmann::ordered_json& json) {
  domain::IdentityEvidence evidence;
  evidence.way = json.at("way");
  if (json.contains("score")) {
    evidence.score = json.at("score").get<double>();
  }
  evidence.staff = json.value("staff", "");
  evidence.reason = json.value("reason", "");
  return evidence;
}

}  // namespace xiaowu::platform
