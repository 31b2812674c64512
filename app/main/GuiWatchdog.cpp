#include "app/main/GuiWatchdog.h"

#include "core/base/Log.h"

#include <condition_variable>
#include <mutex>

namespace xiaowu {
namespace {

constexpr std::chrono::milliseconds kEvery{10};

}  // namespace

GuiWatchdog::GuiWatchdog(std::chrono::milliseconds logAbove)
    : m_logAbove(logAbove), m_thread([this](const std::stop_token& stop) { run(stop); }) {}

GuiWatchdog::~GuiWatchdog() = default;

void GuiWatchdog::run(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock(mutex);
  while (!stop.stop_requested()) {
    if (!m_waiting.exchange(true)) {
      const auto asked = std::chrono::steady_clock::now();
      QMetaObject::invokeMethod(this,
                                [this, asked, excluded = m_excluded.load()] { answered(asked, excluded); });
    }
    wake.wait_for(lock, stop, kEvery, [] { return false; });
  }
}

void GuiWatchdog::answered(std::chrono::steady_clock::time_point asked, std::uint64_t excluded) {
  m_waiting = false;
  const bool byInstrument = excluded % 2 != 0 || excluded != m_excluded.load();
  if (byInstrument) {
    return;
  }
  const auto waited =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - asked);
  if (waited.count() > m_longest) {
    m_longest = waited.count();
  }
  if (waited >= m_logAbove) {
    qCInfo(logUi, "the screen waited %lld ms", static_cast<long long>(waited.count()));
  }
}

}  // namespace xiaowu
