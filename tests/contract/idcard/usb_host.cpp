// The device side of a USB reader without USB: umockdev serves a /dev/bus/usb node, and the simulator's bytes
// go through its URBs. Run under umockdev-wrapper:
//   umockdev-wrapper idcard_usb_host CLIENT ARGUMENTS…
// The client inherits the mocked system and, as descriptor $XIAOWU_USB_HOST_FD, a socket for the commands of
// ReaderHarness.h and "mode bulk|hid", "stall N" (the next N transfers to the host end with a stall) and
// "busy on|off" (another program holds the interface).
#include "tests/contract/idcard/ReaderHarness.h"

#include <sys/ioctl.h>
#include <linux/usbdevice_fs.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <umockdev.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <deque>
#include <list>
#include <mutex>
#include <thread>

namespace {

using namespace xiaowu;
using namespace std::chrono_literals;

constexpr const char* kNode = "/dev/bus/usb/001/005";
constexpr const char* kSysPath = "/sys/devices/usb1/1-5";
// Device 0400:C35A, full speed, one configuration with one interface.
const std::string kDevice =
    "12010002000000400004"
    "5ac30001000000"
    "01";
// Interface class FF, bulk OUT 02 and bulk IN 81, 64 bytes each.
const std::string kBulk = kDevice +
                          "09022000010100"
                          "8032"
                          "0904000002ff000000"
                          "07050202400000"
                          "07058102400000";
// Interface class HID with its descriptor, interrupt IN 82, 64 bytes every 1 ms.
const std::string kHid = kDevice +
                         "09022200010100"
                         "8032"
                         "09040000010300"
                         "0000"
                         "092111010001222100"
                         "07058203400001";

struct Urb {
  UMockdevIoctlData* data = nullptr;
  UMockdevIoctlData* buffer = nullptr;
  bool done = false;
  bool discarded = false;
  [[nodiscard]] usbdevfs_urb& fields() const {
    return *static_cast<usbdevfs_urb*>(static_cast<void*>(data->data));
  }
};

class Host {
 public:
  Host() : m_testbed(umockdev_testbed_new()), m_handler(umockdev_ioctl_base_new()) {
    g_signal_connect(m_handler, "handle-ioctl", G_CALLBACK(&Host::onIoctl), this);
    plug();
  }

  std::string command(const std::string& line) {
    if (line == "mode bulk" || line == "mode hid") {
      unplug();
      m_descriptors = line == "mode hid" ? kHid : kBulk;
      plug();
      return "ok";
    }
    if (line == "busy on" || line == "busy off" || line.rfind("stall ", 0) == 0) {
      const std::lock_guard lock(m_mutex);
      if (line[0] == 'b') {
        m_busy = line == "busy on";
      }
      if (line[0] == 's') {
        m_stalls = std::atoi(line.c_str() + 6);
      }
      return "ok";
    }
    if (line == "plug" || line == "reset") {
      plug();
    }
    // The simulator must know first: an answer that comes after unplugging would be one from a dead device.
    auto answer = contract::obey(m_simulator, line);
    if (line == "unplug") {
      unplug();
    }
    return answer;
  }

 private:
  void plug() {
    const std::lock_guard lock(m_mutex);
    if (m_plugged) {
      return;
    }
    m_plugged = true;
    m_in.clear();
    const std::string record =
        "P: /devices/usb1/1-5\nN: bus/usb/001/005\nE: SUBSYSTEM=usb\nE: DRIVER=usb\nE: BUSNUM=001\nE: "
        "DEVNUM=005\n"
        "E: DEVNAME=/dev/bus/usb/001/005\nE: DEVTYPE=usb_device\nA: bConfigurationValue=1\\n\nA: "
        "busnum=1\\n\nA: devnum=5\\n\n"
        "A: speed=12\\n\nH: descriptors=" +
        m_descriptors + "\n";
    GError* error = nullptr;
    if (!umockdev_testbed_add_from_string(m_testbed, record.c_str(), &error) ||
        !umockdev_testbed_attach_ioctl(m_testbed, kNode, m_handler, &error)) {
      std::fprintf(stderr, "usb host: %s\n", error != nullptr ? error->message : "cannot plug");
      std::exit(2);
    }
    umockdev_testbed_uevent(m_testbed, kSysPath, "add");
  }

