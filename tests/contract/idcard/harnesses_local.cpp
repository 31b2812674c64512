// Harnesses inside this process: the simulator in memory, and the simulator behind a pseudo-terminal that the
// serial link opens.
#include "drivers/idcard/simulator/SamSimulatorPty.h"
#include "drivers/idcard/simulator/SimulatorLink.h"
#include "drivers/idcard/internal/SerialLink.h"
#include "tests/contract/idcard/ReaderHarness.h"

#include <unistd.h>

#include <stdexcept>

namespace xiaowu::contract {
namespace {

std::shared_ptr<simulator::SamSimulator> newSimulator() {
  return std::make_shared<simulator::SamSimulator>(simulator::loadPersons().value());
}

class MemoryHarness final : public ReaderHarness {
 public:
  std::unique_ptr<drivers::IdCardReader> reader(const idcard::SamOptions& options) override {
    return simulator::makeSimulatedIdCardReader(m_simulator, options);
  }
  std::string command(std::string_view line) override { return obey(*m_simulator, line); }

 private:
  std::shared_ptr<simulator::SamSimulator> m_simulator = newSimulator();
};

class PtyHarness final : public ReaderHarness {
 public:
  PtyHarness() {
    static int count = 0;
    const auto name = std::filesystem::temp_directory_path() /
                      ("xiaowu-sam-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
    auto pty = simulator::SamSimulatorPty::start(m_simulator, name);
    if (!pty) {
      throw std::runtime_error(describe(pty.error()));
    }
    m_pty = std::move(*pty);
  }
  std::unique_ptr<drivers::IdCardReader> reader(const idcard::SamOptions& options) override {
    return idcard::makeSamIdCardReader(idcard::makeSerialLink(m_pty->path().string(), 115200),
                                       idcard::makeSamFraming(), options);
  }
  std::string command(std::string_view line) override {
    auto answer = obey(*m_simulator, line);
    m_pty->waitUntilSettled();
    return answer;
  }

 private:
  std::shared_ptr<simulator::SamSimulator> m_simulator = newSimulator();
  std::unique_ptr<simulator::SamSimulatorPty> m_pty;
};

}  // namespace

std::vector<std::string> harnessNames() {
  return {"simulator in memory", "serial line over a pseudo-terminal"};
}

std::unique_ptr<ReaderHarness> makeHarness(const std::string& name) {
  if (name == harnessNames()[0]) {
    return std::make_unique<MemoryHarness>();
  }
  return std::make_unique<PtyHarness>();
}

}  // namespace xiaowu::contract
