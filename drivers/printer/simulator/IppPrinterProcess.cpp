#include "drivers/printer/simulator/IppPrinterProcess.h"

#include "core/base/DeliveredFiles.h"
#include "drivers/printer/simulator/internal/ChildProcess.h"
#include "drivers/printer/simulator/internal/LoopbackHttp.h"
#include "drivers/printer/simulator/internal/PrivateFolder.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <mutex>
#include <optional>
#include <sstream>
#include <system_error>
#include <thread>
#include <utility>

namespace xiaowu::simulator {

namespace fs = std::filesystem;

namespace {

constexpr int kFullTray = 250;
constexpr std::chrono::seconds kStartTime{10};

Error internal(std::string detail) {
  return Error{std::string(xiaowu::errors::kInternal), Fault::ServiceUnavailable,
               "simulated printer: " + std::move(detail)};
}

void writeFile(const fs::path& file, const std::string& text) {
  const fs::path fresh = file.string() + ".tmp";
  std::ofstream(fresh, std::ios::binary) << text;
  fs::rename(fresh, file);  // whole or not at all: the print command reads it at any moment
}

struct Size {
  int width = 0;  // hundredths of a millimetre
  int height = 0;
};

/// The size at the end of a PWG name ("iso_a4_210x297mm"); only millimetres occur in the cabin.
std::optional<Size> sizeOf(const std::string& media) {
  const auto from = media.rfind('_');
  double width = 0;
  double height = 0;
  if (from == std::string::npos || !media.ends_with("mm") ||
      std::sscanf(media.c_str() + from, "_%lfx%lfmm", &width, &height) != 2) {
    return std::nullopt;
  }
  return Size{static_cast<int>(width * 100), static_cast<int>(height * 100)};
}

std::string sizeMembers(const Size& size) {
  return "MEMBER integer x-dimension " + std::to_string(size.width) + "\nMEMBER integer y-dimension " +
         std::to_string(size.height) + "\n";
}

/// The attributes file of ippeveprinter: one tray with the first medium, black toner, one-sided.
Result<std::string> printerConf(const std::vector<std::string>& media) {
  std::string sizes;
  std::string names;
  for (const std::string& name : media) {
    const auto size = sizeOf(name);
    if (!size || name.find_first_of(" \",\n{}") != std::string::npos) {
      return fail(internal("medium without a size in millimetres"));
    }
    sizes += (sizes.empty() ? "{\n" : ",{\n") + sizeMembers(*size) + "}\n";
    names += (names.empty() ? "" : ",") + name;
  }
  if (media.empty()) {
    return fail(internal("no medium"));
  }
  const std::string& first = media.front();
  return "ATTR text printer-make-and-model \"Xiaowu simulated printer\"\n"
         "ATTR mimeMediaType document-format-default application/pdf\nATTR mimeMediaType "
         "document-format-supported application/pdf\n"
         "ATTR keyword media-supported " +
         names + "\nATTR keyword media-default " + first + "\nATTR keyword media-ready " + first +
         "\nATTR keyword media-source-supported main\nATTR keyword media-type-supported stationery\n"
         "ATTR collection media-size-supported " +
         sizes + "ATTR collection media-col-ready {\nMEMBER collection media-size {\n" +
         sizeMembers(*sizeOf(first)) + "}\nMEMBER keyword media-size-name " + first +
         "\nMEMBER keyword media-source main\nMEMBER keyword media-type stationery\n}\n"
         "ATTR octetString printer-input-tray "
         "\"type=sheetFeedAutoRemovableTray;mediafeed=0;mediaxfeed=0;maxcapacity=250;level=250;status=0;name="
         "main;\"\n"
         "ATTR octetString printer-supply "
         "\"index=1;class=receptacleThatIsFilled;type=wasteToner;unit=percent;maxcapacity=100;level=10;"
         "colorantname=unknown;\","
         "\"index=2;class=supplyThatIsConsumed;type=toner;unit=percent;maxcapacity=100;level=100;"
         "colorantname=black;\"\n"
         "ATTR text printer-supply-description \"Waste Toner\",\"Black Toner\"\n"
         "ATTR keyword sides-supported one-sided\nATTR keyword sides-default one-sided\nATTR boolean "
         "color-supported false\n";
}

std::string busConf(const fs::path& folder) {
  return "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\" "
         "\"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n<busconfig><type>session</"
         "type><listen>unix:path=" +
         (folder / "bus").string() +
         "</listen><auth>EXTERNAL</auth><policy context=\"default\"><allow send_destination=\"*\" "
         "eavesdrop=\"true\"/>"
         "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>\n";
}

/// False when it has not become true within the time a start may take.
template <typename Condition>
bool waitFor(const Condition& condition) {
  const auto deadline = std::chrono::steady_clock::now() + kStartTime;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline) {
      return false;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return true;
}

}  // namespace

struct IppPrinterProcess::State {
  IppPrinterSetup setup;
  PrivateFolder home;  // before the programs: goes after them
  fs::path folder;
  fs::path printedFolder;
  std::string printerProgram, busProgram;
  int port = 0;
  mutable std::mutex mutex;
  std::unique_ptr<ChildProcess> bus;
  std::unique_ptr<ChildProcess> printer;
  FaultPlan faults;
  int toner = 100;

