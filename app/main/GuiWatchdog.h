#pragma once
// Measures how long the GUI thread ever took to answer: a small event every 10 ms from a thread of its own.
// Time that a caller declares as its own instrument (taking a screenshot) is not counted.

#include <QObject>

#include <atomic>
#include <chrono>
#include <thread>

namespace xiaowu {

class GuiWatchdog final : public QObject {
 public:
  /// `logAbove`: waits at least this long are logged. Made on the GUI thread.
  explicit GuiWatchdog(std::chrono::milliseconds logAbove);
  ~GuiWatchdog() override;

  [[nodiscard]] std::chrono::milliseconds longest() const {
    return std::chrono::milliseconds{m_longest.load()};
  }
  void reset() { m_longest = 0; }

  /// While one exists (GUI thread), waits are the instrument's.
  class Exclusion {
   public:
    explicit Exclusion(GuiWatchdog& watchdog) : m_watchdog(watchdog) { ++m_watchdog.m_excluded; }
    ~Exclusion() { ++m_watchdog.m_excluded; }
    Exclusion(const Exclusion&) = delete;
    Exclusion& operator=(const Exclusion&) = delete;

   private:
    GuiWatchdog& m_watchdog;
  };

 private:
  void run(const std::stop_token& stop);
  void answered(std::chrono::steady_clock::time_point asked, std::uint64_t excluded);

  const std::chrono::milliseconds m_logAbove;
  std::atomic<std::int64_t> m_longest{0};
  std::atomic<std::uint64_t> m_excluded{0};  ///< counts beginnings and ends: odd while an exclusion lasts
  std::atomic<bool> m_waiting{false};
  std::jthread m_thread;
};

}  // namespace xiaowu
