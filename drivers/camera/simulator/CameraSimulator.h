#pragma once
// What stands before the kiosk's two cameras, set by the simulator panel, the control socket or a test.
// Every function may be called from any thread at any time and takes effect with the next frame (40 ms).

#include "core/image/Image.h"
#include "drivers/api/Camera.h"
#include "drivers/api/Simulator.h"

#include <filesystem>
#include <memory>
#include <string_view>

namespace xiaowu::simulator {

/// How a person's face comes before the camera.
enum class Presentation {
  Live,    ///< the person, with the small movements of somebody who stands still
  Photo,   ///< a printed photo of the person, held up and moved stiffly
  Screen,  ///< a picture of the person on a telephone; dark in near infrared
  Mask,    ///< the person with the lower face covered
  Bent,    ///< a printed photo, bent to a cylinder to feign depth
  /// The picture given is a camera's picture of a print: shown as one flat sheet that fills the view. For
  /// benchmarks.
  Filmed,
};

/// What a living person does when asked. Left and right are the person's own. A picture does nothing.
enum class Act {
  None,
  Blink,      ///< 0.4 s
  OpenMouth,  ///< 1.8 s, as are the turns: there, hold, back
  TurnLeft,   ///< by 30°, towards the right edge of the picture
  TurnRight,
};

enum class CameraStream { Rgb, Nir };

class CameraSimulator final : public drivers::Simulator {
 public:
  /// Fails with simulator.faces when the sample pictures are not there (packaging/setup/models.sh fetches
  /// them). Nobody stands there yet.
  [[nodiscard]] static Result<std::shared_ptr<CameraSimulator>> create();
  [[nodiscard]] static Result<std::shared_ptr<CameraSimulator>> create(
      const std::filesystem::path& facesFolder);
  ~CameraSimulator() override;

  /// Fails with simulator.person for an unknown id and with simulator.faces for an unreadable picture; what
  /// was shown stays.
  [[nodiscard]] Result<void> show(std::string_view personId, Presentation presentation = Presentation::Live);
  [[nodiscard]] Result<void> showPhoto(std::string_view personId) {
    return show(personId, Presentation::Photo);
  }
  [[nodiscard]] Result<void> showScreen(std::string_view personId) {
    return show(personId, Presentation::Screen);
  }
  [[nodiscard]] Result<void> showBentPhoto(std::string_view personId) {
    return show(personId, Presentation::Bent);
  }
  /// Whoever stands there does it once, from the next frame on.
  void ask(Act act);
  /// Somebody else looks over the shoulder of whoever stands there.
  [[nodiscard]] Result<void> second(std::string_view personId);
  void secondGone();
  /// Everybody has left.
  void gone();

  void lowLight(bool isOn);
  /// Both cameras go on delivering, but always the same picture.
  void freeze(bool isOn);
  /// Both cameras stop delivering without saying so: a read blocks.
  void stall(bool isOn);
  /// Cable pulled: reading and opening fail until plug().
  void unplug();
  void plug();
  void unplugNir();
  void plugNir();

  struct State;
  [[nodiscard]] const std::shared_ptr<State>& state() const { return m_state; }

 private:
  explicit CameraSimulator(std::shared_ptr<State> state);
  std::shared_ptr<State> m_state;
};

/// One of the simulator's cameras: 640×480, 25 frames a second, BGR or grey. The simulator's scene lives as
/// long as a camera needs it.
[[nodiscard]] std::unique_ptr<drivers::Camera> makeSimulatedCamera(
    const std::shared_ptr<CameraSimulator>& simulator, CameraStream stream,
    std::chrono::milliseconds watchdog = std::chrono::milliseconds{1'800});
/// Both as the kiosk uses them.
[[nodiscard]] std::unique_ptr<drivers::CameraPair> makeSimulatedCameraPair(
    const std::shared_ptr<CameraSimulator>& simulator);

/// The photo of a person's card: 102×126 pixels, BGR, on a light background, compressed about as hard as the
/// chip's 1,024 bytes demand.
[[nodiscard]] Result<Image> personPhoto(std::string_view personId);

}  // namespace xiaowu::simulator
