#pragma once
// How a person proved himself, as every body of a kiosk says it.

#include "core/domain/Case.h"

#include <nlohmann/json_fwd.hpp>

namespace xiaowu::platform {

/// `json` fits the contract (schemas Evidence and Submission): it has at least a way.
[[nodiscard]] domain::IdentityEvidence evidenceFrom(const nlohmann::ordered_json& json);

}  // namespace xiaowu::platform
