#include "app/devices/DeviceThread.h"

#include "core/base/Log.h"

#include <algorithm>

namespace xiaowu::devices {
namespace {

using drivers::DeviceHealth;
using drivers::DeviceState;

bool isLost(const DeviceHealth& health) {
  return health.state == DeviceState::NoDevice || health.state == DeviceState::PowerOff ||
         health.state == DeviceState::HardwareError || health.state == DeviceState::Offline;
}

}  // namespace

DeviceThread::DeviceThread(std::string name, std::unique_ptr<drivers::Device> device,
                           const Supervision& supervision, HealthChanged healthChanged)
    : m_name(std::move(name)),
      m_device(std::move(device)),
      m_supervision(supervision),
      m_healthChanged(std::move(healthChanged)),
      m_pause(supervision.reopenFirst),
      m_thread(QThread::create([this] { run(m_stop.get_token()); })) {
  m_thread->setObjectName(QString::fromStdString(m_name));
  m_thread->start();
}

DeviceThread::~DeviceThread() {
  m_stop.request_stop();
  m_wake.notify_all();
  m_thread->wait();
}

void DeviceThread::post(Work work, std::chrono::milliseconds within, std::stop_token stop) {
  {
    const std::lock_guard lock(m_mutex);
    m_tasks.push_back({std::move(work), within, std::move(stop)});
  }
  m_wake.notify_all();
}

void DeviceThread::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    if (m_open) {
      checkHealth(stop);
    } else {
      m_open = ensureOpen(stop);
    }
    const auto pause = m_open ? m_supervision.healthEvery : m_pause;
    const auto until = std::chrono::steady_clock::now() + pause;
    if (!m_open) {
      m_pause = std::min(m_pause * 2, m_supervision.reopenMax);
    }
    while (!stop.stop_requested()) {
      std::unique_lock lock(m_mutex);
      if (!m_wake.wait_until(lock, stop, until, [this] { return !m_tasks.empty(); })) {
        break;
      }
      const Task task = std::move(m_tasks.front());
      m_tasks.pop_front();
      lock.unlock();
      runTask(task, stop);
    }
  }
  const std::lock_guard lock(m_mutex);
  for (const auto& task : m_tasks) {
    task.work(fail(errors::kCancelled, Fault::Cancelled, m_name + " shuts down"), CallContext::within({}));
  }
  m_tasks.clear();
  m_device->close();
}

void DeviceThread::runTask(const Task& task, const std::stop_token& stop) {
  // One stop for two reasons: the caller lost interest, or the thread shuts down.
  std::stop_source either;
  const std::stop_callback byCaller(task.stop, [&] { either.request_stop(); });
  const std::stop_callback byShutdown(stop, [&] { either.request_stop(); });
  const auto context = CallContext::within(task.within, either.get_token());
  if (context.cancelled()) {
    return task.work(fail(errors::kCancelled, Fault::Cancelled), context);
  }
  // A person waits for this call: try to open at once instead of after the pause.
  if (!m_open) {
    m_open = ensureOpen(either.get_token());
  }
  if (!m_open) {
    return task.work(fail(m_openError), context);
  }
  task.work(m_device.get(), context);
  checkHealth(stop);
}

bool DeviceThread::ensureOpen(const std::stop_token& stop) {
  const auto opened = m_device->open(CallContext::within(m_supervision.openWithin, stop));
  if (!opened) {
    m_openError = opened.error();
    report({DeviceState::NoDevice, opened.error().code});
    return false;
  }
  m_pause = m_supervision.reopenFirst;
  report(*opened);
  return true;
}

void DeviceThread::checkHealth(const std::stop_token& stop) {
  const auto health = m_device->health(CallContext::within(m_supervision.healthWithin, stop));
  if (stop.stop_requested()) {
    return;
  }
  report(health);
  if (!isLost(health)) {
    return;
  }
  m_device->close();
  m_open = false;
  m_openError = Error{health.reason.empty() ? std::string(drivers::errors::kGone) : health.reason,
                      Fault::ServiceUnavailable, m_name};
}

void DeviceThread::report(const DeviceHealth& health) {
  if (m_reported && health.state == m_health.state && health.reason == m_health.reason) {
    return;
  }
  m_reported = true;
  m_health = health;
  qCInfo(logDevices, "%s: %s %s", m_name.c_str(), std::string(drivers::deviceStateName(health.state)).c_str(),
         health.reason.c_str());
  m_healthChanged(health);
}

}  // namespace xiaowu::devices
