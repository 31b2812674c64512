// Harnesses over libusb. The device is in the host process (usb_host.cpp), reached by its command socket.
#include "drivers/idcard/internal/UsbLink.h"
#include "tests/contract/idcard/ReaderHarness.h"

#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

namespace xiaowu::contract {
namespace {

int hostDescriptor() {
  const char* text = std::getenv("XIAOWU_USB_HOST_FD");
  if (text == nullptr) {
    throw std::runtime_error("start this program through idcard_usb_host");
  }
  return std::atoi(text);
}

class UsbHarness final : public ReaderHarness {
 public:
  explicit UsbHarness(bool hid) : m_hid(hid) { command(hid ? "mode hid" : "mode bulk"); }

  std::unique_ptr<drivers::IdCardReader> reader(const idcard::SamOptions& options) override {
    idcard::UsbAddress address;
    address.hid = m_hid;
    return idcard::makeSamIdCardReader(idcard::makeUsbLink(address), idcard::makeSamFraming(), options);
  }

  std::string command(std::string_view line) override {
    const auto text = std::string(line) + "\n";
    if (::write(m_descriptor, text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
      return "error host gone";
    }
    std::string answer;
    char byte = 0;
    while (::read(m_descriptor, &byte, 1) == 1 && byte != '\n') {
      answer += byte;
    }
    return answer;
  }

 private:
  int m_descriptor = hostDescriptor();
  bool m_hid;
};

}  // namespace

std::vector<std::string> harnessNames() {
  return {"USB bulk", "USB HID"};
}

std::unique_ptr<ReaderHarness> makeHarness(const std::string& name) {
  return std::make_unique<UsbHarness>(name == "USB HID");
}

}  // namespace xiaowu::contract
