#include "drivers/camera/simulator/CameraSimulator.h"

#include "drivers/camera/Cameras.h"
#include "drivers/camera/simulator/Optics.h"
#include "drivers/camera/simulator/Portraits.h"
#include "drivers/camera/simulator/Stage.h"

#include <condition_variable>

namespace xiaowu::simulator {

using drivers::camera::FrameSource;
using drivers::camera::Shot;
using Clock = std::chrono::steady_clock;
constexpr auto kPeriod = std::chrono::milliseconds{40};

struct CameraSimulator::State {
  explicit State(std::filesystem::path faces) : stage(std::move(faces)) {}

  Stage stage;
  /// Both cameras expose at the same moments, as synchronised ones do.
  const SteadyTime start = Clock::now();
  std::mutex mutex;
  std::condition_variable changed;
  Scene scene;
  bool isFrozen = false;
  bool isStalled = false;
  bool isPlugged = true;
  bool isNirPlugged = true;

  /// The last exposure, of both cameras at once: on a machine too slow for 25 frames a second both must skip
  /// the same ones, or they would never pair.
  std::int64_t tick = -1;
  Image rgb;
  Image nir;
  bool isDrawing = false;

  template <typename F>
  void change(F&& how) {
    const std::lock_guard lock(mutex);
    how();
    changed.notify_all();
  }
};

namespace {

class SimulatorSource final : public FrameSource {
 public:
  SimulatorSource(std::shared_ptr<CameraSimulator::State> state, CameraStream stream)
      : m_state(std::move(state)), m_stream(stream) {}

  Result<void> open() override {
    const std::lock_guard lock(m_state->mutex);
    if (!isPlugged()) {
      return fail(drivers::errors::kNotFound, Fault::ServiceUnavailable, "camera simulator is unplugged");
    }
    m_lastTick = m_state->tick;  // what was exposed before this camera was opened is not shown by it
    return {};
  }

  Result<Shot> read() override {
    std::unique_lock lock(m_state->mutex);
    while (!m_isInterrupted && isPlugged()) {
      auto& state = *m_state;
      if (state.tick > m_lastTick) {
        m_lastTick = state.tick;
        return Shot{m_stream == CameraStream::Rgb ? state.rgb : state.nir,
                    state.start + state.tick * kPeriod};
      }
      const auto next = std::max(state.tick + 1, (Clock::now() - state.start) / kPeriod);
      if (state.isDrawing || state.isStalled) {
        state.changed.wait(lock);
      } else if (Clock::now() < state.start + next * kPeriod) {
        state.changed.wait_until(lock, state.start + next * kPeriod);
      } else {
        expose(lock, next);
      }
    }
    return fail(drivers::errors::kGone, Fault::ServiceUnavailable, "camera simulator is unplugged");
  }

  void interrupt() override {
    m_state->change([this] { m_isInterrupted = true; });
  }

 private:
  [[nodiscard]] bool isPlugged() const {
    return m_state->isPlugged && (m_stream == CameraStream::Rgb || m_state->isNirPlugged);
  }

  /// Draws both pictures without holding up whoever changes the scene.
  void expose(std::unique_lock<std::mutex>& lock, std::int64_t tick) {
    auto& state = *m_state;
    if (!state.isFrozen || state.rgb.empty()) {
      state.isDrawing = true;
      const auto scene = state.scene;
      lock.unlock();
      Image rgb;
      Image nir;
      try {
        rgb = state.stage.draw(scene, CameraStream::Rgb, tick);
        nir = state.stage.draw(scene, CameraStream::Nir, tick);
      } catch (const std::exception&) {
        // An empty picture is an error to the capture thread; a lost isDrawing would hang the other camera.
        rgb = nir = Image();
      }
      lock.lock();
      state.isDrawing = false;
      state.rgb = std::move(rgb);
      state.nir = std::move(nir);
    }
    state.tick = tick;
    state.changed.notify_all();
  }

