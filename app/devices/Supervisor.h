#pragma once
// A DeviceThread with its device's own type: calls give a QFuture that ends exactly once.

#include "app/devices/DeviceThread.h"

#include <QFuture>
#include <QPromise>

#include <concepts>

namespace xiaowu::devices {

template <std::derived_from<drivers::Device> D>
class Supervisor {
 public:
  Supervisor(std::string name, std::unique_ptr<D> device, const Supervision& supervision,
             DeviceThread::HealthChanged healthChanged)
      : m_thread(std::move(name), std::move(device), supervision, std::move(healthChanged)) {}

  /// Runs `work` on the device's thread with the open device; the future holds its result, or the error that
  /// kept the device from opening.
  template <typename T>
  [[nodiscard]] QFuture<Result<T>> call(std::chrono::milliseconds within, const std::stop_token& stop,
                                        std::function<Result<T>(D&, const CallContext&)> work) {
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    auto future = promise->future();
    m_thread.post(
        [promise, work = std::move(work)](const Result<drivers::Device*>& device,
                                          const CallContext& context) {
          promise->addResult(device ? work(static_cast<D&>(**device), context)
                                    : Result<T>(fail(device.error())));
          promise->finish();
        },
        within, stop);
    return future;
  }

 private:
  DeviceThread m_thread;
};

}  // namespace xiaowu::devices
