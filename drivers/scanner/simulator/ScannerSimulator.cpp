#include "drivers/scanner/simulator/ScannerSimulator.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <string_view>
#include <utility>

namespace xiaowu::simulator {

using drivers::DeviceHealth;
using drivers::DeviceState;
namespace codes = drivers::errors;

namespace {

constexpr std::size_t kPixelsMax = 40'000'000;

Error scannerError(std::string_view code, std::string detail) {
  const bool residents = code == codes::kScannerNoPaper || code == codes::kScannerCoverOpen;
  return Error{std::string(code), residents ? Fault::ResidentCanFix : Fault::AttendantNeeded,
               std::move(detail)};
}

Image grey(const Image& colour) {
  Bytes pixels(static_cast<std::size_t>(colour.width) * static_cast<std::size_t>(colour.height));
  for (std::size_t i = 0; i < pixels.size(); ++i) {
    const std::uint8_t* pixel = colour.data() + i * 3;
    // ITU-R BT.601 weights.
    pixels[i] = static_cast<std::uint8_t>((29 * pixel[0] + 150 * pixel[1] + 77 * pixel[2] + 128) >> 8);
  }
  return Image::of(colour.width, colour.height, PixelFormat::Grey8, std::move(pixels), colour.dpi);
}

Result<Image> made(const std::function<Result<Image>()>& source) {
  try {
    return source();
  } catch (const std::exception&) {
    return fail(scannerError(codes::kHardware, "the picture on the virtual scanner could not be made"));
  }
}

}  // namespace

struct ScannerSimulator::State {
  mutable std::mutex mutex;
  std::condition_variable_any changed;
  std::function<Result<Image>()> picture;
  bool jammed = false;
  bool coverOpen = false;
  bool plugged = true;
  bool hanging = false;
  int plugs = 0;  ///< a handle opened before the last unplugging is of no use
  int pages = 0;
  std::chrono::milliseconds delay{0};
  std::chrono::milliseconds mechanical{0};

  [[nodiscard]] std::string_view blocking() const {
    const auto fault = defect();
    return fault.empty() && !picture ? codes::kScannerNoPaper : fault;
  }
  /// An empty glass is no defect.
  [[nodiscard]] std::string_view defect() const {
    if (jammed) {
      return codes::kScannerJammed;
    }
    return coverOpen ? codes::kScannerCoverOpen : std::string_view();
  }
  template <typename Change>
  void change(const Change& apply) {
    const std::lock_guard lock(mutex);
    apply();
    changed.notify_all();
  }
};

ScannerSimulator::ScannerSimulator() : m_state(std::make_unique<State>()) {}
ScannerSimulator::~ScannerSimulator() = default;

void ScannerSimulator::put(Image picture) {
  put([picture = std::move(picture)]() -> Result<Image> { return picture; });
}
void ScannerSimulator::put(std::function<Result<Image>()> picture) {
  m_state->change([&] { m_state->picture = std::move(picture); });
}
void ScannerSimulator::takeAway() {
  m_state->change([&] { m_state->picture = nullptr; });
}
void ScannerSimulator::jam(bool jammed) {
  m_state->change([&] { m_state->jammed = jammed; });
}
void ScannerSimulator::openCover(bool open) {
  m_state->change([&] { m_state->coverOpen = open; });
}
void ScannerSimulator::unplug() {
  m_state->change([&] {
    m_state->plugged = false;
    ++m_state->plugs;
  });
}
void ScannerSimulator::plug() {
  m_state->change([&] { m_state->plugged = true; });
}
void ScannerSimulator::hang(bool hanging) {
  m_state->change([&] { m_state->hanging = hanging; });
}
void ScannerSimulator::setMechanicalDelay(std::chrono::milliseconds delay) {
  m_state->change([&] { m_state->delay = std::max(delay, std::chrono::milliseconds(0)); });
}
std::chrono::microseconds ScannerSimulator::mechanicalTime() const {
  const std::lock_guard lock(m_state->mutex);
  return m_state->mechanical;
}
int ScannerSimulator::pagesScanned() const {
  const std::lock_guard lock(m_state->mutex);
  return m_state->pages;
}

class SimulatorScanner final : public drivers::Scanner {
 public:
  explicit SimulatorScanner(std::shared_ptr<ScannerSimulator> simulator)
      : m_simulator(std::move(simulator)), m_state(*m_simulator->m_state) {}

