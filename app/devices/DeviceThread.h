#pragma once
// The thread that owns one device. Calls run one at a time in the order they were made; each ends exactly
// once, also when the thread shuts down. A device that is lost is closed and opened again with growing pauses
// until it is back; after every opening the device is asked for its state before anything is assumed.
// Thread-safe; callbacks run on the device's thread.

#include "drivers/api/Device.h"

#include <QThread>

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>

namespace xiaowu::devices {

struct Supervision {
  std::chrono::milliseconds openWithin{5'000};
  std::chrono::milliseconds healthEvery{2'000};  ///< while no call runs
  std::chrono::milliseconds healthWithin{2'000};
  std::chrono::milliseconds reopenFirst{500};  ///< doubled after each failure
  std::chrono::milliseconds reopenMax{8'000};
};

class DeviceThread {
 public:
  using HealthChanged = std::function<void(const drivers::DeviceHealth&)>;
  /// `work` gets the open device, or an error when it could not be opened. It must call nothing of this
  /// class.
  using Work = std::function<void(const Result<drivers::Device*>&, const CallContext&)>;

  DeviceThread(std::string name, std::unique_ptr<drivers::Device> device, const Supervision& supervision,
               HealthChanged healthChanged);
  /// Asks the running call to stop, ends the waiting ones with errors::kCancelled and joins.
  ~DeviceThread();
  DeviceThread(const DeviceThread&) = delete;
  DeviceThread& operator=(const DeviceThread&) = delete;

  void post(Work work, std::chrono::milliseconds within, std::stop_token stop);

 private:
  struct Task {
    Work work;
    std::chrono::milliseconds within;
    std::stop_token stop;
  };
  void run(const std::stop_token& stop);
  void runTask(const Task& task, const std::stop_token& stop);
  bool ensureOpen(const std::stop_token& stop);
  void checkHealth(const std::stop_token& stop);
  void report(const drivers::DeviceHealth& health);

  const std::string m_name;
  const std::unique_ptr<drivers::Device> m_device;
  const Supervision m_supervision;
  const HealthChanged m_healthChanged;
  std::mutex m_mutex;
  std::condition_variable_any m_wake;
  std::deque<Task> m_tasks;
  // Used by the device's thread only.
  bool m_open = false;
  Error m_openError;
  std::chrono::milliseconds m_pause{};
  drivers::DeviceHealth m_health;
  bool m_reported = false;
  std::stop_source m_stop;
  std::unique_ptr<QThread> m_thread;  ///< a QThread, because QSerialPort works in no other kind
};

}  // namespace xiaowu::devices
