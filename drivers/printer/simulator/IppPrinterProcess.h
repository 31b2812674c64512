#pragma once
// A printer that nobody here wrote: ippeveprinter (package cups-ipp-utils) on a free port, its paper path
// played by print-command.sh.

#include "drivers/printer/simulator/PrinterControl.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace xiaowu::simulator {

struct IppPrinterSetup {
  std::string name = "xiaowu-printer";
  /// PWG names; the first is loaded. A slip printer: "om_slip_80x200mm".
  std::vector<std::string> media = {"iso_a4_210x297mm"};
  std::chrono::milliseconds perSheet{0};  ///< mechanical time of one sheet
  std::filesystem::path folder;  ///< finished jobs are kept there as NNNN.pdf; empty: in the private folder
  /// print-command.sh where it is installed; empty: the one of the source tree.
  std::filesystem::path printCommand;
};

/// The private folder (mode 0700, below the system's temporary folder) and all processes are gone when the
/// object is. When this process is killed, the kernel kills the programs and the folder stays. The printer
/// listens on every interface, as ippeveprinter does: for tests and demonstrations only. paperOut(0) and
/// refill() act on the idle printer too; jam and door are seen when the next sheet is pulled. A job that met
/// an already empty tray goes on within 1 s after refill().
class IppPrinterProcess final : public PrinterControl {
 public:
  /// Starts it and waits until it answers (at most 10 s, usually 0.1–0.3 s). errors::kNotFound when a program
  /// is missing.
  [[nodiscard]] static Result<std::unique_ptr<IppPrinterProcess>> start(IppPrinterSetup setup = {});
  ~IppPrinterProcess() override;

  [[nodiscard]] std::string uri() const;        ///< "ipp://127.0.0.1:PORT/ipp/print"
  [[nodiscard]] std::string secureUri() const;  ///< the same over TLS, with a self-signed certificate
  [[nodiscard]] std::filesystem::path printedFolder() const;

  void setToner(int percent) override;
  /// Kills it as a pulled plug would.
  Result<void> turnOff() override;
  /// The same printer on the same port; what it knew of its jobs is lost.
  Result<void> turnOn() override;
  [[nodiscard]] std::vector<Bytes> printed() const override;
  [[nodiscard]] int sheetsOut() const override;
  [[nodiscard]] std::chrono::microseconds mechanicalTime() const override;

 private:
  void plan(SheetFault fault, int inSheets) override;
  IppPrinterProcess();
  struct State;
  std::unique_ptr<State> m_state;
};

}  // namespace xiaowu::simulator
