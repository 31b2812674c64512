#pragma once
// Draws one moment of the scene as a camera would see it. Thread-safe: both cameras draw from one stage, and the visible
// picture of a moment is drawn once for both. Also of use to tests that want frames without waiting for them.

#include "drivers/virtual/camera/CameraTwin.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace xiaowu::virtualdevices {

struct Scene {
  std::string person;  ///< empty: nobody
  Presentation presentation = Presentation::Live;
  std::string second;
  bool isDark = false;

  bool operator==(const Scene&) const = default;
};

class Stage {
 public:
  explicit Stage(std::filesystem::path facesFolder);
  ~Stage();

  /// Reads the person's pictures if that has not happened yet; about 0.2 s.
  [[nodiscard]] Result<void> prepare(const std::string& personId);

  /// The picture of frame number `tick` (25 a second). Everybody in `scene` has been prepared.
  [[nodiscard]] Image draw(const Scene& scene, CameraStream stream, std::int64_t tick);

 private:
  struct Canvas;
  std::unique_ptr<Canvas> m_canvas;
};

}  // namespace xiaowu::virtualdevices
