#pragma once
// The simulator's wire in memory, with the real protocol driver on top.

#include "drivers/idcard/IdCardReaders.h"
#include "drivers/idcard/simulator/SamSimulator.h"

namespace xiaowu::simulator {

/// Bytes come in pieces of at most 64, as over USB, and as late as the simulator's time scale says.
[[nodiscard]] std::unique_ptr<idcard::Link> makeSimulatedLink(std::shared_ptr<SamSimulator> simulator);

/// The driver of real readers over a simulator.
[[nodiscard]] std::unique_ptr<drivers::IdCardReader> makeSimulatedIdCardReader(
    std::shared_ptr<SamSimulator> simulator, const idcard::SamOptions& options = {});

}  // namespace xiaowu::simulator
