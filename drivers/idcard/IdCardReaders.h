#pragma once
// The ways to get a reader. app/main is the only caller of the factory by address.

#include "drivers/api/IdCardReader.h"
#include "drivers/idcard/Framing.h"
#include "drivers/idcard/Link.h"

#include <chrono>
#include <memory>
#include <string_view>

namespace xiaowu::idcard {

struct SamOptions {
  bool fingerprint = false;  ///< read 30 10 instead of 30 01; readers that do not know it are read without
  /// Some readers find the same card again only after it was lifted. Presence is then asked by reading the
  /// additional address, not by finding.
  bool liftToFindAgain = false;
  /// An answer takes up to 1.5 s on the slowest readers read about.
  std::chrono::milliseconds commandTimeout{3000};
  std::chrono::milliseconds findInterval{250};  ///< between two looks for a card
  std::chrono::milliseconds quiet{60};          ///< silence after which a late answer is taken to have ended
};

/// The SAM protocol over any link: find, select, read; any failure goes back to find; faults of the protocol
/// are tried once more.
[[nodiscard]] std::unique_ptr<drivers::IdCardReader> makeSamIdCardReader(std::unique_ptr<Link> link,
                                                                         std::unique_ptr<Framing> framing,
                                                                         const SamOptions& options = {});

/// "usb:0400:c35a", "usb-hid:vvvv:pppp" (hexadecimal; without numbers 0400:c35a),
/// "serial:/dev/ttyUSB0@115200" (9600 … 115200; without @ 115200), each optionally followed by "?" and
/// options joined by "&": "framing=maker", "commands=short", "fingerprint=yes", "lift=yes". Anything else:
/// device.address, the detail says what is wrong with it.
[[nodiscard]] Result<std::unique_ptr<drivers::IdCardReader>> makeIdCardReader(std::string_view address);

}  // namespace xiaowu::idcard