  [[nodiscard]] Result<void> findPrograms();
  [[nodiscard]] Result<void> prepare();
  [[nodiscard]] Result<void> powerOn();
  [[nodiscard]] Result<void> startBus();
  [[nodiscard]] Result<void> startPrinter();
  void powerOff();
  [[nodiscard]] int count() const;
  void writeControl() const;
  void pushForms() const;
};

Result<void> IppPrinterProcess::State::findPrograms() {
  printerProgram = findProgram("ippeveprinter");
  busProgram = findProgram("dbus-daemon");
  for (const char* program : {"ippeveprinter", "dbus-daemon", "awk", "pdfinfo"}) {
    if (findProgram(program).empty()) {
      return fail(drivers::errors::kNotFound, Fault::ServiceUnavailable,
                  std::string("simulated printer: program missing: ") + program);
    }
  }
  return {};
}

Result<void> IppPrinterProcess::State::prepare() {
  if (auto found = findPrograms(); !found) {
    return found;
  }
  const auto conf = printerConf(setup.media);
  if (!conf) {
    return fail(conf.error());
  }
  if (auto made = home.make(); !made) {
    return made;
  }
  folder = home.path();
  printedFolder = setup.folder.empty() ? folder / "printed" : fs::absolute(setup.folder);
  for (const fs::path& sub : {folder / "spool", folder / "keys", folder / "tmp", printedFolder}) {
    fs::create_directories(sub);
  }
  writeFile(folder / "printer.conf", *conf);
  writeFile(folder / "bus.conf", busConf(folder));
  writeFile(folder / "count", "0\n");
  writeControl();
  return {};
}

// ippeveprinter refuses to start without a D-Bus, even when it announces nothing.
Result<void> IppPrinterProcess::State::startBus() {
  std::error_code ignored;
  fs::remove(folder / "bus", ignored);
  auto started = ChildProcess::start(
      {{busProgram, "--config-file=" + (folder / "bus.conf").string(), "--nofork", "--nopidfile"},
       {},
       folder / "bus.log"});
  if (!started) {
    return fail(started.error());
  }
  bus = std::move(*started);
  const bool ready = waitFor([this] { return fs::is_socket(folder / "bus") || !bus->running(); });
  return ready && bus->running() ? Result<void>() : fail(internal("dbus-daemon did not start"));
}

Result<void> IppPrinterProcess::State::startPrinter() {
  std::error_code ignored;
  fs::remove(folder / "log", ignored);  // the print command reads there whether its job was cancelled
  const fs::path command = setup.printCommand.empty()
                               ? delivered("drivers/printer/simulator/print-command.sh")
                               : setup.printCommand;
  ChildProgram program;
  program.command = {printerProgram,
                     "-p",
                     std::to_string(port),
                     "-r",
                     "off",
                     "-n",
                     "localhost",
                     "-d",
                     (folder / "spool").string(),
                     "-K",
                     (folder / "keys").string(),
                     "-a",
                     (folder / "printer.conf").string(),
                     "-c",
                     command.string(),
                     setup.name};
  program.environment = {"DBUS_SYSTEM_BUS_ADDRESS=unix:path=" + (folder / "bus").string(),
                         "XIAOWU_PRINTER_FOLDER=" + folder.string(),
                         "XIAOWU_PRINTED_FOLDER=" + printedFolder.string(),
                         "HOME=" + folder.string(),
                         "TMPDIR=" + (folder / "tmp").string(),
                         "LC_ALL=C"};
  program.log = folder / "log";
  auto started = ChildProcess::start(program);
  if (!started) {
    return fail(started.error());
  }
  printer = std::move(*started);
  const bool ready = waitFor([this] { return listens(port) || !printer->running(); });
  return ready && printer->running() ? Result<void>() : fail(internal("ippeveprinter did not start"));
}

Result<void> IppPrinterProcess::State::powerOn() {
  if (printer) {
    return {};
  }
  auto on = startBus();
  if (on) {
    on = startPrinter();
  }
  if (!on) {
    powerOff();
    return on;
  }
  pushForms();
  return {};
}

void IppPrinterProcess::State::powerOff() {
  printer.reset();
  bus.reset();
}

int IppPrinterProcess::State::count() const {
  int value = 0;
  std::ifstream(folder / "count") >> value;
  return value;
}

void IppPrinterProcess::State::writeControl() const {
  std::ostringstream text;
  text << "empty_at=" << faults.at(SheetFault::NoPaper) << "\njam_at=" << faults.at(SheetFault::Jam)
       << "\ndoor_at=" << faults.at(SheetFault::OpenDoor) << "\nabort_at=" << faults.at(SheetFault::Abort)
       << "\ndelay=";
  if (setup.perSheet.count() == 0) {
    text << "0\n";
  } else {
    text << static_cast<double>(setup.perSheet.count()) / 1000.0 << "\n";
  }
  writeFile(folder / "control", text.str());
}

// The idle printer learns of paper and toner only through its own web forms. Refused forms mean that it is
// off; turnOn() repeats them.
void IppPrinterProcess::State::pushForms() const {
  if (!printer) {
    return;
  }
  const int level = faults.due(SheetFault::NoPaper, count()) ? 0 : kFullTray;
  const std::string& media = setup.media.front();
  static_cast<void>(
      submitForm(port, "/media?size0=" + media + "&type0=stationery&level0=" + std::to_string(level)));
  static_cast<void>(submitForm(port, "/supplies?supply0=10&supply1=" + std::to_string(toner)));
}

IppPrinterProcess::IppPrinterProcess() : m_state(std::make_unique<State>()) {}
IppPrinterProcess::~IppPrinterProcess() = default;

Result<std::unique_ptr<IppPrinterProcess>> IppPrinterProcess::start(IppPrinterSetup setup) {
  try {
    std::unique_ptr<IppPrinterProcess> printer(new IppPrinterProcess());
    State& state = *printer->m_state;
    state.setup = std::move(setup);
    if (auto prepared = state.prepare(); !prepared) {
      return fail(prepared.error());
    }
    Result<void> on;
    for (int attempt = 0; attempt < 3;
         ++attempt) {  // somebody else may take the port between the search and the start
      const auto port = freePort();
      if (!port) {
        return fail(port.error());
      }
      state.port = *port;
      on = state.powerOn();
      if (on) {
        return printer;
      }
    }
    return fail(on.error());
  } catch (const std::exception&) {
    return fail(internal("files cannot be written"));
  }
}

std::string IppPrinterProcess::uri() const {
  return "ipp://127.0.0.1:" + std::to_string(m_state->port) + "/ipp/print";
}
std::string IppPrinterProcess::secureUri() const {
  return "ipps://127.0.0.1:" + std::to_string(m_state->port) + "/ipp/print";
}
fs::path IppPrinterProcess::printedFolder() const {
  return m_state->printedFolder;
}

void IppPrinterProcess::plan(SheetFault fault, int inSheets) {
  const std::lock_guard lock(m_state->mutex);
  if (fault == SheetFault::Abort) {
    std::error_code ignored;
    fs::remove(m_state->folder / "aborted", ignored);
  }
  m_state->faults.set(fault, inSheets > 0 ? m_state->count() + inSheets : 0);
  m_state->writeControl();
  if (fault == SheetFault::NoPaper && inSheets <= 1) {
    m_state->pushForms();  // the tray is empty or full from now on
  }
}

void IppPrinterProcess::setToner(int percent) {
  const std::lock_guard lock(m_state->mutex);
  m_state->toner = std::clamp(percent, 0, 100);
  m_state->pushForms();
}

Result<void> IppPrinterProcess::turnOff() {
  const std::lock_guard lock(m_state->mutex);
  m_state->powerOff();
  return {};
}

Result<void> IppPrinterProcess::turnOn() {
  const std::lock_guard lock(m_state->mutex);
  return m_state->powerOn();
}

std::vector<Bytes> IppPrinterProcess::printed() const {
  std::vector<fs::path> files;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(m_state->printedFolder, ignored)) {
    if (entry.path().extension() == ".pdf") {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  std::vector<Bytes> documents;
  for (const fs::path& file : files) {
    std::ifstream stream(file, std::ios::binary);
    documents.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  }
  return documents;
}

int IppPrinterProcess::sheetsOut() const {
  const std::lock_guard lock(m_state->mutex);
  return m_state->count();
}

std::chrono::microseconds IppPrinterProcess::mechanicalTime() const {
  return sheetsOut() * m_state->setup.perSheet;
}

}  // namespace xiaowu::simulator
