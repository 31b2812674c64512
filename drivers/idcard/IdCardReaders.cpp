#include "drivers/idcard/IdCardReaders.h"

#include "drivers/idcard/internal/SerialLink.h"
#include "drivers/idcard/internal/UsbLink.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace xiaowu::idcard {
namespace {

struct Plan {
  SamOptions options;
  bool maker = false;
  CommandSet commands = CommandSet::Standard;
};

tl::unexpected<Error> wrong(std::string_view address, const std::string& why) {
  return fail(drivers::errors::kAddress, Fault::AttendantNeeded, "\"" + std::string(address) + "\": " + why);
}

/// Text up to the first `mark`, which is removed together with it.
std::string_view takeUntil(std::string_view& text, char mark) {
  const auto end = std::min(text.find(mark), text.size());
  const auto head = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return head;
}

bool parseHex4(std::string_view text, std::uint16_t& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
  return text.size() == 4 && error == std::errc() && end == text.data() + text.size();
}

std::string setOption(Plan& plan, std::string_view key, std::string_view value) {
  const auto yesNo = [&](bool& flag) -> std::string {
    if (value != "yes" && value != "no") {
      return std::string(key) + " is yes or no";
    }
    flag = value == "yes";
    return {};
  };
  if (key == "fingerprint") {
    return yesNo(plan.options.fingerprint);
  }
  if (key == "lift") {
    return yesNo(plan.options.liftToFindAgain);
  }
  if (key == "framing" && (value == "maker" || value == "standard")) {
    plan.maker = value == "maker";
    return {};
  }
  if (key == "commands" && (value == "short" || value == "standard")) {
    plan.commands = value == "short" ? CommandSet::Short : CommandSet::Standard;
    return {};
  }
  return "unknown option \"" + std::string(key) + "=" + std::string(value) + "\"";
}

Result<std::unique_ptr<Link>> usbLink(std::string_view address, std::string_view numbers, bool hid) {
  UsbAddress usb;
  usb.hid = hid;
  if (numbers.empty()) {
    return makeUsbLink(usb);
  }
  const auto vendor = takeUntil(numbers, ':');
  if (!parseHex4(vendor, usb.vendor) || !parseHex4(numbers, usb.product)) {
    return wrong(address, "expected vendor:product, four hexadecimal digits each");
  }
  return makeUsbLink(usb);
}

Result<std::unique_ptr<Link>> serialLink(std::string_view address, std::string_view place) {
  constexpr std::array kBaudRates = {9600, 19200, 38400, 57600, 115200};
  const auto path = takeUntil(place, '@');
  if (path.empty() || path.front() != '/') {
    return wrong(address, "expected serial:/dev/NAME@BAUD");
  }
  int baud = 115200;
  if (!place.empty()) {
    const auto [end, error] = std::from_chars(place.data(), place.data() + place.size(), baud);
    const bool number = error == std::errc() && end == place.data() + place.size();
    if (!number || std::find(kBaudRates.begin(), kBaudRates.end(), baud) == kBaudRates.end()) {
      return wrong(address, "baud rate is one of 9600, 19200, 38400, 57600, 115200");
    }
  }
  return makeSerialLink(std::string(path), baud);
}

Result<std::unique_ptr<Link>> linkOf(std::string_view address, std::string_view place) {
  const auto scheme = takeUntil(place, ':');
  if (scheme == "usb") {
    return usbLink(address, place, false);
  }
  if (scheme == "usb-hid") {
    return usbLink(address, place, true);
  }
  if (scheme == "serial") {
    return serialLink(address, place);
  }
  return wrong(address, "expected usb:, usb-hid: or serial:");
}

}  // namespace

Result<std::unique_ptr<drivers::IdCardReader>> makeIdCardReader(std::string_view address) {
  std::string_view options = address;
  const auto place = takeUntil(options, '?');
  auto link = linkOf(address, place);
  if (!link) {
    return fail(link.error());
  }
  Plan plan;
  while (!options.empty()) {
    auto value = takeUntil(options, '&');
    const auto key = takeUntil(value, '=');
    if (const auto why = setOption(plan, key, value); !why.empty()) {
      return wrong(address, why);
    }
  }
  auto framing = plan.maker ? makeMakerFraming() : makeSamFraming(plan.commands);
  return makeSamIdCardReader(std::move(*link), std::move(framing), plan.options);
}

}  // namespace xiaowu::idcard
