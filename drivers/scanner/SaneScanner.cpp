#include "drivers/scanner/SaneScanner.h"

#include "drivers/scanner/internal/SaneSession.h"

#include <algorithm>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

namespace xiaowu::drivers {

namespace {

// What is left of the 100 ms promised after a stop request.
constexpr std::chrono::milliseconds kTidyTime{70};
constexpr int kDpiMin = 1;
constexpr int kDpiMax = 9600;

Error callError(std::string_view code, std::string detail) {
  return Error{std::string(code), scannerFault(code), std::move(detail)};
}

Error ended(const CallContext& context) {
  return callError(context.cancelled() ? xiaowu::errors::kCancelled : xiaowu::errors::kTimedOut, "scanner");
}

/// Where the caller and the thread inside SANE meet. Shared, because that thread may outlive the driver.
struct Exchange {
  std::mutex mutex;
  std::condition_variable_any changed;
  bool busy = false;         ///< a thread is inside SANE: the session is its own
  bool dropSession = false;  ///< closed meanwhile
  /// Of whoever holds the mutex with busy false, or of the busy thread.
  std::unique_ptr<SaneSession> session;
};

template <typename T>
struct Slip {
  std::optional<Result<T>> result;
  std::atomic<bool> unwanted = false;
};

template <typename T>
using Call =
    std::function<Result<T>(std::unique_ptr<SaneSession>& session, const std::atomic<bool>& unwanted)>;

template <typename T>
void runCall(const std::shared_ptr<Exchange>& exchange, const std::shared_ptr<Slip<T>>& slip,
             const Call<T>& call) {
  auto outOfMemory = callError(errors::kHardware, "scanner: out of memory");  // made while there is some
  Result<T> result = fail(Error{});
  try {
    result = call(exchange->session, slip->unwanted);
  } catch (const std::exception&) {
    result = fail(std::move(outOfMemory));
  }
  const std::lock_guard lock(exchange->mutex);
  if (exchange->dropSession) {
    exchange->session.reset();
  }
  slip->result = std::move(result);
  exchange->busy = false;
  exchange->changed.notify_all();
}

/// Runs `call` on a thread of its own and leaves it behind when the context ends first; it then sees
/// `unwanted`.
template <typename T>
Result<T> perform(const std::shared_ptr<Exchange>& exchange, const CallContext& context, Call<T> call) {
  const auto slip = std::make_shared<Slip<T>>();
  std::unique_lock lock(exchange->mutex);
  const bool free =
      exchange->changed.wait_until(lock, context.stop, context.deadline, [&] { return !exchange->busy; });
  if (!free || context.cancelled() || context.expired()) {
    return fail(ended(context));
  }
  exchange->busy = true;
  exchange->dropSession = false;
  try {
    std::thread([exchange, slip, call = std::move(call)] { runCall(exchange, slip, call); }).detach();
  } catch (const std::system_error&) {
    exchange->busy = false;
    return fail(callError(errors::kHardware, "scanner: no thread"));
  }
  const auto done = [&] { return slip->result.has_value(); };
  if (exchange->changed.wait_until(lock, context.stop, context.deadline, done)) {
    return std::move(*slip->result);
  }
  slip->unwanted = true;
  // Usually it comes back at once, and the next call finds the device free.
  exchange->changed.wait_for(lock, kTidyTime, done);
  return fail(ended(context));
}

class SaneScanner final : public Scanner {
 public:
  explicit SaneScanner(SaneAddress address) : m_address(std::move(address)) {}
  SaneScanner(const SaneScanner&) = delete;
  SaneScanner& operator=(const SaneScanner&) = delete;
  ~SaneScanner() override { drop(); }

  [[nodiscard]] Result<DeviceHealth> open(const CallContext& context) override {
    close();
    const auto condition = ask(context);
    if (!condition) {
      return fail(condition.error());
    }
    m_open = true;
    return DeviceHealth{scannerDeviceState(*condition), *condition};
  }

  void close() override { drop(); }

  [[nodiscard]] DeviceHealth health(const CallContext& context) override {
    if (!m_open) {
      return {DeviceState::NoDevice, std::string(errors::kNotOpen)};
    }
    const auto condition = ask(context);
    const std::string reason = condition ? *condition : condition.error().code;
    return {scannerDeviceState(reason), reason};
  }

  [[nodiscard]] Result<Image> scanPage(const ScanSettings& settings, const CallContext& context) override {
    if (!m_open) {
      return fail(callError(errors::kNotOpen, "scanner"));
    }
    ScanSettings possible = settings;
    possible.dpi = std::clamp(settings.dpi, kDpiMin, kDpiMax);
    return perform<Image>(
        m_exchange, context,
        [address = m_address, possible](auto& session, const auto& unwanted) -> Result<Image> {
          if (auto ready = ensure(session, address); !ready) {
            return fail(ready.error());
          }
          auto page = session->scan(possible, unwanted);
          if (!page && page.error().code == errors::kHardware) {
            session.reset();  // a re-plugged device is reached only through a new handle
          }
          return page;
        });
  }

 private:
  [[nodiscard]] static Result<void> ensure(std::unique_ptr<SaneSession>& session,
                                           const SaneAddress& address) {
    if (!session) {
      auto opened = SaneSession::open(address);
      if (!opened) {
        return fail(opened.error());
      }
      session = std::move(*opened);
    }
    return {};
  }
  /// The device's condition, through a new session when there is none.
  [[nodiscard]] Result<std::string> ask(const CallContext& context) {
    return perform<std::string>(m_exchange, context,
                                [address = m_address](auto& session, const auto&) -> Result<std::string> {
                                  auto ready = ensure(session, address);
                                  return ready ? Result<std::string>(std::string(session->condition()))
                                               : Result<std::string>(fail(ready.error()));
                                });
  }
  void drop() {
    const std::lock_guard lock(m_exchange->mutex);
    m_open = false;
    if (m_exchange->busy) {
      m_exchange->dropSession = true;
    } else {
      m_exchange->session.reset();
    }
  }

  SaneAddress m_address;
  std::shared_ptr<Exchange> m_exchange = std::make_shared<Exchange>();
  bool m_open = false;
};

}  // namespace

Result<std::unique_ptr<Scanner>> makeScanner(std::string_view address) {
  auto parsed = parseSaneAddress(address);
  if (!parsed) {
    return fail(parsed.error());
  }
  return std::make_unique<SaneScanner>(std::move(*parsed));
}

}  // namespace xiaowu::drivers
