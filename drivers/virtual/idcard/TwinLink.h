#pragma once
// The twin's wire in memory, with the real protocol driver on top.

#include "drivers/idcard/IdCardReaders.h"
#include "drivers/virtual/idcard/SamTwin.h"

namespace xiaowu::virtualdevices {

/// Bytes come in pieces of at most 64, as over USB, and as late as the twin's time scale says.
[[nodiscard]] std::unique_ptr<idcard::Link> makeTwinLink(std::shared_ptr<SamTwin> twin);

/// The driver of real readers over a twin.
[[nodiscard]] std::unique_ptr<drivers::IdCardReader> makeTwinIdCardReader(
    std::shared_ptr<SamTwin> twin, const idcard::SamOptions& options = {});

}  // namespace xiaowu::virtualdevices
