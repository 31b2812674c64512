#pragma once
// Reads the card and, while asked to, watches whether it still lies on the plate. GUI thread only.

#include "app/devices/DeviceSet.h"
#include "app/session/handlers/Handler.h"
#include "drivers/api/IdCardReader.h"

#include <QTimer>

namespace xiaowu::session {

class CardHandler final : public QObject {
  Q_OBJECT

 public:
  CardHandler(HandlerContext context, devices::DevicePool<drivers::IdCardReader> reader);
  void readCard(workflow::OperationId operation);
  void cancel(workflow::OperationId operation) { m_running.cancel(operation); }
  void watch(bool on);

 private:
  void look();
  void readAgain();

  HandlerContext m_context;
  devices::DevicePool<drivers::IdCardReader> m_reader;
  Running m_running;
  QTimer m_watch;
  bool m_looking = false;
  bool m_present = true;
};

}  // namespace xiaowu::session
