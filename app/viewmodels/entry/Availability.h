#pragma once
// Whether an item can be done on this machine now, as a resident reads it.

#include "core/catalog/ServiceItem.h"
#include "app/workflow/State.h"

#include <QString>

namespace xiaowu::viewmodels {

/// "What is missing for this item now" as one sentence; empty when it can be done.
[[nodiscard]] QString whyNot(const catalog::ServiceItem& item, const workflow::Availability& availability);

}  // namespace xiaowu::viewmodels
