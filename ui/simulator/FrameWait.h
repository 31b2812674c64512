#pragma once
// What has changed a moment ago is laid out with the next frame: a finger aims at what stands there then.

#include <functional>

class QObject;
class QQuickWindow;

namespace xiaowu::panel {

/// Calls `act` once, on `context`'s thread, when `window` has drawn its next frame, or after 150 ms where
/// nothing is drawn. Not at all when one of the two is gone by then.
void afterNextFrame(QQuickWindow* window, QObject* context, const std::function<void()>& act);

}  // namespace xiaowu::panel
