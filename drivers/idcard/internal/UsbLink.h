#pragma once
// Readers on USB: bulk pipes or HID reports.

#include "drivers/idcard/Link.h"

namespace xiaowu::idcard {

struct UsbAddress {
  std::uint16_t vendor = 0x0400;
  std::uint16_t product = 0xC35A;
  bool hid = false;  ///< reports over SET_REPORT and interrupt IN (or GET_REPORT), not bulk pipes
};

/// Interface, endpoints and packet sizes are taken from the descriptors; a kernel driver is detached and put
/// back at close().
[[nodiscard]] std::unique_ptr<Link> makeUsbLink(const UsbAddress& address);

}  // namespace xiaowu::idcard
