#include "drivers/idcard/simulator/SamSimulatorPty.h"

#include "drivers/api/Device.h"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <deque>
#include <thread>

namespace xiaowu::simulator {
namespace {

using namespace std::chrono_literals;

class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int fd) : m_fd(fd) {}
  ~Descriptor() { reset(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  void reset(int fd = -1) {
    if (m_fd >= 0) {
      ::close(m_fd);
    }
    m_fd = fd;
  }
  [[nodiscard]] int get() const { return m_fd; }

 private:
  int m_fd = -1;
};

class Server final : public SamSimulatorPty {
 public:
  Server(std::shared_ptr<SamSimulator> simulator, std::filesystem::path name)
      : m_simulator(std::move(simulator)), m_name(std::move(name)), m_wake(::eventfd(0, EFD_CLOEXEC)) {}
  ~Server() override {
    if (m_subscription != 0) {
      m_simulator->unsubscribe(m_subscription);
    }
    m_stop = true;
    wake();
    if (m_thread.joinable()) {
      m_thread.join();
    }
    closeTerminal();
  }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  bool begin() {
    if (m_wake.get() < 0 || !openTerminal()) {
      return false;
    }
    m_served = m_simulator->plugCount();
    m_subscription = m_simulator->subscribe([this] { wake(); });
    m_thread = std::thread([this] { serve(); });
    return true;
  }

  const std::filesystem::path& path() const override { return m_name; }

  void waitUntilSettled() override {
    std::unique_lock lock(m_mutex);
    m_settled.wait(lock, [&] { return m_served == m_simulator->plugCount(); });
  }

 private:
  struct Waiting {
    SimulatorExchange exchange;
    SteadyTime due;
  };

  void wake() {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(m_wake.get(), &one, sizeof one);
  }

  bool openTerminal() {
    m_master.reset(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK));
    std::array<char, 128> slaveName{};
    if (m_master.get() < 0 || ::grantpt(m_master.get()) != 0 || ::unlockpt(m_master.get()) != 0 ||
        ::ptsname_r(m_master.get(), slaveName.data(), slaveName.size()) != 0) {
      return false;
    }
    // Our own hold on the far side: without any, reading the near side fails until a client opens it.
    m_slave.reset(::open(slaveName.data(), O_RDWR | O_NOCTTY | O_CLOEXEC));
    termios mode{};
    if (m_slave.get() < 0 || ::tcgetattr(m_slave.get(), &mode) != 0) {
      return false;
    }
    ::cfmakeraw(&mode);
    ::tcsetattr(m_slave.get(), TCSANOW, &mode);
    std::error_code error;
    std::filesystem::remove(m_name, error);
    std::filesystem::create_symlink(slaveName.data(), m_name, error);
    return !error;
  }

  void closeTerminal() {
    std::error_code error;
    if (m_master.get() >= 0) {
      std::filesystem::remove(m_name, error);
    }
    m_slave.reset();
    m_master.reset();
    m_waiting.clear();
  }

  void followPlug() {
    const auto count = m_simulator->plugCount();
    if (count == m_served) {
      return;
    }
    closeTerminal();
    if (count % 2 == 0) {
      openTerminal();
    }
    {
      const std::lock_guard lock(m_mutex);
      m_served = count;
    }
    m_settled.notify_all();
  }

  int timeoutMs() const {
    if (m_waiting.empty()) {
      return -1;
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(m_waiting.front().due -
                                                                   std::chrono::steady_clock::now());
    return static_cast<int>(std::max<std::int64_t>(0, left.count()));
  }

  void serve() {
    while (!m_stop) {
      followPlug();
      std::array<pollfd, 2> fds = {pollfd{m_wake.get(), POLLIN, 0}, pollfd{m_master.get(), POLLIN, 0}};
      ::poll(fds.data(), m_master.get() >= 0 ? 2 : 1, timeoutMs());
      if ((fds[0].revents & POLLIN) != 0) {
        std::uint64_t count = 0;
        [[maybe_unused]] const auto size = ::read(m_wake.get(), &count, sizeof count);
      }
      if ((fds[1].revents & POLLIN) != 0) {
        takeRequests();
      }
      answerDue();
    }
  }

  void takeRequests() {
    Bytes bytes(256);
    const auto size = ::read(m_master.get(), bytes.data(), bytes.size());
    if (size <= 0) {
      return;
    }
    bytes.resize(static_cast<std::size_t>(size));
    const auto now = std::chrono::steady_clock::now();
    for (const auto& exchange : m_simulator->accept(bytes)) {
      m_waiting.push_back({exchange, now + exchange.delay});
    }
  }

  void answerDue() {
    while (!m_waiting.empty() && m_waiting.front().due <= std::chrono::steady_clock::now()) {
      const auto bytes = m_simulator->answer(m_waiting.front().exchange);
      m_waiting.pop_front();
      // A client that does not read loses bytes, as on a real line; a terminal's buffer holds more than the
      // longest answer.
      if (!bytes.empty()) {
        [[maybe_unused]] const auto written = ::write(m_master.get(), bytes.data(), bytes.size());
      }
    }
  }

  std::shared_ptr<SamSimulator> m_simulator;
  std::filesystem::path m_name;
  Descriptor m_wake;
  Descriptor m_master;
  Descriptor m_slave;
  std::deque<Waiting> m_waiting;
  std::mutex m_mutex;
  std::condition_variable m_settled;
  std::uint64_t m_served = 0;  ///< the simulator's plug count that the terminal reflects
  int m_subscription = 0;
  std::atomic<bool> m_stop = false;
  std::thread m_thread;
};

}  // namespace

Result<std::unique_ptr<SamSimulatorPty>> SamSimulatorPty::start(std::shared_ptr<SamSimulator> simulator,
                                                                std::filesystem::path name) {
  auto server = std::make_unique<Server>(std::move(simulator), std::move(name));
  if (!server->begin()) {
    return fail(drivers::errors::kHardware, Fault::Bug, "no pseudo-terminal");
  }
  return server;
}

}  // namespace xiaowu::simulator
