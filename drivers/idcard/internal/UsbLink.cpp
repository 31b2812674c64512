#include "drivers/idcard/internal/UsbLink.h"

#include <libusb.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>

namespace xiaowu::idcard {
namespace {

using Context = std::unique_ptr<libusb_context, decltype(&libusb_exit)>;
using Handle = std::unique_ptr<libusb_device_handle, decltype(&libusb_close)>;
using Transfer = std::unique_ptr<libusb_transfer, decltype(&libusb_free_transfer)>;

constexpr int kSliceMicros = 20'000;  // how late a stop request may be seen
// Bytes asked for with GET_REPORT: the longest answer and a little more.
constexpr std::size_t kReportMax = 2400;
// HID 1.11, section 7.2, with the report numbers that readers use.
constexpr std::uint8_t kSetReport = 0x09;
constexpr std::uint8_t kGetReport = 0x01;
constexpr std::uint16_t kFeatureReportOne = 0x0301;
constexpr std::uint16_t kInputReport = 0x0100;

struct Pipes {
  int interfaceNumber = -1;
  std::uint8_t out = 0;  ///< endpoint address; 0: none
  std::uint8_t in = 0;
  std::size_t inPacket = 64;
};

std::string hex4(unsigned value) {
  std::array<char, 8> text{};
  std::snprintf(text.data(), text.size(), "%04x", value & 0xFFFFu);
  return text.data();
}

tl::unexpected<Error> errorOf(int code, const char* what) {
  const std::string detail = std::string(what) + ": " + libusb_error_name(code);
  if (code == LIBUSB_ERROR_NO_DEVICE) {
    return linkerrors::gone(detail);
  }
  if (code == LIBUSB_ERROR_BUSY) {
    return fail(drivers::errors::kBusy, Fault::AttendantNeeded, detail);
  }
  if (code == LIBUSB_ERROR_ACCESS) {
    return linkerrors::hardware(detail + " (no permission on the device file: is the udev rule installed?)");
  }
  return linkerrors::hardware(detail);
}

/// The first interface of the wanted class that has the pipes; a HID reader may do without them and use the
/// control pipe.
std::optional<Pipes> pipesOf(const libusb_config_descriptor& config, bool hid) {
  const auto wantedType = hid ? LIBUSB_TRANSFER_TYPE_INTERRUPT : LIBUSB_TRANSFER_TYPE_BULK;
  for (int i = 0; i < config.bNumInterfaces; ++i) {
    if (config.interface[i].num_altsetting < 1) {
      continue;
    }
    const auto& alternate = config.interface[i].altsetting[0];
    if (hid != (alternate.bInterfaceClass == LIBUSB_CLASS_HID)) {
      continue;
    }
    Pipes pipes;
    pipes.interfaceNumber = alternate.bInterfaceNumber;
    for (int e = 0; e < alternate.bNumEndpoints; ++e) {
      const auto& endpoint = alternate.endpoint[e];
      if ((endpoint.bmAttributes & LIBUSB_TRANSFER_TYPE_MASK) != static_cast<unsigned>(wantedType)) {
        continue;
      }
      const bool in = (endpoint.bEndpointAddress & LIBUSB_ENDPOINT_IN) != 0;
      auto& address = in ? pipes.in : pipes.out;
      if (address != 0) {
        continue;
      }
      address = endpoint.bEndpointAddress;
      if (in) {
        pipes.inPacket = std::max<std::size_t>(8, endpoint.wMaxPacketSize & 0x7FFu);
      }
    }
    if (hid || (pipes.in != 0 && pipes.out != 0)) {
      return pipes;
    }
  }
  return std::nullopt;
}

class UsbLink final : public Link {
 public:
  explicit UsbLink(const UsbAddress& address) : m_address(address) {}
  ~UsbLink() override { close(); }
  UsbLink(const UsbLink&) = delete;
  UsbLink& operator=(const UsbLink&) = delete;

  Result<void> open(const CallContext& context) override;
  void close() override;
  Result<void> write(ByteView bytes, const CallContext& context) override;
  Result<Bytes> read(const CallContext& context) override;
  void discardInput() override {}  // readers answer only when asked; what is late is read out by the protocol