  void unplug() {
    {
      std::unique_lock lock(m_mutex);
      if (!m_plugged) {
        return;
      }
      m_plugged = false;
      // The client must have taken back every transfer before its node is cut off, or it would never hear of
      // them.
      m_drained.wait_for(lock, 2s, [&] { return m_urbs.empty(); });
    }
    umockdev_testbed_detach_ioctl(m_testbed, kNode, nullptr);
    umockdev_testbed_uevent(m_testbed, kSysPath, "remove");
    umockdev_testbed_remove_device(m_testbed, kSysPath);
  }

  static gboolean onIoctl(UMockdevIoctlBase*, UMockdevIoctlClient* client, Host* self) {
    return self->handle(client) ? TRUE : FALSE;
  }

  bool handle(UMockdevIoctlClient* client) {
    auto* argument = umockdev_ioctl_client_get_arg(client);
    switch (umockdev_ioctl_client_get_request(client)) {
      case USBDEVFS_GET_CAPABILITIES: {
        auto* data = umockdev_ioctl_data_resolve(argument, 0, sizeof(std::uint32_t), nullptr);
        const std::uint32_t value = USBDEVFS_CAP_BULK_CONTINUATION | USBDEVFS_CAP_NO_PACKET_SIZE_LIM |
                                    USBDEVFS_CAP_REAP_AFTER_DISCONNECT;
        std::memcpy(data->data, &value, sizeof value);
        return finish(client, 0);
      }
      case USBDEVFS_CLAIMINTERFACE:
      case USBDEVFS_DISCONNECT_CLAIM: return finish(client, busy() ? EBUSY : 0);
      case USBDEVFS_RELEASEINTERFACE:
      case USBDEVFS_CLEAR_HALT:
      case USBDEVFS_RESET: return finish(client, 0);
      case USBDEVFS_GETDRIVER: return finish(client, ENODATA);
      case USBDEVFS_SUBMITURB: return finish(client, submit(argument));
      case USBDEVFS_REAPURB:
      case USBDEVFS_REAPURBNDELAY: return finish(client, reap(argument));
      case USBDEVFS_DISCARDURB: return finish(client, discard(argument));
      default: return finish(client, ENOTTY);
    }
  }

  bool busy() {
    const std::lock_guard lock(m_mutex);
    return m_busy;
  }

  static bool finish(UMockdevIoctlClient* client, int error) {
    umockdev_ioctl_client_complete(client, error == 0 ? 0 : -1, error);
    return true;
  }

  int submit(UMockdevIoctlData* argument) {
    const std::lock_guard lock(m_mutex);
    if (!m_plugged) {
      return ENODEV;
    }
    Urb urb;
    urb.data =
        umockdev_ioctl_data_ref(umockdev_ioctl_data_resolve(argument, 0, sizeof(usbdevfs_urb), nullptr));
    auto& fields = urb.fields();
    urb.buffer = umockdev_ioctl_data_resolve(urb.data, offsetof(usbdevfs_urb, buffer),
                                             static_cast<std::size_t>(fields.buffer_length), nullptr);
    const ByteView sent(urb.buffer->data, static_cast<std::size_t>(fields.buffer_length));
    if (fields.type == USBDEVFS_URB_TYPE_CONTROL) {
      const bool setReport =
          sent.size() >= 8 && sent[0] == 0x21 && sent[1] == 0x09 && sent[2] == 0x01 && sent[3] == 0x03;
      if (setReport) {
        request(sent.subspan(8));
      }
      fields.status = setReport ? 0 : -EPIPE;
      fields.actual_length = setReport ? fields.buffer_length - 8 : 0;
      urb.done = true;
    } else if ((fields.endpoint & 0x80) == 0) {
      request(sent);
      fields.status = 0;
      fields.actual_length = fields.buffer_length;
      urb.done = true;
    }
    m_urbs.push_back(urb);
    return 0;
  }

