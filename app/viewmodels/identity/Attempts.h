#pragma once
// What the ways of proving a person have in common: counted attempts, and a card that was taken too early.

#include "app/workflow/State.h"

#include <QString>

namespace xiaowu::viewmodels {

/// "第 2 次，最多 3 次" once one was in vain; empty at the first and after the last.
[[nodiscard]] QString attemptsIn(int inVain);

/// The card was taken while it was still needed, and is waited for.
[[nodiscard]] bool cardAway(const workflow::State& state);

}  // namespace xiaowu::viewmodels
