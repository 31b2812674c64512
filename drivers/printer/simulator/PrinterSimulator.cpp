#include "drivers/printer/simulator/PrinterSimulator.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <cstdio>
#include <fstream>
#include <map>
#include <mutex>
#include <optional>
#include <string_view>
#include <utility>

namespace xiaowu::simulator {

using drivers::DeviceHealth;
using drivers::DeviceState;
using drivers::PrinterStatus;
using drivers::PrintJob;
using drivers::PrintOutcome;
using drivers::PrintProgress;
using drivers::Supply;
namespace codes = drivers::errors;

struct PrinterSimulator::State {
  explicit State(PrinterSimulatorSetup given) : setup(std::move(given)) {}

  const PrinterSimulatorSetup setup;
  mutable std::mutex mutex;
  std::condition_variable_any changed;
  bool on = true;
  int sheetsOut = 0;
  FaultPlan faults;
  int toner = 100;
  bool left = false;
  int inTray = 0;
  std::chrono::milliseconds mechanical{0};
  std::vector<Bytes> printed;
  std::map<std::string, drivers::PrintAccount> accounts;  ///< by the job's id

  [[nodiscard]] bool due(SheetFault fault) const { return faults.due(fault, sheetsOut); }
  /// What keeps the next sheet from coming out; a jam or door is seen only when a sheet is on its way, an
  /// empty tray always.
  [[nodiscard]] std::string_view blocking() const {
    if (due(SheetFault::Jam)) {
      return codes::kPaperJam;
    }
    if (due(SheetFault::OpenDoor)) {
      return codes::kPrinterDoorOpen;
    }
    return due(SheetFault::NoPaper) ? codes::kPaperOut : std::string_view();
  }
};

PrinterSimulator::PrinterSimulator(PrinterSimulatorSetup setup)
    : m_state(std::make_unique<State>(std::move(setup))) {}
PrinterSimulator::~PrinterSimulator() = default;

void PrinterSimulator::plan(SheetFault fault, int inSheets) {
  const std::lock_guard lock(m_state->mutex);
  m_state->faults.set(fault, inSheets > 0 ? m_state->sheetsOut + inSheets : 0);
  m_state->changed.notify_all();
}

void PrinterSimulator::setToner(int percent) {
  const std::lock_guard lock(m_state->mutex);
  m_state->toner = std::clamp(percent, 0, 100);
}

Result<void> PrinterSimulator::turnOff() {
  const std::lock_guard lock(m_state->mutex);
  m_state->on = false;
  m_state->changed.notify_all();
  return {};
}

Result<void> PrinterSimulator::turnOn() {
  const std::lock_guard lock(m_state->mutex);
  m_state->on = true;
  m_state->changed.notify_all();
  return {};
}

std::vector<Bytes> PrinterSimulator::printed() const {
  const std::lock_guard lock(m_state->mutex);
  return m_state->printed;
}

int PrinterSimulator::sheetsOut() const {
  const std::lock_guard lock(m_state->mutex);
  return m_state->sheetsOut;
}

void PrinterSimulator::notTaken(bool left) {
  const std::lock_guard lock(m_state->mutex);
  m_state->left = left;
  if (!left) {
    m_state->inTray = 0;
  }
}

int PrinterSimulator::sheetsInTray() const {
  const std::lock_guard lock(m_state->mutex);
  return m_state->inTray;
}

std::chrono::microseconds PrinterSimulator::mechanicalTime() const {
  const std::lock_guard lock(m_state->mutex);
  return m_state->mechanical;
}

int visiblePdfPages(ByteView pdf) {
  const std::string_view text = textOf(pdf);
  int pages = 0;
  for (std::size_t at = text.find("/Type"); at != std::string_view::npos; at = text.find("/Type", at + 5)) {
    const std::size_t value = text.find_first_not_of(" \r\n\t", at + 5);
    if (value != std::string_view::npos && text.substr(value).starts_with("/Page") &&
        !text.substr(value).starts_with("/Pages")) {
      ++pages;
    }
  }
  return pages;
}

class SimulatorPrinter final : public drivers::Printer {
 public:
  explicit SimulatorPrinter(std::shared_ptr<PrinterSimulator> simulator)
      : m_simulator(std::move(simulator)), m_state(*m_simulator->m_state) {}

