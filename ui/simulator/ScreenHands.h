#pragma once
// The orders that touch the kiosk's screen as a person would (ui.*): they find things by their accessible
// names and send real touches. Nothing here waits for time but ui.wait, which ends at its deadline.

#include "ui/simulator/Orders.h"

#include <QObject>
#include <QPointer>
#include <QQuickWindow>
#include <QThreadPool>

#include <deque>
#include <list>
#include <memory>
#include <vector>

class QPointingDevice;
class QTimer;

namespace xiaowu::panel {

struct Element;

class ScreenHands final : public QObject {
  Q_OBJECT

 public:
  /// `instrument` may be empty; see PanelSetup.
  ScreenHands(QQuickWindow* window, std::function<std::shared_ptr<void>()> instrument,
              QObject* parent = nullptr);
  ~ScreenHands() override;

  /// GUI thread. Orders are done one after the other, each touch and its end in turns of the event loop of
  /// their own; ui.wait runs beside them.
  void run(const QString& command, const QJsonObject& arguments, const Reply& reply);
  /// Something changed: looks again for what ui.wait waits for. Frames are noticed without being told.
  void notice();

 private:
  enum class Touch { Press, Move, Release };
  struct Step {
    Touch touch;
    QPoint at;
  };
  struct Waiting;
  class Finger;
  using Job = std::function<void(const std::function<void()>& done)>;

  void perform(const Order& order, const Reply& reply);
  void enqueue(Job job);
  void next();
  void play(std::vector<Step> steps, std::size_t at, std::function<void()> done);
  /// The element to be touched and where; an error that says why there is none.
  [[nodiscard]] Result<std::pair<QPoint, QJsonObject>> target(const QString& name, const QString& role,
                                                              int index) const;
  [[nodiscard]] Result<Element> named(const QString& name) const;
  void tap(const QJsonObject& arguments, const Reply& reply, const std::function<void()>& done);
  void type(const QStringList& keys, qsizetype at, const Reply& reply, const std::function<void()>& done);
  void stroke(const QJsonObject& arguments, const Reply& reply, const std::function<void()>& done);
  void scrollTo(const QString& name, const Reply& reply, const std::function<void()>& done);
  void screenshot(const QString& file, const Reply& reply, const std::function<void()>& done);
  void wait(const QJsonObject& arguments, const Reply& reply);
  void lookAgain();
  [[nodiscard]] QJsonObject find(const QString& name, const QString& role) const;

  QPointer<QQuickWindow> m_window;
  const std::function<std::shared_ptr<void>()> m_instrument;
  std::unique_ptr<QPointingDevice> m_device;
  std::unique_ptr<Finger> m_finger;
  std::deque<Job> m_jobs;
  bool m_busy = false;
  std::list<std::unique_ptr<Waiting>> m_waiting;
  bool m_lookPending = false;
  QThreadPool m_writer;
};

}  // namespace xiaowu::panel
