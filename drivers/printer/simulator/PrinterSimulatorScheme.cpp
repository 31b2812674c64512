#include "drivers/printer/simulator/PrinterSimulatorScheme.h"

#include "drivers/printer/IppPrinter.h"
#include "drivers/printer/simulator/IppPrinterProcess.h"

namespace xiaowu::simulator {
namespace {

// What real machines need for a sheet and for a slip.
constexpr std::chrono::milliseconds kSheetTime{1500};
constexpr std::chrono::milliseconds kSlipTime{600};

IppPrinterSetup setupFor(const drivers::DeviceOrder& order) {
  const auto& printer = order.row.instance;
  const bool sheets = printer.meets(domain::needs::kSheetPrinter);
  IppPrinterSetup setup;
  setup.name = "xiaowu-" + printer.id;
  setup.perSheet = order.scaled(sheets ? kSheetTime : kSlipTime);
  setup.folder = order.dataFolder / "printed" / printer.id;
  if (!sheets) {
    setup.media.clear();
  }
  if (printer.meets(domain::needs::kSlipPrinter)) {
    setup.media.emplace_back("om_slip_80x200mm");
  }
  return setup;
}

Result<drivers::MadeDevice> make(const drivers::DeviceOrder& order) {
  auto process = IppPrinterProcess::start(setupFor(order));
  if (!process) {
    return fail(process.error());
  }
  auto printer = drivers::makePrinter((*process)->uri());
  if (!printer) {
    return fail(printer.error());
  }
  return drivers::MadeDevice{std::move(*printer), std::move(*process)};
}

}  // namespace

drivers::AddressScheme printerSimulatorScheme() {
  return drivers::simulatorScheme(make);
}

}  // namespace xiaowu::simulator
