#include "drivers/fingerprint/simulator/FingerprintSimulator.h"

#include "drivers/persons/Persons.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>

namespace xiaowu::simulator {

using drivers::DeviceHealth;
using drivers::DeviceState;
namespace codes = drivers::errors;

namespace {

constexpr std::size_t kFingerSize = 512;
constexpr std::chrono::seconds kTouchLasts{3};

struct Touch {
  std::string person;  ///< empty: unclear
  SteadyTime at;
};

}  // namespace

struct FingerprintSimulator::State {
  std::mutex mutex;
  std::condition_variable_any changed;
  std::optional<Touch> touch;
  bool plugged = true;
  int plugs = 0;  ///< a handle opened before the last unplugging is of no use

  template <typename Change>
  void change(const Change& apply) {
    const std::lock_guard lock(mutex);
    apply();
    changed.notify_all();
  }
};

FingerprintSimulator::FingerprintSimulator() : m_state(std::make_unique<State>()) {}
FingerprintSimulator::~FingerprintSimulator() = default;

void FingerprintSimulator::touch(std::string personId) {
  m_state->change([&] { m_state->touch = Touch{std::move(personId), std::chrono::steady_clock::now()}; });
}
void FingerprintSimulator::touchUnclear() {
  touch({});
}
void FingerprintSimulator::unplug() {
  m_state->change([&] {
    m_state->plugged = false;
    m_state->touch.reset();
    ++m_state->plugs;
  });
}
void FingerprintSimulator::plug() {
  m_state->change([&] { m_state->plugged = true; });
}

class SimulatorFingerprintReader final : public drivers::FingerprintReader {
 public:
  explicit SimulatorFingerprintReader(std::shared_ptr<FingerprintSimulator> simulator)
      : m_simulator(std::move(simulator)), m_state(*m_simulator->m_state) {}

  [[nodiscard]] Result<DeviceHealth> open(const CallContext& context) override {
    close();
    const std::lock_guard lock(m_state.mutex);
    if (context.cancelled()) {
      return fail(xiaowu::errors::kCancelled, Fault::Cancelled, "fingerprint reader");
    }
    if (!m_state.plugged) {
      return fail(codes::kNotFound, Fault::AttendantNeeded, "the virtual fingerprint reader is unplugged");
    }
    m_open = true;
    m_plugs = m_state.plugs;
    return DeviceHealth{DeviceState::Online, {}};
  }
  void close() override { m_open = false; }
  [[nodiscard]] DeviceHealth health(const CallContext& context) override {
    if (!m_open) {
      return {DeviceState::NoDevice, std::string(codes::kNotOpen)};
    }
    if (context.cancelled()) {
      return {DeviceState::Offline, std::string(xiaowu::errors::kCancelled)};
    }
    const std::lock_guard lock(m_state.mutex);
    return present() ? DeviceHealth{DeviceState::Online, {}}
                     : DeviceHealth{DeviceState::NoDevice, std::string(codes::kGone)};
  }
  [[nodiscard]] Result<bool> matches(ByteView cardItem, const CallContext& context) override;
  [[nodiscard]] std::string model() const override { return "simulator-1"; }

 private:
  [[nodiscard]] bool present() const { return m_state.plugged && m_plugs == m_state.plugs; }

  std::shared_ptr<FingerprintSimulator> m_simulator;
  FingerprintSimulator::State& m_state;
  bool m_open = false;
  int m_plugs = 0;
};

Result<bool> SimulatorFingerprintReader::matches(ByteView cardItem, const CallContext& context) {
  if (!m_open) {
    return fail(codes::kNotOpen, Fault::Bug, "fingerprint reader");
  }
  if (cardItem.size() != 2 * kFingerSize) {
    return fail(codes::kFingerItem, Fault::AttendantNeeded, "not an item of two fingers");
  }
  Touch touch;
  {
    std::unique_lock lock(m_state.mutex);
    // A finger that was there long before anybody was asked is not an answer.
    if (m_state.touch && std::chrono::steady_clock::now() - m_state.touch->at > kTouchLasts) {
      m_state.touch.reset();
    }
    m_state.changed.wait_until(lock, context.stop, context.deadline,
                               [&] { return m_state.touch || !present(); });
    if (context.cancelled()) {
      return fail(xiaowu::errors::kCancelled, Fault::Cancelled, "fingerprint reader");
    }
    if (!present()) {
      return fail(codes::kGone, Fault::AttendantNeeded, "the virtual fingerprint reader was unplugged");
    }
    if (!m_state.touch) {
      return fail(codes::kFingerNotFelt, Fault::ResidentCanFix, "no finger");
    }
    touch = std::move(*m_state.touch);
    m_state.touch.reset();
  }
  if (touch.person.empty()) {
    return fail(codes::kFingerUnclear, Fault::ResidentCanFix, "a touch that cannot be compared");
  }
  const auto own = inventedFingerprint(touch.person);
  const auto isFinger = [&](std::size_t index) {
    const auto begin = static_cast<std::ptrdiff_t>(index * kFingerSize);
    return std::equal(own.begin(), own.begin() + static_cast<std::ptrdiff_t>(kFingerSize),
                      cardItem.begin() + begin);
  };
  return isFinger(0) || isFinger(1);
}

std::unique_ptr<drivers::FingerprintReader> makeSimulatedFingerprintReader(
    std::shared_ptr<FingerprintSimulator> simulator) {
  return std::make_unique<SimulatorFingerprintReader>(std::move(simulator));
}

}  // namespace xiaowu::simulator
