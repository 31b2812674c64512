#pragma once
// The devices of one kiosk, each on a supervised thread of its own, and the calls to them: whoever needs a
// device says what it must be able to do and gets the first that is ready.

#include "app/devices/DeviceThread.h"
#include "drivers/api/DeviceClass.h"

#include <QFuture>
#include <QPromise>

#include <atomic>
#include <concepts>

namespace xiaowu::devices {

/// One device of the set.
struct SupervisedDevice {
  domain::DeviceInstance instance;
  drivers::Device* driver = nullptr;  ///< owned by the thread, which alone may call it
  std::atomic<bool> ready{false};     ///< as it said last
  std::unique_ptr<DeviceThread> thread{};
};

/// The devices that meet one need, with their own type. A copyable look into the set, not to be used after
/// the set's end. Thread-safe.
template <std::derived_from<drivers::Device> D>
class DevicePool {
 public:
  explicit DevicePool(std::vector<SupervisedDevice*> devices) : m_devices(std::move(devices)) {}

  /// Runs `work` on the thread of the first device that is ready, or of the first one when none is; the
  /// future holds its result, or the error that kept the device from opening. It ends exactly once. Without
  /// any device: device.not-found.
  template <typename T>
  [[nodiscard]] QFuture<Result<T>> call(std::chrono::milliseconds within, const std::stop_token& stop,
                                        std::function<Result<T>(D&, const CallContext&)> work) const {
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    auto future = promise->future();
    auto* chosen = choose();
    if (chosen == nullptr) {
      promise->addResult(fail(drivers::errors::kNotFound, Fault::AttendantNeeded, "this site has none"));
      promise->finish();
      return future;
    }
    chosen->thread->post(
        [promise, work = std::move(work)](const Result<drivers::Device*>& device,
                                          const CallContext& context) {
          promise->addResult(device ? work(dynamic_cast<D&>(**device), context)
                                    : Result<T>(fail(device.error())));
          promise->finish();
        },
        within, stop);
    return future;
  }

 private:
  [[nodiscard]] SupervisedDevice* choose() const {
    for (auto* device : m_devices) {
      if (device->ready) {
        return device;
      }
    }
    return m_devices.empty() ? nullptr : m_devices.front();
  }

  std::vector<SupervisedDevice*> m_devices;
};

class DeviceSet {
 public:
  /// On the device's thread, with the id of the instance.
  using HealthChanged = std::function<void(const std::string&, const drivers::DeviceHealth&)>;

  DeviceSet(std::vector<drivers::FittedDevice> devices, const HealthChanged& healthChanged,
            const Supervision& supervision = {});
  /// Ends the devices' threads as ~DeviceThread() says.
  ~DeviceSet() = default;
  DeviceSet(const DeviceSet&) = delete;
  DeviceSet& operator=(const DeviceSet&) = delete;

  /// In the order of the site's file. A device that meets the need but is no D is left out.
  template <std::derived_from<drivers::Device> D>
  [[nodiscard]] DevicePool<D> pool(std::string_view need) const {
    std::vector<SupervisedDevice*> devices;
    for (const auto& each : m_devices) {
      if (each->instance.meets(need) && dynamic_cast<D*>(each->driver) != nullptr) {
        devices.push_back(each.get());
      }
    }
    return DevicePool<D>(std::move(devices));
  }

 private:
  std::vector<std::unique_ptr<SupervisedDevice>> m_devices;
};

}  // namespace xiaowu::devices
