#include "ui/shell/WindowKeeper.h"

#include <QEvent>

#include <utility>

namespace xiaowu::shell {

namespace {

constexpr std::chrono::minutes kTellAgain{1};

}  // namespace

WindowKeeper::WindowKeeper(Alarm alarm, QObject* parent, Now now)
    : QObject(parent), m_alarm(std::move(alarm)), m_now(std::move(now)) {}

bool WindowKeeper::eventFilter(QObject* watched, QEvent* event) {
  switch (event->type()) {
    case QEvent::Close:
      event->ignore();
      tell(errors::kWindowClose);
      return true;
    case QEvent::KeyPress:
    case QEvent::KeyRelease:
    case QEvent::ShortcutOverride:
    case QEvent::Shortcut:
      if (!event->spontaneous()) {
        break;
      }
      tell(errors::kForeignKeyboard);
      event->accept();
      return true;
    default: break;
  }
  return QObject::eventFilter(watched, event);
}

void WindowKeeper::tell(std::string_view code) {
  const auto now = m_now();
  const auto [last, isFirst] = m_told.try_emplace(code, now);
  if (!isFirst && now - last->second < kTellAgain) {
    return;
  }
  last->second = now;
  m_alarm(code);
}

}  // namespace xiaowu::shell
