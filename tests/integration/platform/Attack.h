#pragma once
// A platform under attack: crowds of raw connections from addresses of this machine, and an honest kiosk
// whose heartbeats are counted meanwhile.

#include "tests/integration/platform/Client.h"

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace xiaowu::testing {

struct Served {
  int sent = 0;
  int inTime = 0;  ///< answered with 200 within a second
  std::chrono::milliseconds slowest{0};
};

/// Connections that are opened from `address` (of the loopback net), say their piece and stay until the end.
class Crowd {
 public:
  Crowd(std::uint16_t port, std::string address) : m_port(port), m_address(std::move(address)) {}
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;
  ~Crowd();
  void hold(int count, const std::string& says);
  /// With everything held open.
  static void wait(std::chrono::milliseconds time);

 private:
  std::uint16_t m_port;
  std::string m_address;
  std::vector<int> m_open;
};

class AttackedPlatform {
 public:
  AttackedPlatform();
  /// Runs the attack again and again, while a kiosk sends heartbeats, every second one over a new connection.
  [[nodiscard]] Served servedDuring(std::chrono::seconds time, const std::function<void()>& attack);
  [[nodiscard]] std::uint16_t port() const { return m_running.port(); }
  [[nodiscard]] const Kiosk& kiosk() const { return m_running.kiosk; }
  [[nodiscard]] TestPlatform& platform() { return m_running; }
  [[nodiscard]] bool enrol(const Kiosk& kiosk);

 private:
  TestPlatform m_running;
};

}  // namespace xiaowu::testing
