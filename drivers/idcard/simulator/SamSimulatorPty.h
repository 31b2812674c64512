#pragma once
// Serves a simulator on a pseudo-terminal, for the serial link's tests and for demonstrations with programs
// of other makers. Unplugging the simulator closes the terminal, plugging it opens a new one; a symbolic link
// keeps one name for both.

#include "drivers/idcard/simulator/SamSimulator.h"

#include <filesystem>
#include <memory>

namespace xiaowu::simulator {

class SamSimulatorPty {
 public:
  /// `name` is made a symbolic link to the terminal (replacing one) and removed while the simulator is
  /// unplugged. Fails with device.hardware when the system has no pseudo-terminals. Serving goes on in a
  /// thread of its own until destruction.
  [[nodiscard]] static Result<std::unique_ptr<SamSimulatorPty>> start(std::shared_ptr<SamSimulator> simulator,
                                                                      std::filesystem::path name);
  virtual ~SamSimulatorPty() = default;
  [[nodiscard]] virtual const std::filesystem::path& path() const = 0;
  /// Returns once the terminal is open or closed as the simulator's plug says.
  virtual void waitUntilSettled() = 0;
};

}  // namespace xiaowu::simulator
