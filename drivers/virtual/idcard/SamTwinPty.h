#pragma once
// Serves a twin on a pseudo-terminal, for the serial link's tests and for demonstrations with programs of
// other makers. Unplugging the twin closes the terminal, plugging it opens a new one; a symbolic link keeps
// one name for both.

#include "drivers/virtual/idcard/SamTwin.h"

#include <filesystem>
#include <memory>

namespace xiaowu::virtualdevices {

class SamTwinPty {
 public:
  /// `name` is made a symbolic link to the terminal (replacing one) and removed while the twin is unplugged.
  /// Fails with device.hardware when the system has no pseudo-terminals. Serving goes on in a thread of its
  /// own until destruction.
  [[nodiscard]] static Result<std::unique_ptr<SamTwinPty>> start(std::shared_ptr<SamTwin> twin,
                                                                 std::filesystem::path name);
  virtual ~SamTwinPty() = default;
  [[nodiscard]] virtual const std::filesystem::path& path() const = 0;
  /// Returns once the terminal is open or closed as the twin's plug says.
  virtual void waitUntilSettled() = 0;
};

}  // namespace xiaowu::virtualdevices
