#pragma once
// Where pictures come from. A source may block for ever (a driver's read has no deadline): everything that
// must be prompt is the capture thread's business, not the source's.

#include "core/base/Clock.h"
#include "core/image/Image.h"
#include "core/base/Result.h"

#include <functional>
#include <memory>
#include <optional>

namespace xiaowu::drivers::camera {

struct Shot {
  Image image;
  /// When the sensor took it, where the source knows: two cameras then pair exactly however late a busy
  /// machine fetches their pictures. Else its arrival counts. Ignored when it is not within the last second.
  std::optional<SteadyTime> taken;
};

class FrameSource {
 public:
  virtual ~FrameSource() = default;
  /// open() once, then read() again and again, by one thread. After an error the source is thrown away.
  [[nodiscard]] virtual Result<void> open() = 0;
  /// The next picture, at most 1280×720, in the rhythm in which a camera would deliver it. May block.
  [[nodiscard]] virtual Result<Shot> read() = 0;
  /// From any thread: nobody wants more pictures; a waiting read() may return early with any error. A hint: a
  /// source that cannot do it does nothing.
  virtual void interrupt() = 0;
};

/// A new source for each open(), so that a source whose thread is stuck can be left behind.
using SourceFactory = std::function<std::unique_ptr<FrameSource>()>;

}  // namespace xiaowu::drivers::camera