  [[nodiscard]] Result<DeviceHealth> open(const CallContext& context) override {
    close();
    const std::lock_guard lock(m_state.mutex);
    if (context.cancelled()) {
      return fail(xiaowu::errors::kCancelled, Fault::Cancelled, "scanner");
    }
    if (!m_state.plugged) {
      return fail(scannerError(codes::kNotFound, "virtual scanner is unplugged"));
    }
    m_open = true;
    m_plugs = m_state.plugs;
    return healthNow();
  }
  void close() override { m_open = false; }
  [[nodiscard]] DeviceHealth health(const CallContext& context) override {
    if (!m_open) {
      return {DeviceState::NoDevice, std::string(codes::kNotOpen)};
    }
    const std::lock_guard lock(m_state.mutex);
    if (context.cancelled()) {
      return {DeviceState::Offline, std::string(xiaowu::errors::kCancelled)};
    }
    return present() ? healthNow() : DeviceHealth{DeviceState::NoDevice, std::string(codes::kGone)};
  }
  [[nodiscard]] Result<Image> scanPage(const drivers::ScanSettings& settings,
                                       const CallContext& context) override;

 private:
  [[nodiscard]] bool present() const { return m_state.plugged && m_plugs == m_state.plugs; }
  [[nodiscard]] DeviceHealth healthNow() const {
    const auto reason = m_state.defect();
    return {reason.empty() ? DeviceState::Online : DeviceState::UserError, std::string(reason)};
  }
  [[nodiscard]] Result<std::function<Result<Image>()>> takeUp(const CallContext& context);

  std::shared_ptr<ScannerSimulator> m_simulator;
  ScannerSimulator::State& m_state;
  bool m_open = false;
  int m_plugs = 0;
};

// The mechanical part of a scan: its end is the source of the picture that lay there.
Result<std::function<Result<Image>()>> SimulatorScanner::takeUp(const CallContext& context) {
  std::unique_lock lock(m_state.mutex);
  const auto interrupted = [&] { return !present() || !m_state.blocking().empty(); };
  m_state.changed.wait_until(lock, context.stop, context.deadline,
                             [&] { return !m_state.hanging || interrupted(); });
  const auto arrival = std::chrono::steady_clock::now() + m_state.delay;
  m_state.changed.wait_until(lock, context.stop, std::min(arrival, context.deadline), interrupted);
  if (std::chrono::steady_clock::now() >= arrival) {
    m_state.mechanical += m_state.delay;
  }
  if (context.cancelled()) {
    return fail(xiaowu::errors::kCancelled, Fault::Cancelled, "scanner");
  }
  if (!present()) {
    return fail(scannerError(codes::kGone, "virtual scanner was unplugged"));
  }
  if (!m_state.blocking().empty()) {
    return fail(scannerError(m_state.blocking(), "virtual scanner"));
  }
  if (context.expired()) {
    return fail(xiaowu::errors::kTimedOut, Fault::ServiceUnavailable, "scanner");
  }
  return m_state.picture;
}

Result<Image> SimulatorScanner::scanPage(const drivers::ScanSettings& settings, const CallContext& context) {
  if (!m_open) {
    return fail(codes::kNotOpen, Fault::Bug, "scanner");
  }
  const auto source = takeUp(context);
  if (!source) {
    return fail(source.error());
  }
  auto picture = made(*source);  // without the mutex: it may put the next one
  if (!picture) {
    return picture;
  }
  const auto rows = static_cast<std::size_t>(std::max(picture->height, 1));
  if (picture->empty() || picture->stride() * rows != picture->pixels->size() ||
      static_cast<std::size_t>(picture->width) > kPixelsMax / rows) {
    return fail(codes::kProtocol, Fault::AttendantNeeded,
                "the picture on the virtual scanner is empty, torn or larger than 40 megapixels");
  }
  Image page = !settings.colour && picture->format == PixelFormat::Bgr8 ? grey(*picture) : *picture;
  page.dpi = page.dpi > 0 ? page.dpi : settings.dpi;
  m_state.change([&] { ++m_state.pages; });
  return page;
}

std::unique_ptr<drivers::Scanner> makeSimulatedScanner(std::shared_ptr<ScannerSimulator> simulator) {
  return std::make_unique<SimulatorScanner>(std::move(simulator));
}

}  // namespace xiaowu::simulator
