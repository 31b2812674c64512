// Rigs inside this process: the twin in memory, and the twin behind a pseudo-terminal that the serial link
// opens.
#include "drivers/virtual/idcard/SamTwinPty.h"
#include "drivers/virtual/idcard/TwinLink.h"
#include "tests/contract/idcard/Rig.h"

#include <unistd.h>

#include <stdexcept>

namespace xiaowu::contract {
namespace {

std::shared_ptr<virtualdevices::SamTwin> newTwin() {
  return std::make_shared<virtualdevices::SamTwin>(virtualdevices::loadPersons().value());
}

class MemoryRig final : public Rig {
 public:
  std::unique_ptr<drivers::IdCardReader> reader(const idcard::SamOptions& options) override {
    return virtualdevices::makeTwinIdCardReader(m_twin, options);
  }
  std::string command(std::string_view line) override { return obey(*m_twin, line); }

 private:
  std::shared_ptr<virtualdevices::SamTwin> m_twin = newTwin();
};

class PtyRig final : public Rig {
 public:
  PtyRig() {
    static int count = 0;
    const auto name = std::filesystem::temp_directory_path() /
                      ("xiaowu-sam-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
    auto pty = virtualdevices::SamTwinPty::start(m_twin, name);
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
    auto answer = obey(*m_twin, line);
    m_pty->waitUntilSettled();
    return answer;
  }

 private:
  std::shared_ptr<virtualdevices::SamTwin> m_twin = newTwin();
  std::unique_ptr<virtualdevices::SamTwinPty> m_pty;
};

}  // namespace

std::vector<std::string> rigNames() {
  return {"twin in memory", "serial line over a pseudo-terminal"};
}

std::unique_ptr<Rig> makeRig(const std::string& name) {
  if (name == rigNames()[0]) {
    return std::make_unique<MemoryRig>();
  }
  return std::make_unique<PtyRig>();
}

}  // namespace xiaowu::contract
