#include "drivers/camera/Cameras.h"

#include <condition_variable>
#include <cstring>
#include <mutex>
#include <optional>
#include <thread>

namespace xiaowu::drivers::camera {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto kLeaveBehindAfter = std::chrono::milliseconds{200};

/// Not cryptographic: it only has to differ when a picture does.
std::uint64_t digestOf(const Image& image) {
  const auto& bytes = *image.pixels;
  std::uint64_t digest = 0x9e3779b97f4a7c15ULL ^ bytes.size();
  std::size_t at = 0;
  for (; at + 8 <= bytes.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, 8);
    digest = (digest ^ word) * 0x100000001b3ULL;
    digest ^= digest >> 29;
  }
  for (; at < bytes.size(); ++at) {
    digest = (digest ^ bytes[at]) * 0x100000001b3ULL;
  }
  return digest;
}

/// One open() of the camera: shared by the caller and the capture thread, and outlived by neither.
struct Run {
  std::mutex mutex;
  std::condition_variable_any changed;
  bool stopping = false;
  bool ended = false;
  std::optional<Error> error;
  Frame latest;
  SteadyTime lastArrival;
  SteadyTime lastChange;
  std::unique_ptr<FrameSource> source;
};

void keep(Run& run, Shot shot) {
  const auto digest = digestOf(shot.image);
  const auto now = Clock::now();
  const std::lock_guard lock(run.mutex);
  if (run.latest.sequence == 0 || digest != run.latest.digest) {
    run.lastChange = now;
  }
  run.lastArrival = now;
  const bool isPlausible = shot.taken && *shot.taken <= now && *shot.taken > now - std::chrono::seconds{1} &&
                           *shot.taken > run.latest.captured;
  run.latest = Frame{std::move(shot.image), isPlausible ? *shot.taken : now, run.latest.sequence + 1, digest};
  run.changed.notify_all();
}

bool isStopping(Run& run) {
  const std::lock_guard lock(run.mutex);
  return run.stopping;
}

Error captureUntilError(Run& run) {
  try {
    if (auto opened = run.source->open(); !opened) {
      return opened.error();
    }
    while (!isStopping(run)) {
      auto shot = run.source->read();
      if (!shot) {
        return shot.error();
      }
      if (shot->image.empty()) {
        return Error{std::string(drivers::errors::kProtocol), Fault::ServiceUnavailable,
                     "picture without pixels"};
      }
      keep(run, std::move(*shot));
    }
    return Error{std::string(drivers::errors::kNotOpen), Fault::Cancelled, "closed"};
  } catch (const std::exception& error) {
    return Error{std::string(drivers::errors::kHardware), Fault::ServiceUnavailable, error.what()};
  }
}

void capture(const std::shared_ptr<Run>& run) {
  auto error = captureUntilError(*run);
  const std::lock_guard lock(run->mutex);
  run->error = std::move(error);
  run->ended = true;
  run->changed.notify_all();
}

class CaptureCamera final : public Camera {
 public:
  CaptureCamera(SourceFactory factory, CaptureOptions options)
      : m_factory(std::move(factory)), m_options(options) {}
  ~CaptureCamera() override { close(); }
  CaptureCamera(const CaptureCamera&) = delete;
  CaptureCamera& operator=(const CaptureCamera&) = delete;

  Result<DeviceHealth> open(const CallContext& context) override {
    close();
    m_run = std::make_shared<Run>();
    m_run->source = m_factory();
    m_returned = 0;
    m_thread = std::thread(capture, m_run);
    std::unique_lock lock(m_run->mutex);
    m_run->changed.wait_until(lock, context.stop, context.deadline,
                              [this] { return m_run->error || m_run->latest.sequence > 0; });
    if (m_run->latest.sequence > 0) {
      return DeviceHealth{DeviceState::Online, {}};
    }
    auto error = m_run->error.value_or(endOf(context));
    lock.unlock();
    close();
    return fail(std::move(error));
  }

  void close() override {
    if (!m_run) {
      return;
    }
    std::unique_lock lock(m_run->mutex);
    m_run->stopping = true;
    m_run->source->interrupt();
    const bool isEnded = m_run->changed.wait_for(lock, kLeaveBehindAfter, [this] { return m_run->ended; });
    lock.unlock();
    // A driver's read can block for ever and cannot be woken; the thread keeps its Run alive and ends by
    // itself when the read returns.
    isEnded ? m_thread.join() : m_thread.detach();
    m_run.reset();
  }

  DeviceHealth health(const CallContext&) override {
    if (!m_run) {
      return {DeviceState::NoDevice, std::string(drivers::errors::kNotOpen)};
    }
    const std::lock_guard lock(m_run->mutex);
    if (m_run->error) {
      const bool isGone = m_run->error->code == drivers::errors::kGone;
      return {isGone ? DeviceState::NoDevice : DeviceState::HardwareError, m_run->error->code};
    }
    if (const auto code = watchdogCode(Clock::now()); !code.empty()) {
      return {DeviceState::HardwareError, std::string(code)};
    }
    return {DeviceState::Online, {}};
  }

  Result<Frame> nextFrame(const CallContext& context) override {
    if (!m_run) {
      return fail(drivers::errors::kNotOpen, Fault::Bug, "camera");
    }
    std::unique_lock lock(m_run->mutex);
    while (true) {
      const auto now = Clock::now();
      if (context.cancelled()) {
        return fail(endOf(context));
      }
      const auto code = m_run->error ? std::string_view() : watchdogCode(now);
      if (code == drivers::errors::kCameraStalled) {
        return fail(code, Fault::ServiceUnavailable, "watchdog");
      }
      if (m_run->latest.sequence > m_returned) {
        // Also a frozen camera is reported at its own pace, so that a caller who tries again does not spin.
        m_returned = m_run->latest.sequence;
        if (!code.empty()) {
          return fail(code, Fault::ServiceUnavailable, "watchdog");
        }
        return m_run->latest;
      }
      if (m_run->error) {
        return fail(*m_run->error);
      }
      if (now >= context.deadline) {
        return fail(endOf(context));
      }
      m_run->changed.wait_until(lock, context.stop,
                                std::min(context.deadline, m_run->lastArrival + m_options.watchdog),
                                [this] { return m_run->error || m_run->latest.sequence > m_returned; });
    }
  }

 private:
  static Error endOf(const CallContext& context) {
    if (context.cancelled()) {
      return {std::string(xiaowu::errors::kCancelled), Fault::Cancelled, "camera"};
    }
    return {std::string(xiaowu::errors::kTimedOut), Fault::ServiceUnavailable, "camera"};
  }

  /// Called with the run's mutex held.
  [[nodiscard]] std::string_view watchdogCode(SteadyTime now) const {
    if (now - m_run->lastArrival >= m_options.watchdog) {
      return drivers::errors::kCameraStalled;
    }
    if (now - m_run->lastChange >= m_options.watchdog) {
      return drivers::errors::kCameraFrozen;
    }
    return {};
  }

  SourceFactory m_factory;
  CaptureOptions m_options;
  std::shared_ptr<Run> m_run;
  std::thread m_thread;
  std::uint64_t m_returned = 0;
};

}  // namespace

std::unique_ptr<Camera> makeCaptureCamera(SourceFactory factory, CaptureOptions options) {
  return std::make_unique<CaptureCamera>(std::move(factory), options);
}

}  // namespace xiaowu::drivers::camera
