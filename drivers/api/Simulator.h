#pragma once
// What every simulator of a device has in common. The hands on it are its own type's.

#include <chrono>

namespace xiaowu::drivers {

class Simulator {
 public:
  virtual ~Simulator() = default;
  /// Sum of the simulated mechanics' time that was really waited for: what a measurement of the software
  /// subtracts. Any thread.
  [[nodiscard]] virtual std::chrono::microseconds mechanicalTime() const { return {}; }

 protected:
  Simulator() = default;
  Simulator(const Simulator&) = default;
  Simulator& operator=(const Simulator&) = default;
};

}  // namespace xiaowu::drivers
