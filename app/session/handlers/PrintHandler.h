#pragma once
// Prints proofs and slips. Each job is in the outbox's journal from before its first sheet until the printer
// has said what became of it: after a lost line, a job that was given up, or another run of the program it is
// ended and counted by asking (docs/adr/0017). GUI thread only.

#include "app/devices/DeviceSet.h"
#include "app/session/handlers/Handler.h"
#include "app/sync/SyncHost.h"
#include "drivers/api/Printer.h"

#include <map>
#include <set>
#include <string>

namespace xiaowu::session {

namespace errors {
/// Of the journal: the job ended before its last sheet, and was counted later.
inline constexpr std::string_view kPrintCutOff = "print.cut-off";
/// Of the journal: the printer never had it, or was switched off and knows it no more.
inline constexpr std::string_view kPrintForgotten = "print.forgotten";
}  // namespace errors

class PrintHandler final : public QObject {
  Q_OBJECT

 public:
  PrintHandler(HandlerContext context, devices::DevicePool<drivers::Printer> sheetPrinters,
               devices::DevicePool<drivers::Printer> slipPrinters, sync::SyncHost& host, const Clock& clock);
  void printProof(workflow::OperationId operation, const sync::Proof& proof);
  /// `caseUrl` is what the slip's QR code opens; the case's id is appended.
  void printSlip(workflow::OperationId operation, const std::string& caseUrl, const std::string& place);
  void cancel(workflow::OperationId operation) { m_running.cancel(operation); }
  /// Ends and counts whatever the journal has under way and nobody waits for. What a printer cannot be asked
  /// about yet stays in the journal: to be called again when one is back.
  void reconcile();
  /// The session is over: what is printed from now on is another document, and a proof that did not come out
  /// whole is void.
  void wipe();

 private:
  /// `draw` makes the PDF on the device's thread when the job has none yet.
  void print(workflow::OperationId operation, const devices::DevicePool<drivers::Printer>& printers,
             drivers::PrintJob job, const std::string& document, const std::string& what,
             std::function<Result<Bytes>()> draw = {});
  void start(workflow::OperationId operation, const Uuid& jobId, const std::stop_token& stop,
             const devices::DevicePool<drivers::Printer>& printers, drivers::PrintJob job,
             std::function<Result<Bytes>()> draw);
  void told(workflow::OperationId operation, const drivers::PrintProgress& progress);
  void ended(workflow::OperationId operation, const Uuid& jobId,
             const Result<drivers::PrintOutcome>& outcome);
  void settle(const outbox::UnsettledPrint& print);
  void note(const Uuid& jobId, int sheetsOut, const std::string& code);
  [[nodiscard]] bool mayBeTriedAgain(const Uuid& jobId) const;
  void reportProof(const std::string& proofId, int sheets, const drivers::PrintAccount& account);

  HandlerContext m_context;
  devices::DevicePool<drivers::Printer> m_sheetPrinters;
  devices::DevicePool<drivers::Printer> m_slipPrinters;
  sync::SyncHost& m_host;
  const Clock& m_clock;
  Running m_running;
  std::map<std::string, Uuid> m_jobIds;  ///< of this session's documents: the same for one tried again
  std::map<workflow::OperationId, int> m_sheetsOut;  ///< as the printer counted last
  std::map<Uuid, std::string> m_proofs;  ///< proof ids of jobs whose end is not in the journal yet
  std::set<Uuid> m_live;                 ///< under way here, or being asked about
};

}  // namespace xiaowu::session
