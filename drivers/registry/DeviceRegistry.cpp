#include "drivers/registry/DeviceRegistry.h"

#include <algorithm>
#include <cassert>

namespace xiaowu::drivers {
namespace {

constexpr std::size_t kIdLengthMax = 32;
constexpr std::size_t kRowsMax = 39;                 // a heartbeat tells of 40 things, and of calls for staff
constexpr std::string_view kReserved = "attention";  // the heartbeat's word for a call for staff

/// The first capability's need is the class itself: whoever asks for a printer wants sheets.
std::string needOf(const DeviceClass& deviceClass, std::string_view capability) {
  const bool isFirst = deviceClass.capabilities.empty() || deviceClass.capabilities.front().id == capability;
  return isFirst ? deviceClass.id : deviceClass.id + "." + std::string(capability);
}

const Capability* capabilityOf(const DeviceClass& deviceClass, std::string_view id) {
  const auto& all = deviceClass.capabilities;
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Capability& each) { return each.id == id; });
  return found == all.end() ? nullptr : &*found;
}

std::vector<std::string> servesOf(const DeviceClass& deviceClass, const DeviceRow& row) {
  if (row.capabilities.empty()) {
    return {deviceClass.id};
  }
  std::vector<std::string> serves;
  for (const auto& capability : row.capabilities) {
    serves.push_back(needOf(deviceClass, capability));
  }
  return serves;
}

/// By need.
std::map<std::string, domain::LocalText> namesOf(const DeviceClass& deviceClass) {
  std::map<std::string, domain::LocalText> names{{deviceClass.id, deviceClass.name}};
  for (const auto& capability : deviceClass.capabilities) {
    names[needOf(deviceClass, capability.id)] = capability.name;
  }
  return names;
}

const AddressScheme* schemeOf(const DeviceClass& deviceClass, std::string_view address) {
  const auto name = address.substr(0, address.find(':'));
  const auto& all = deviceClass.schemes;
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const AddressScheme& each) { return each.name == name; });
  return found == all.end() ? nullptr : &*found;
}

template <typename List, typename Name>
std::string listed(const List& list, Name name) {
  std::string text;
  for (const auto& each : list) {
    text += (text.empty() ? "" : ", ") + name(each);
  }
  return text.empty() ? "none" : text;
}

bool isId(std::string_view id) {
  const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto isOther = [&](char c) { return isLetter(c) || (c >= '0' && c <= '9') || c == '-'; };
  return !id.empty() && id.size() <= kIdLengthMax && isLetter(id.front()) &&
         std::all_of(id.begin(), id.end(), isOther) && id != kReserved;
}

std::string addressFault(const DeviceClass& deviceClass, const std::string& address) {
  if (address.empty()) {
    return "address: is missing";
  }
  if (address.rfind("simulator:", 0) == 0 && address != kSimulatorAddress) {
    return "address: a simulator's is \"simulator:\" and no more";
  }
  if (schemeOf(deviceClass, address) != nullptr) {
    return {};
  }
  const auto known = listed(deviceClass.schemes, [](const AddressScheme& each) { return each.name + ":"; });
  return "address: \"" + address +
         "\" is for no driver of this build; those of this class begin with: " + known;
}

}  // namespace

void DeviceRegistry::add(DeviceClass deviceClass) {
  assert(find(deviceClass.id) == nullptr);
  m_classes.push_back(std::move(deviceClass));
}

void DeviceRegistry::addScheme(std::string_view classId, AddressScheme scheme) {
  const auto found = std::find_if(m_classes.begin(), m_classes.end(),
                                  [&](const DeviceClass& each) { return each.id == classId; });
  assert(found != m_classes.end());
  found->schemes.push_back(std::move(scheme));
}

const DeviceClass* DeviceRegistry::find(std::string_view classId) const {
  const auto found = std::find_if(m_classes.begin(), m_classes.end(),
                                  [&](const DeviceClass& each) { return each.id == classId; });
  return found == m_classes.end() ? nullptr : &*found;
}

std::map<std::string, domain::LocalText> DeviceRegistry::names() const {
  std::map<std::string, domain::LocalText> names;
  for (const auto& each : m_classes) {
    names.merge(namesOf(each));
  }
  return names;
}

std::set<std::string> DeviceRegistry::needs() const {
  std::set<std::string> needs;
  for (const auto& [need, name] : names()) {
    needs.insert(need);
  }
  return needs;
}

std::string DeviceRegistry::faultOf(const DeviceRow& row) const {
  if (!isId(row.instance.id)) {
    return "an id has a letter and then letters, digits and hyphens, " + std::to_string(kIdLengthMax) +
           " at most; \"attention\" is taken";
  }
  const auto* deviceClass = find(row.instance.deviceClass);
  if (deviceClass == nullptr) {
    return "class: \"" + row.instance.deviceClass + "\" is not known; there are: " +
           listed(m_classes, [](const DeviceClass& each) { return each.id; });
  }
  for (const auto& capability : row.capabilities) {
    if (capabilityOf(*deviceClass, capability) == nullptr) {
      return "capabilities: \"" + capability + "\" is not known of this class; there are: " +
             listed(deviceClass->capabilities, [](const Capability& each) { return each.id; });
    }
  }
  for (const auto& [key, value] : row.values) {
    const auto& keys = deviceClass->keys;
    if (key != "address" && std::find(keys.begin(), keys.end(), key) == keys.end()) {
      return key + ": is not known";
    }
  }
  return addressFault(*deviceClass, row.address());
}

Result<std::vector<DeviceRow>> DeviceRegistry::check(std::vector<DeviceRow> rows,
                                                     const std::string& place) const {
  const auto wrong = [](const std::string& what) { return fail(errors::kWrongRow, Fault::Bug, what); };
  if (rows.size() > kRowsMax) {
    return wrong(place + ": has more than " + std::to_string(kRowsMax) + " rows");
  }
  std::set<std::string> served;
  for (auto& row : rows) {
    if (const auto fault = faultOf(row); !fault.empty()) {
      return wrong(row.place + ": " + fault);
    }
    row.instance.serves = servesOf(*find(row.instance.deviceClass), row);
    served.insert(row.instance.serves.begin(), row.instance.serves.end());
  }
  for (const auto& each : m_classes) {
    for (const auto& [need, name] : namesOf(each)) {
      if (each.required && served.count(need) == 0) {
        return wrong(place + ": no row for a device that meets \"" + need + "\" (" + name.en + ")");
      }
    }
  }
  return rows;
}

Result<MadeDevices> DeviceRegistry::make(const std::vector<DeviceRow>& rows,
                                         const std::filesystem::path& dataFolder,
                                         double simulatorTime) const {
  MadeDevices made;
  for (const auto& row : rows) {
    const auto* deviceClass = find(row.instance.deviceClass);
    const auto* scheme = deviceClass == nullptr ? nullptr : schemeOf(*deviceClass, row.address());
    if (scheme == nullptr) {
      return fail(errors::kWrongRow, Fault::Bug, row.place + ": was not checked");
    }
    auto device = scheme->make({row, rows, dataFolder, simulatorTime});
    if (!device) {
      return fail(withContext(device.error(), row.place));
    }
    made.devices.push_back({row.instance, std::move(device->driver)});
    if (device->simulator) {
      made.simulators.add(row.instance, std::move(device->simulator));
    }
  }
  return made;
}

}  // namespace xiaowu::drivers