  [[nodiscard]] Result<DeviceHealth> open(const CallContext& context) override {
    close();
    const std::lock_guard lock(m_state.mutex);
    if (context.cancelled()) {
      return fail(xiaowu::errors::kCancelled, Fault::Cancelled);
    }
    if (!m_state.on) {
      return fail(codes::kGone, Fault::AttendantNeeded, "printer is off");
    }
    m_open = true;
    return healthNow();
  }
  void close() override { m_open = false; }
  [[nodiscard]] DeviceHealth health(const CallContext& context) override {
    const auto now = status(context);
    return now ? now->health : DeviceHealth{DeviceState::NoDevice, now.error().code};
  }
  [[nodiscard]] Result<PrinterStatus> status(const CallContext& context) override;
  [[nodiscard]] Result<PrintOutcome> print(const PrintJob& job,
                                           const std::function<void(const PrintProgress&)>& progress,
                                           const CallContext& context) override;
  [[nodiscard]] Result<drivers::PrintAccount> settle(const std::string& id,
                                                     const CallContext& context) override;

 private:
  struct Step {
    std::optional<Error> error;
    bool sheet = false;
    std::string_view waiting;
  };
  [[nodiscard]] DeviceHealth healthNow() const;
  [[nodiscard]] std::optional<Error> unprintable(const PrintJob& job) const;
  [[nodiscard]] Step step(int out, std::string_view reported, const CallContext& context);
  void keep(const PrintJob& job);
  void account(const PrintJob& job, int sheetsOut, bool completed);

