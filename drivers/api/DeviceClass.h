#pragma once
// How a class of devices joins the kiosk. The folder of each class exports its DeviceClass with the address
// schemes that its real drivers understand; its simulator/ exports one more scheme; app/main lists both
// (docs/adr/0012). Factories open nothing.

#include "core/base/Result.h"
#include "core/domain/Device.h"
#include "core/domain/LocalText.h"
#include "drivers/api/Device.h"
#include "drivers/api/Simulator.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace xiaowu::drivers {

/// One row of [devices] in the site's file.
struct DeviceRow {
  domain::DeviceInstance instance;              ///< `serves` is filled in by the registry's check
  std::vector<std::string> capabilities{};      ///< as written; empty: the first of the class
  std::map<std::string, std::string> values{};  ///< "address" and what else the class has keys for
  std::string place{};                          ///< for messages: "site.toml: devices.printer"

  /// Empty when the row has no such key.
  [[nodiscard]] std::string value(const std::string& key) const {
    const auto found = values.find(key);
    return found == values.end() ? std::string() : found->second;
  }
  [[nodiscard]] std::string address() const { return value("address"); }
};

/// What a factory is told.
struct DeviceOrder {
  const DeviceRow& row;
  const std::vector<DeviceRow>& site;  ///< every row, this one too
  std::filesystem::path dataFolder;    ///< a simulator may keep below it what it made
  double simulatorTime = 1;            ///< 1: simulators are as slow as hardware; 0: no mechanical time

  /// What a simulator waits for mechanics that really take `time`.
  [[nodiscard]] std::chrono::milliseconds scaled(std::chrono::milliseconds time) const {
    const std::chrono::duration<double, std::milli> real(time);
    return std::chrono::duration_cast<std::chrono::milliseconds>(real * simulatorTime);
  }
};

struct MadeDevice {
  std::unique_ptr<Device> driver;
  std::shared_ptr<Simulator> simulator{};  ///< the hands on it; null for real devices
};

/// Addresses that begin with "<name>:".
struct AddressScheme {
  std::string name;
  std::function<Result<MadeDevice>(const DeviceOrder&)> make;  ///< errors::kAddress: the address is wrong
};

/// What some devices of a class can do and others cannot.
struct Capability {
  std::string id;          ///< "slip"
  domain::LocalText name;  ///< of a device that has it, on the screen
};

struct DeviceClass {
  std::string id;          ///< "printer": in the site's file and in needsDevices of service items
  domain::LocalText name;  ///< on the screen
  std::vector<Capability>
      capabilities{};               ///< the first one's need is the class's id; empty: all can do the same
  bool required = false;            ///< a site must have a device for each capability
  std::vector<std::string> keys{};  ///< that a row may have beside "address"
  std::vector<AddressScheme> schemes{};
};

/// A device that can be supervised.
struct FittedDevice {
  domain::DeviceInstance instance;
  std::unique_ptr<Device> driver;
};

/// For factories whose driver is made from the address alone: Result<std::unique_ptr<D>> make(address).
template <typename Make>
[[nodiscard]] AddressScheme schemeOf(std::string name, Make make) {
  return {std::move(name), [make = std::move(make)](const DeviceOrder& order) -> Result<MadeDevice> {
            auto driver = make(order.row.address());
            if (!driver) {
              return fail(driver.error());
            }
            return MadeDevice{std::move(*driver)};
          }};
}

/// The whole address of a simulated device.
inline constexpr std::string_view kSimulatorAddress = "simulator:";
[[nodiscard]] inline AddressScheme simulatorScheme(
    std::function<Result<MadeDevice>(const DeviceOrder&)> make) {
  return {"simulator", std::move(make)};
}

}  // namespace xiaowu::drivers