  std::shared_ptr<CameraSimulator::State> m_state;
  CameraStream m_stream;
  std::int64_t m_lastTick = -1;
  bool m_isInterrupted = false;
};

}  // namespace

CameraSimulator::CameraSimulator(std::shared_ptr<State> state) : m_state(std::move(state)) {}
CameraSimulator::~CameraSimulator() = default;

Result<std::shared_ptr<CameraSimulator>> CameraSimulator::create() {
  return create(facesFolder());
}

Result<std::shared_ptr<CameraSimulator>> CameraSimulator::create(const std::filesystem::path& facesFolder) {
  std::error_code none;
  if (!std::filesystem::is_directory(facesFolder, none)) {
    return fail(errors::kFaces, Fault::ServiceUnavailable,
                facesFolder.string() + ": no such folder (packaging/setup/models.sh fetches the pictures)");
  }
  try {
    return std::shared_ptr<CameraSimulator>(new CameraSimulator(std::make_shared<State>(facesFolder)));
  } catch (const std::exception& error) {
    return fail(errors::kFaces, Fault::Bug, error.what());
  }
}

Result<void> CameraSimulator::show(std::string_view personId, Presentation presentation) {
  if (auto prepared = m_state->stage.prepare(std::string(personId)); !prepared) {
    return prepared;
  }
  m_state->change([&] {
    m_state->scene.person = personId;
    m_state->scene.presentation = presentation;
    m_state->scene.act = Act::None;
  });
  return {};
}

void CameraSimulator::ask(Act act) {
  m_state->change([&] {
    m_state->scene.act = act;
    m_state->scene.actTick = m_state->tick + 1;
  });
}

Result<void> CameraSimulator::second(std::string_view personId) {
  if (auto prepared = m_state->stage.prepare(std::string(personId)); !prepared) {
    return prepared;
  }
  m_state->change([&] { m_state->scene.second = personId; });
  return {};
}

void CameraSimulator::secondGone() {
  m_state->change([this] { m_state->scene.second.clear(); });
}

void CameraSimulator::gone() {
  m_state->change([this] {
    m_state->scene.person.clear();
    m_state->scene.second.clear();
  });
}

void CameraSimulator::lowLight(bool isOn) {
  m_state->change([=, this] { m_state->scene.isDark = isOn; });
}

void CameraSimulator::freeze(bool isOn) {
  m_state->change([=, this] { m_state->isFrozen = isOn; });
}

void CameraSimulator::stall(bool isOn) {
  m_state->change([=, this] { m_state->isStalled = isOn; });
}

void CameraSimulator::unplug() {
  m_state->change([this] { m_state->isPlugged = false; });
}

void CameraSimulator::plug() {
  m_state->change([this] { m_state->isPlugged = true; });
}

void CameraSimulator::unplugNir() {
  m_state->change([this] { m_state->isNirPlugged = false; });
}

void CameraSimulator::plugNir() {
  m_state->change([this] { m_state->isNirPlugged = true; });
}

std::unique_ptr<drivers::Camera> makeSimulatedCamera(const std::shared_ptr<CameraSimulator>& simulator,
                                                     CameraStream stream,
                                                     std::chrono::milliseconds watchdog) {
  return drivers::camera::makeCaptureCamera(
      [state = simulator->state(), stream] { return std::make_unique<SimulatorSource>(state, stream); },
      {watchdog});
}

std::unique_ptr<drivers::CameraPair> makeSimulatedCameraPair(
    const std::shared_ptr<CameraSimulator>& simulator) {
  return drivers::camera::makeCameraPair(makeSimulatedCamera(simulator, CameraStream::Rgb),
                                         makeSimulatedCamera(simulator, CameraStream::Nir),
                                         simulatorCalibrationText());
}

Result<Image> personPhoto(std::string_view personId) {
  try {
    return loadIdPhoto(facesFolder(), std::string(personId));
  } catch (const std::exception& error) {
    return fail(errors::kFaces, Fault::Bug, error.what());
  }
}

}  // namespace xiaowu::simulator