  std::shared_ptr<PrinterSimulator> m_simulator;
  PrinterSimulator::State& m_state;
  bool m_open = false;
};

DeviceHealth SimulatorPrinter::healthNow() const {
  // Like a real one, the idle printer sees its empty tray; a jam it sees when a sheet is pulled, and from
  // then on.
  std::string_view reason;
  if (m_state.due(SheetFault::NoPaper)) {
    reason = codes::kPaperOut;
  } else if (m_state.toner == 0) {
    reason = codes::kTonerOut;
  }
  return {reason.empty() ? DeviceState::Online : DeviceState::UserError, std::string(reason)};
}

Result<PrinterStatus> SimulatorPrinter::status(const CallContext& context) {
  if (!m_open) {
    return fail(codes::kNotOpen, Fault::Bug, "printer");
  }
  if (context.cancelled()) {
    return fail(xiaowu::errors::kCancelled, Fault::Cancelled);
  }
  const std::lock_guard lock(m_state.mutex);
  if (!m_state.on) {
    return fail(codes::kGone, Fault::AttendantNeeded, "printer is off");
  }
  PrinterStatus status;
  status.health = healthNow();
  status.paper = m_state.due(SheetFault::NoPaper) ? Supply::Out : Supply::Full;
  status.toner = m_state.toner < 10 ? Supply::Low : Supply::Full;
  if (m_state.toner == 0) {
    status.toner = Supply::Out;
  }
  if (status.paper == Supply::Out) {
    status.reasons.emplace_back("media-empty");
  }
  if (status.toner != Supply::Full) {
    status.reasons.emplace_back(status.toner == Supply::Out ? "toner-empty" : "toner-low");
  }
  if (m_state.inTray > 0) {
    status.reasons.emplace_back("output-area-almost-full");
  }
  return status;
}

std::optional<Error> SimulatorPrinter::unprintable(const PrintJob& job) const {
  const auto error = [](std::string_view code, Fault fault, std::string detail) {
    return Error{std::string(code), fault, std::move(detail) + "; sheets-out=0"};
  };
  if (!m_open) {
    return error(codes::kNotOpen, Fault::Bug, "printer");
  }
  const auto& media = m_state.setup.media;
  if (job.sheets < 1 || !textOf(job.pdf).starts_with("%PDF-") ||
      std::find(media.begin(), media.end(), job.media) == media.end()) {
    return error(codes::kPrintRefused, Fault::ServiceUnavailable, "format or medium");
  }
  return std::nullopt;
}

// One look at the printer: waits for the next sheet, a change of what it waits for, or an end.
SimulatorPrinter::Step SimulatorPrinter::step(int out, std::string_view reported,
                                              const CallContext& context) {
  std::unique_lock lock(m_state.mutex);
  const auto error = [&](std::string_view code, Fault fault, std::string_view detail) {
    return Step{Error{std::string(code), fault, std::string(detail) + "; sheets-out=" + std::to_string(out)},
                false,
                {}};
  };
  const auto interesting = [&] {
    return !m_state.on || m_state.blocking() != reported || m_state.blocking().empty();
  };
  m_state.changed.wait_until(lock, context.stop, context.deadline, interesting);
  if (context.cancelled()) {
    return error(xiaowu::errors::kCancelled, Fault::Cancelled, "stopped");
  }
  if (!m_state.on) {
    return error(codes::kGone, Fault::AttendantNeeded, "printer went off");
  }
  if (context.expired()) {
    return m_state.blocking().empty()
               ? error(xiaowu::errors::kTimedOut, Fault::ServiceUnavailable, "printing")
               : error(m_state.blocking(), Fault::AttendantNeeded, "still so at the deadline");
  }
  if (!m_state.blocking().empty()) {
    return {std::nullopt, false, m_state.blocking()};
  }
  if (m_state.due(SheetFault::Abort)) {
    m_state.faults.set(SheetFault::Abort, 0);
    return error(codes::kPrintAborted, Fault::AttendantNeeded, "job-state-reasons=aborted-by-system");
  }
  const auto time = m_state.setup.perSheet;
  if (time.count() > 0) {
    m_state.changed.wait_until(lock, context.stop,
                               std::min(context.deadline, std::chrono::steady_clock::now() + time),
                               [&] { return !m_state.on; });
    if (context.cancelled() || context.expired() || !m_state.on) {
      return {std::nullopt, false, {}};  // decided on the next look
    }
    m_state.mechanical += time;
  }
  ++m_state.sheetsOut;
  m_state.inTray += m_state.left ? 1 : 0;
  m_state.changed.notify_all();
  return {std::nullopt, true, {}};
}

void SimulatorPrinter::keep(const PrintJob& job) {
  const std::lock_guard lock(m_state.mutex);
  m_state.printed.push_back(job.pdf);
  if (!m_state.setup.folder.empty()) {
    std::array<char, 16> name{};
    std::snprintf(name.data(), name.size(), "%04zu.pdf", m_state.printed.size());
    std::ofstream file(m_state.setup.folder / name.data(), std::ios::binary);
    const std::string_view text = textOf(job.pdf);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
  }
}

void SimulatorPrinter::account(const PrintJob& job, int sheetsOut, bool completed) {
  const std::lock_guard lock(m_state.mutex);
  if (!job.id.empty()) {
    m_state.accounts[job.id] = {true, completed, sheetsOut};
  }
}

// A job of this printer never outlives its call, so there is nothing to end.
Result<drivers::PrintAccount> SimulatorPrinter::settle(const std::string& id, const CallContext& context) {
  if (auto now = status(context); !now) {
    return fail(now.error());
  }
  const std::lock_guard lock(m_state.mutex);
  const auto found = m_state.accounts.find(id);
  return found == m_state.accounts.end() ? drivers::PrintAccount{} : found->second;
}

Result<PrintOutcome> SimulatorPrinter::print(const PrintJob& job,
                                             const std::function<void(const PrintProgress&)>& progress,
                                             const CallContext& context) {
  if (auto error = unprintable(job)) {
    return fail(std::move(*error));
  }
  PrintProgress reported;
  const auto report = [&](int sheets, std::string_view reason) {
    reported = {sheets, std::string(reason)};
    account(job, sheets, sheets == job.sheets);
    if (progress) {
      progress(reported);
    }
  };
  const int visible = visiblePdfPages(job.pdf);
  const int pages = visible > 0 ? visible : job.sheets;  // a PDF with packed objects hides its pages
  bool first = true;
  while (reported.sheetsOut < pages) {
    Step now = step(reported.sheetsOut, reported.reason, context);
    if (now.error) {
      return fail(std::move(*now.error));
    }
    const int sheets = reported.sheetsOut + (now.sheet ? 1 : 0);
    if (first && now.sheet) {
      report(0, {});  // a real job is seen at 0 sheets before its first one
    }
    first = false;
    if (sheets != reported.sheetsOut || now.waiting != reported.reason) {
      report(sheets, now.waiting);
    }
  }
  keep(job);
  if (pages < job.sheets) {
    return fail(codes::kPrintAborted, Fault::AttendantNeeded,
                "completed with too few sheets; sheets-out=" + std::to_string(pages));
  }
  return PrintOutcome{pages};
}

std::unique_ptr<drivers::Printer> makeSimulatedPrinter(std::shared_ptr<PrinterSimulator> simulator) {
  return std::make_unique<SimulatorPrinter>(std::move(simulator));
}

}  // namespace xiaowu::simulator
