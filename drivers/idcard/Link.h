#pragma once
// The wire to a reader. Used by one thread at a time, the device's own.

#include "core/base/Bytes.h"
#include "core/base/Clock.h"
#include "drivers/api/Device.h"

#include <memory>
#include <string>

namespace xiaowu::idcard {

/// Every call ends soon after its deadline with base.timed-out, or within 100 ms of a stop request with
/// base.cancelled. Once a call has returned device.gone, all return it until the next open().
class Link {
 public:
  virtual ~Link() = default;
  /// Finds and claims the device: device.not-found, device.busy or device.hardware when it cannot. Opening an
  /// open link closes it first.
  [[nodiscard]] virtual Result<void> open(const CallContext& context) = 0;
  virtual void close() = 0;
  [[nodiscard]] virtual Result<void> write(ByteView bytes, const CallContext& context) = 0;
  /// At least one byte; never waits for more than have come.
  [[nodiscard]] virtual Result<Bytes> read(const CallContext& context) = 0;
  /// Forgets what has been received and not read.
  virtual void discardInput() = 0;
};

namespace linkerrors {
[[nodiscard]] inline tl::unexpected<Error> timedOut(std::string detail = {}) {
  return fail(errors::kTimedOut, Fault::ResidentCanFix, std::move(detail));
}
[[nodiscard]] inline tl::unexpected<Error> cancelled() {
  return fail(errors::kCancelled, Fault::Cancelled);
}
[[nodiscard]] inline tl::unexpected<Error> gone(std::string detail) {
  return fail(drivers::errors::kGone, Fault::AttendantNeeded, std::move(detail));
}
[[nodiscard]] inline tl::unexpected<Error> hardware(std::string detail) {
  return fail(drivers::errors::kHardware, Fault::AttendantNeeded, std::move(detail));
}
[[nodiscard]] inline tl::unexpected<Error> protocol(std::string detail) {
  return fail(drivers::errors::kProtocol, Fault::AttendantNeeded, std::move(detail));
}
}  // namespace linkerrors

}  // namespace xiaowu::idcard
