#pragma once
// Has the fingerprint reader compare a finger with the card that was read. No print and no item is kept here.
// GUI thread only.

#include "app/devices/DeviceSet.h"
#include "app/session/handlers/Handler.h"
#include "drivers/api/FingerprintReader.h"

namespace xiaowu::session {

class FingerHandler final : public QObject {
  Q_OBJECT

 public:
  /// Where the site has no reader each comparison fails with device.not-found.
  FingerHandler(HandlerContext context, devices::DevicePool<drivers::FingerprintReader> reader)
      : m_context(std::move(context)), m_reader(std::move(reader)) {}
  void matchFinger(workflow::OperationId operation);
  void cancel(workflow::OperationId operation) { m_running.cancel(operation); }

 private:
  HandlerContext m_context;
  devices::DevicePool<drivers::FingerprintReader> m_reader;
  Running m_running;
};

}  // namespace xiaowu::session
