#include "app/session/Worker.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <pthread.h>

namespace xiaowu::session {

void lowerThreadPriority() {
  // On Linux a thread's id is accepted where POSIX has a process's: only this thread becomes nicer.
  setpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid)), 10);
}

Worker::Worker(std::string name)
    : m_name(std::move(name)), m_thread([this](const std::stop_token& stop) { run(stop); }) {}

Worker::~Worker() {
  m_thread.request_stop();
  m_wake.notify_all();
}

void Worker::post(std::function<void()> job) {
  {
    const std::lock_guard lock(m_mutex);
    m_jobs.push_back(std::move(job));
  }
  m_wake.notify_all();
}

void Worker::run(const std::stop_token& stop) {
  pthread_setname_np(pthread_self(), m_name.substr(0, 15).c_str());
  lowerThreadPriority();
  while (true) {
    std::unique_lock lock(m_mutex);
    if (!m_wake.wait(lock, stop, [this] { return !m_jobs.empty(); })) {
      return;
    }
    const auto job = std::move(m_jobs.front());
    m_jobs.pop_front();
    lock.unlock();
    job();
  }
}

}  // namespace xiaowu::session