 private:
  Result<libusb_device*> find(libusb_device** list, ssize_t count) const;
  Result<void> claim(libusb_device* device);
  Result<std::size_t> perform(libusb_transfer& transfer, const CallContext& context);
  Result<std::size_t> pipe(std::uint8_t endpoint, std::uint8_t* data, std::size_t size,
                           const CallContext& context);
  Result<std::size_t> control(std::uint8_t type, std::uint8_t request, std::uint16_t value, Bytes& data,
                              const CallContext& context);

  UsbAddress m_address;
  // A context of its own for each open(): a fresh look at the bus, and no dead device left from before.
  Context m_context{nullptr, &libusb_exit};
  Handle m_handle{nullptr, &libusb_close};
  Pipes m_pipes;
  bool m_gone = false;
};

Result<void> UsbLink::open(const CallContext& context) {
  close();
  if (context.cancelled()) {
    return linkerrors::cancelled();
  }
  libusb_context* raw = nullptr;
  if (const int code = libusb_init(&raw); code != 0) {
    return errorOf(code, "libusb_init");
  }
  m_context.reset(raw);
  libusb_device** list = nullptr;
  const ssize_t count = libusb_get_device_list(raw, &list);
  if (count < 0) {
    return errorOf(static_cast<int>(count), "device list");
  }
  auto outcome = find(list, count).and_then([&](libusb_device* device) { return claim(device); });
  libusb_free_device_list(list, 1);
  if (!outcome) {
    close();
  }
  return outcome;
}

Result<libusb_device*> UsbLink::find(libusb_device** list, ssize_t count) const {
  for (ssize_t i = 0; i < count; ++i) {
    libusb_device_descriptor descriptor{};
    if (libusb_get_device_descriptor(list[i], &descriptor) != 0) {
      continue;
    }
    if (descriptor.idVendor == m_address.vendor && descriptor.idProduct == m_address.product) {
      return list[i];
    }
  }
  return fail(drivers::errors::kNotFound, Fault::AttendantNeeded,
              "no USB device " + hex4(m_address.vendor) + ":" + hex4(m_address.product));
}

Result<void> UsbLink::claim(libusb_device* device) {
  libusb_config_descriptor* config = nullptr;
  if (const int code = libusb_get_active_config_descriptor(device, &config); code != 0) {
    return errorOf(code, "configuration descriptor");
  }
  const auto pipes = pipesOf(*config, m_address.hid);
  libusb_free_config_descriptor(config);
  if (!pipes) {
    return linkerrors::hardware(m_address.hid ? "the device has no HID interface"
                                              : "the device has no interface with bulk pipes");
  }
  m_pipes = *pipes;
  libusb_device_handle* raw = nullptr;
  if (const int code = libusb_open(device, &raw); code != 0) {
    return errorOf(code, "open");
  }
  m_handle.reset(raw);
  // The kernel's HID driver takes such readers for keyboards; it gets them back at close().
  libusb_set_auto_detach_kernel_driver(raw, 1);
  if (const int code = libusb_claim_interface(raw, m_pipes.interfaceNumber); code != 0) {
    return errorOf(code, "claim");
  }
  return {};
}

void UsbLink::close() {
  if (m_handle) {
    libusb_release_interface(m_handle.get(), m_pipes.interfaceNumber);
  }
  m_handle.reset();
  m_context.reset();
  m_gone = false;
}

Result<void> UsbLink::write(ByteView bytes, const CallContext& context) {
  if (!m_handle || m_gone) {
    return linkerrors::gone("USB device closed or unplugged");
  }
  Bytes data(bytes.begin(), bytes.end());
  if (m_address.hid && m_pipes.out == 0) {
    constexpr std::uint8_t kType = 0x21;  // host to device, class, interface
    return control(kType, kSetReport, kFeatureReportOne, data, context).map([](std::size_t) {});
  }
  for (std::size_t sent = 0; sent < data.size();) {
    const auto step = pipe(m_pipes.out, data.data() + sent, data.size() - sent, context);
    if (!step) {
      return fail(step.error());
    }
    sent += *step;
  }
  return {};
}

Result<Bytes> UsbLink::read(const CallContext& context) {
  if (!m_handle || m_gone) {
    return linkerrors::gone("USB device closed or unplugged");
  }
  for (;;) {
    if (context.cancelled()) {
      return linkerrors::cancelled();
    }
    if (context.expired()) {
      return linkerrors::timedOut();
    }
    Bytes data(m_pipes.in != 0 ? m_pipes.inPacket : kReportMax);
    constexpr std::uint8_t kType = 0xA1;  // device to host, class, interface
    const auto size = m_pipes.in != 0 ? pipe(m_pipes.in, data.data(), data.size(), context)
                                      : control(kType, kGetReport, kInputReport, data, context);
    if (!size) {
      return fail(size.error());
    }
    data.resize(*size);
    if (!data.empty()) {
      return data;
    }
  }
}

Result<std::size_t> UsbLink::pipe(std::uint8_t endpoint, std::uint8_t* data, std::size_t size,
                                  const CallContext& context) {
  const Transfer transfer(libusb_alloc_transfer(0), &libusb_free_transfer);
  if (!transfer) {
    return linkerrors::hardware("no memory for a transfer");
  }
  libusb_fill_bulk_transfer(transfer.get(), m_handle.get(), endpoint, data, static_cast<int>(size), nullptr,
                            nullptr, 0);
  if (m_address.hid) {
    transfer->type = LIBUSB_TRANSFER_TYPE_INTERRUPT;
  }
  return perform(*transfer, context);
}

Result<std::size_t> UsbLink::control(std::uint8_t type, std::uint8_t request, std::uint16_t value,
                                     Bytes& data, const CallContext& context) {
  const Transfer transfer(libusb_alloc_transfer(0), &libusb_free_transfer);
  if (!transfer) {
    return linkerrors::hardware("no memory for a transfer");
  }
  Bytes buffer(LIBUSB_CONTROL_SETUP_SIZE + data.size());
  libusb_fill_control_setup(buffer.data(), type, request, value,
                            static_cast<std::uint16_t>(m_pipes.interfaceNumber),
                            static_cast<std::uint16_t>(data.size()));
  std::copy(data.begin(), data.end(), buffer.begin() + LIBUSB_CONTROL_SETUP_SIZE);
  libusb_fill_control_transfer(transfer.get(), m_handle.get(), buffer.data(), nullptr, nullptr, 0);
  auto size = perform(*transfer, context);
  if (size) {
    std::copy_n(buffer.begin() + LIBUSB_CONTROL_SETUP_SIZE, *size, data.begin());
  }
  return size;
}

/// Runs one transfer to its end. A stop request or the deadline cancels it, and even then it is waited for:
/// the kernel owns the buffer until it is back.
Result<std::size_t> UsbLink::perform(libusb_transfer& transfer, const CallContext& context) {
  int completed = 0;
  transfer.user_data = &completed;
  transfer.callback = [](libusb_transfer* done) { *static_cast<int*>(done->user_data) = 1; };
  if (const int code = libusb_submit_transfer(&transfer); code != 0) {
    m_gone = code == LIBUSB_ERROR_NO_DEVICE;
    return errorOf(code, "submit");
  }
  bool cancelSent = false;
  while (completed == 0) {
    if (!cancelSent && (context.cancelled() || context.expired())) {
      libusb_cancel_transfer(&transfer);
      cancelSent = true;
    }
    timeval slice{0, kSliceMicros};
    libusb_handle_events_timeout_completed(m_context.get(), &slice, &completed);
  }
  const auto moved = static_cast<std::size_t>(std::max(0, transfer.actual_length));
  switch (transfer.status) {
    case LIBUSB_TRANSFER_COMPLETED: return moved;
    case LIBUSB_TRANSFER_CANCELLED:
    case LIBUSB_TRANSFER_TIMED_OUT:
      if (context.cancelled()) {
        return linkerrors::cancelled();
      }
      if (moved > 0) {
        return moved;
      }
      return linkerrors::timedOut();
    case LIBUSB_TRANSFER_NO_DEVICE: m_gone = true; return linkerrors::gone("unplugged during a transfer");
    case LIBUSB_TRANSFER_STALL:
      if (transfer.type != LIBUSB_TRANSFER_TYPE_CONTROL) {
        libusb_clear_halt(m_handle.get(), transfer.endpoint);
      }
      return linkerrors::protocol("the device refused a transfer (stall)");
    case LIBUSB_TRANSFER_OVERFLOW: return linkerrors::protocol("the device sent more than a packet");
    case LIBUSB_TRANSFER_ERROR: break;
  }
  return linkerrors::hardware("transfer error");
}

}  // namespace

std::unique_ptr<Link> makeUsbLink(const UsbAddress& address) {
  return std::make_unique<UsbLink>(address);
}

}  // namespace xiaowu::idcard
