#pragma once
// One thread for long computing (faces, papers) that must not disturb the screen: runs below normal priority,
// jobs one after another.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace xiaowu::session {

class Worker {
 public:
  explicit Worker(std::string name);
  ~Worker();  ///< jobs that have not begun are dropped
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  void post(std::function<void()> job);

 private:
  void run(const std::stop_token& stop);

  const std::string m_name;
  std::mutex m_mutex;
  std::condition_variable_any m_wake;
  std::deque<std::function<void()>> m_jobs;
  std::jthread m_thread;
};

/// The calling thread gives way to the screen from now on (Linux: nice 10 for this thread alone).
void lowerThreadPriority();

}  // namespace xiaowu::session