  void request(ByteView bytes) {
    for (const auto& exchange : m_simulator.accept(bytes)) {
      const auto answer = m_simulator.answer(exchange);
      m_in.insert(m_in.end(), answer.begin(), answer.end());
    }
  }

  int reap(UMockdevIoctlData* argument) {
    std::unique_lock lock(m_mutex);
    const auto ready = std::find_if(m_urbs.begin(), m_urbs.end(), [&](Urb& urb) { return settle(urb); });
    if (ready == m_urbs.end()) {
      const bool plugged = m_plugged;
      lock.unlock();
      // The node has no poll(): it is always "ready", and without this pause the client would spin.
      std::this_thread::sleep_for(3ms);
      return plugged ? EAGAIN : ENODEV;
    }
    auto* pointer = umockdev_ioctl_data_resolve(argument, 0, sizeof(void*), nullptr);
    umockdev_ioctl_data_set_ptr(pointer, 0, ready->data);
    umockdev_ioctl_data_unref(ready->data);
    m_urbs.erase(ready);
    m_drained.notify_all();
    return 0;
  }

  /// True when the URB can go back to the client; fills it in.
  bool settle(Urb& urb) {
    auto& fields = urb.fields();
    if (urb.done) {
      return true;
    }
    if (urb.discarded || !m_plugged) {
      fields.status = urb.discarded ? -ENOENT : -ESHUTDOWN;
      fields.actual_length = 0;
      return true;
    }
    if (m_in.empty()) {
      return false;
    }
    if (m_stalls > 0) {
      --m_stalls;
      m_in.clear();
      fields.status = -EPIPE;
      fields.actual_length = 0;
      return true;
    }
    // A bulk or interrupt transfer ends with a short packet; the client asks for one packet at a time.
    const auto size =
        std::min<std::size_t>({m_in.size(), static_cast<std::size_t>(fields.buffer_length), 64});
    std::copy_n(m_in.begin(), size, urb.buffer->data);
    m_in.erase(m_in.begin(), m_in.begin() + static_cast<std::ptrdiff_t>(size));
    fields.status = 0;
    fields.actual_length = static_cast<int>(size);
    return true;
  }

  int discard(UMockdevIoctlData* argument) {
    const std::lock_guard lock(m_mutex);
    gulong address = 0;
    std::memcpy(&address, argument->data, sizeof address);
    for (auto& urb : m_urbs) {
      if (urb.data->client_addr != address || urb.done) {
        continue;
      }
      urb.discarded = true;
      return 0;
    }
    return EINVAL;
  }

  UMockdevTestbed* m_testbed;
  UMockdevIoctlBase* m_handler;
  simulator::SamSimulator m_simulator{simulator::loadPersons().value()};
  std::string m_descriptors = kBulk;
  std::mutex m_mutex;
  std::condition_variable m_drained;
  std::list<Urb> m_urbs;
  std::deque<std::uint8_t> m_in;
  bool m_plugged = false;
  bool m_busy = false;
  int m_stalls = 0;
};

/// Serves commands until the client closes its end.
void serve(Host& host, int descriptor) {
  std::string pending;
  char byte = 0;
  while (::read(descriptor, &byte, 1) == 1) {
    if (byte != '\n') {
      pending += byte;
      continue;
    }
    const auto answer = host.command(pending) + "\n";
    pending.clear();
    if (::write(descriptor, answer.data(), answer.size()) < 0) {
      return;
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: umockdev-wrapper %s CLIENT ARGUMENTS…\n", argv[0]);
    return 2;
  }
  Host host;
  int ends[2] = {-1, -1};
  if (::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) {
    return 2;
  }
  const auto child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    ::setenv("XIAOWU_USB_HOST_FD", std::to_string(ends[1]).c_str(), 1);
    ::execv(argv[1], argv + 1);
    std::perror(argv[1]);
    ::_exit(127);
  }
  ::close(ends[1]);
  serve(host, ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  // umockdev's threads still serve the node; there is nothing of ours left to end in order.
  ::_exit(code);
}
