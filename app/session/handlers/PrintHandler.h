#pragma once
// Prints proofs and slips. Each job is in the outbox's journal from before its first sheet until it is
// settled, so that after a power cut it is known what was under way. GUI thread only.

#include "app/devices/DeviceSet.h"
#include "app/session/handlers/Handler.h"
#include "app/sync/SyncHost.h"
#include "drivers/api/Printer.h"

namespace xiaowu::session {

class PrintHandler final : public QObject {
  Q_OBJECT

 public:
  PrintHandler(HandlerContext context, devices::DevicePool<drivers::Printer> sheetPrinters,
               devices::DevicePool<drivers::Printer> slipPrinters, sync::SyncHost& host, const Clock& clock);
  void printProof(workflow::OperationId operation, const sync::Proof& proof);
  /// `caseUrl` is what the slip's QR code opens; the case's id is appended.
  void printSlip(workflow::OperationId operation, const std::string& caseUrl, const std::string& place);
  void cancel(workflow::OperationId operation) { m_running.cancel(operation); }

 private:
  /// `draw` makes the PDF on the device's thread when the job has none yet.
  void print(workflow::OperationId operation, const devices::DevicePool<drivers::Printer>& printers,
             drivers::PrintJob job, const std::string& what, std::function<Result<Bytes>()> draw = {});

  HandlerContext m_context;
  devices::DevicePool<drivers::Printer> m_sheetPrinters;
  devices::DevicePool<drivers::Printer> m_slipPrinters;
  sync::SyncHost& m_host;
  const Clock& m_clock;
  Running m_running;
};

}  // namespace xiaowu::session
