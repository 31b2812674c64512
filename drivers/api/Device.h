#pragma once
// What every device driver promises. Drivers are synchronous and single-threaded: app/devices gives each
// device one thread of its own and makes every call there, one at a time. A call ends exactly once: with a
// value, with an Error, soon after its deadline (errors::kTimedOut) or within 100 ms of a stop request
// (errors::kCancelled). After any failure the driver stays usable: the next open() starts from a clean state.
//
// The state words are those of XFS4IoT (Common.Status "device").

#include "core/base/Clock.h"
#include "core/base/Result.h"

#include <string>
#include <string_view>

namespace xiaowu::drivers {

enum class DeviceState {
  Online,
  Offline,
  PowerOff,
  NoDevice,
  HardwareError,
  UserError,
  DeviceBusy,
  FraudAttempt,
  PotentialFraud,
  Starting
};

/// XFS4IoT spelling: "online", "noDevice", …
[[nodiscard]] std::string_view deviceStateName(DeviceState state);

/// A device in this state takes work. A paper jam or an empty tray (UserError) takes a printer out of service
/// too, until somebody has helped.
[[nodiscard]] bool isUsable(DeviceState state);

struct DeviceHealth {
  DeviceState state = DeviceState::Starting;
  std::string reason;  ///< an error code ("printer.paper-out"), empty when nothing is wrong; no personal data
};

namespace errors {
inline constexpr std::string_view kNotOpen = "device.not-open";
inline constexpr std::string_view kGone = "device.gone";  ///< unplugged, switched off, connection refused
inline constexpr std::string_view kProtocol = "device.protocol";  ///< it answered, but not in its protocol
inline constexpr std::string_view kBusy = "device.busy";
inline constexpr std::string_view kHardware = "device.hardware";
inline constexpr std::string_view kNotFound = "device.not-found";  ///< nothing matches the configured address
inline constexpr std::string_view kAddress = "device.address";     ///< the configured address itself is wrong
}  // namespace errors

class Device {
 public:
  virtual ~Device() = default;

  /// Finds and claims the device and asks it for its state. Opening an open device closes it first.
  [[nodiscard]] virtual Result<DeviceHealth> open(const CallContext& context) = 0;
  /// Releases the device; never fails, may be called at any time and more than once.
  virtual void close() = 0;
  /// Asks the device itself (no remembered answer). Not open: NoDevice with reason device.not-open.
  [[nodiscard]] virtual DeviceHealth health(const CallContext& context) = 0;
};

}  // namespace xiaowu::drivers
