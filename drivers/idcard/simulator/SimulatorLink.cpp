#include "drivers/idcard/simulator/SimulatorLink.h"

#include <algorithm>
#include <deque>

namespace xiaowu::simulator {
namespace {

constexpr std::size_t kPiece = 64;

class SimulatorLink final : public idcard::Link {
 public:
  explicit SimulatorLink(std::shared_ptr<SamSimulator> simulator) : m_simulator(std::move(simulator)) {}

  Result<void> open(const CallContext& context) override {
    close();
    if (context.cancelled()) {
      return idcard::linkerrors::cancelled();
    }
    const auto count = m_simulator->plugCount();
    if (count % 2 != 0) {
      return fail(drivers::errors::kNotFound, Fault::AttendantNeeded, "the simulator is unplugged");
    }
    m_plugCount = count;
    m_open = true;
    return {};
  }

  void close() override {
    m_open = false;
    discardInput();
    m_waiting.clear();
  }

  Result<void> write(ByteView bytes, const CallContext& context) override {
    if (gone()) {
      return idcard::linkerrors::gone("the simulator was unplugged");
    }
    if (context.cancelled()) {
      return idcard::linkerrors::cancelled();
    }
    const auto now = std::chrono::steady_clock::now();
    for (const auto& exchange : m_simulator->accept(bytes)) {
      m_waiting.push_back({exchange, now + exchange.delay});
    }
    return {};
  }

  Result<Bytes> read(const CallContext& context) override {
    for (;;) {
      if (gone()) {
        return idcard::linkerrors::gone("the simulator was unplugged");
      }
      if (context.cancelled()) {
        return idcard::linkerrors::cancelled();
      }
      if (!m_ready.empty()) {
        return piece();
      }
      auto until = context.deadline;
      if (!m_waiting.empty()) {
        if (m_waiting.front().due <= std::chrono::steady_clock::now()) {
          m_ready = m_simulator->answer(m_waiting.front().exchange);
          m_waiting.pop_front();
          continue;
        }
        until = std::min(until, m_waiting.front().due);
      }
      if (context.expired()) {
        return idcard::linkerrors::timedOut();
      }
      m_simulator->wait(until, context.stop, m_plugCount);
    }
  }

  void discardInput() override { m_ready.clear(); }

 private:
  struct Waiting {
    SimulatorExchange exchange;
    SteadyTime due;
  };

  bool gone() const { return !m_open || m_simulator->plugCount() != m_plugCount; }

  Bytes piece() {
    const auto size = static_cast<std::ptrdiff_t>(std::min(kPiece, m_ready.size()));
    Bytes part(m_ready.begin(), m_ready.begin() + size);
    m_ready.erase(m_ready.begin(), m_ready.begin() + size);
    return part;
  }

  std::shared_ptr<SamSimulator> m_simulator;
  std::deque<Waiting> m_waiting;
  Bytes m_ready;
  std::uint64_t m_plugCount = 0;
  bool m_open = false;
};

}  // namespace

std::unique_ptr<idcard::Link> makeSimulatedLink(std::shared_ptr<SamSimulator> simulator) {
  return std::make_unique<SimulatorLink>(std::move(simulator));
}

std::unique_ptr<drivers::IdCardReader> makeSimulatedIdCardReader(std::shared_ptr<SamSimulator> simulator,
                                                                 const idcard::SamOptions& options) {
  return idcard::makeSamIdCardReader(makeSimulatedLink(std::move(simulator)), idcard::makeSamFraming(),
                                     options);
}

}  // namespace xiaowu::simulator
