#pragma once
// Draws one moment of the scene as a camera would see it. Thread-safe: both cameras draw from one stage.
// Deterministic but for the sensors' noise, which is new in every picture. Also of use to tests and benches
// that want frames without waiting for them.

#include "drivers/camera/simulator/CameraSimulator.h"
#include "drivers/camera/simulator/Portraits.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace xiaowu::simulator {

/// In what one presentation differs from another of its kind. The middle values are what simulator panel and
/// journeys show.
struct Variation {
  std::uint32_t seed = 0;  ///< phases of all motion
  double aside = 0;        ///< millimetres to the picture's right
  double down = 0;         ///< millimetres
  double nearer = 0;       ///< millimetres to the camera
  double yaw = 0;          ///< degrees, of head or sheet, about which it moves
  double pitch = 0;
  double roll = 0;
  double motion = 1;  ///< times the usual
  double light = 1;   ///< of the visible picture, times the usual
  double warmth = 0;  ///< -0.1 bluish … 0.1 reddish
  /// Of a printed or shown face, times life; it is held where it looks as large as a living one.
  double size = 1;
  double bend = 160;          ///< radius of a bent print, millimetres; negative: hollow
  bool isBentAcross = false;  ///< about a level axis
  double ink = 0.7;           ///< how much of a print's contrast near infrared shows, 0…1
  double wear = 0.3;          ///< 0 a fresh print or clean screen … 1 faded, soft, much glare

  bool operator==(const Variation&) const = default;
};

struct Scene {
  std::string person;  ///< empty: nobody
  Presentation presentation = Presentation::Live;
  std::string second;
  bool isDark = false;
  Act act = Act::None;       ///< only a living person does it
  std::int64_t actTick = 0;  ///< when it began
  Variation variation{};

  bool operator==(const Scene&) const = default;
};

class Stage {
 public:
  explicit Stage(std::filesystem::path facesFolder);
  ~Stage();

  /// Reads the person's pictures if that has not happened yet; about 0.3 s.
  [[nodiscard]] Result<void> prepare(const std::string& personId);
  /// A person given by the caller; replaces one of the same name. Fails with simulator.mesh. About 0.2 s.
  [[nodiscard]] Result<void> add(const std::string& personId, const PersonPicture& picture);
  /// Forgets everybody added or prepared.
  void clear();

  /// The picture of frame number `tick` (25 a second). Everybody in `scene` has been prepared or added.
  [[nodiscard]] Image draw(const Scene& scene, CameraStream stream, std::int64_t tick);

 private:
  struct Canvas;
  std::unique_ptr<Canvas> m_canvas;
};

}  // namespace xiaowu::simulator
