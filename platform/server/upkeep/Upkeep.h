#pragma once
// The platform's own housekeeping thread: a round of the Collector every hour, and a look at the disk every
// half minute. It never holds what requests need for longer than a few rows. Any thread may ask it.

#include "platform/server/upkeep/Collector.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>

namespace xiaowu::platform {

struct UpkeepFigures {
  std::int64_t rounds = 0;                ///< since the start
  std::optional<std::int64_t> lastRound;  ///< when it ended
  std::chrono::milliseconds took{0};
  Swept last, all;  ///< of the last round, and since the start
};

class Upkeep {
 public:
  /// `data`: the platform's folder. The references outlive this.
  Upkeep(const Clock& clock, Repository& repository, const PartPlaces& parts, std::filesystem::path data,
         const Ages& ages);
  Upkeep(const Upkeep&) = delete;
  Upkeep& operator=(const Upkeep&) = delete;
  ~Upkeep();  ///< stop()

  /// Once.
  void start();
  /// Returns when the thread is gone; a step under way is finished first.
  void stop();
  /// A whole round on this thread; only while the other one does not run.
  void runRound();
  /// Writes a small file and takes it away, and opens a database for writing that could only be read; only
  /// while the other thread does not run.
  void lookAtDisk();

  /// What the last look at the disk found; true before the first.
  [[nodiscard]] bool canWrite() const { return m_canWrite; }
  [[nodiscard]] UpkeepFigures figures() const;

 private:
  void run();
  void endRound(SteadyTime began);
  /// False: it is to stop.
  [[nodiscard]] bool pause(std::chrono::milliseconds time);

  const Clock& m_clock;
  Repository& m_repository;
  const std::filesystem::path m_data;
  Collector m_collector;
  std::atomic<bool> m_canWrite{true};
  mutable std::mutex m_mutex;
  std::condition_variable m_wake;
  bool m_stopping = false;  ///< under the mutex
  UpkeepFigures m_figures;  ///< likewise
  std::thread m_thread;
};

}  // namespace xiaowu::platform
