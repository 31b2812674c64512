#pragma once
// The outbox's tables, as numbered steps for storage::migrate(). A step that was released is never changed; a
// change is a new step at the end and a fixture in tests/unit/app/outbox of the version before.

#include <span>
#include <string_view>

namespace xiaowu::outbox {

[[nodiscard]] std::span<const std::string_view> schemaSteps();

}  // namespace xiaowu::outbox
