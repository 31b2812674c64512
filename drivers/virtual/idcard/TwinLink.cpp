#include "drivers/virtual/idcard/TwinLink.h"

#include <algorithm>
#include <deque>

namespace xiaowu::virtualdevices {
namespace {

constexpr std::size_t kPiece = 64;

class TwinLink final : public idcard::Link {
 public:
  explicit TwinLink(std::shared_ptr<SamTwin> twin) : m_twin(std::move(twin)) {}

  Result<void> open(const CallContext& context) override {
    close();
    if (context.cancelled()) {
      return idcard::linkerrors::cancelled();
    }
    const auto count = m_twin->plugCount();
    if (count % 2 != 0) {
      return fail(drivers::errors::kNotFound, Fault::AttendantNeeded, "the twin is unplugged");
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
      return idcard::linkerrors::gone("the twin was unplugged");
    }
    if (context.cancelled()) {
      return idcard::linkerrors::cancelled();
    }
    const auto now = std::chrono::steady_clock::now();
    for (const auto& exchange : m_twin->accept(bytes)) {
      m_waiting.push_back({exchange, now + exchange.delay});
    }
    return {};
  }

  Result<Bytes> read(const CallContext& context) override {
    for (;;) {
      if (gone()) {
        return idcard::linkerrors::gone("the twin was unplugged");
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
          m_ready = m_twin->answer(m_waiting.front().exchange);
          m_waiting.pop_front();
          continue;
        }
        until = std::min(until, m_waiting.front().due);
      }
      if (context.expired()) {
        return idcard::linkerrors::timedOut();
      }
      m_twin->wait(until, context.stop, m_plugCount);
    }
  }

  void discardInput() override { m_ready.clear(); }

 private:
  struct Waiting {
    TwinExchange exchange;
    SteadyTime due;
  };

  bool gone() const { return !m_open || m_twin->plugCount() != m_plugCount; }

  Bytes piece() {
    const auto size = static_cast<std::ptrdiff_t>(std::min(kPiece, m_ready.size()));
    Bytes part(m_ready.begin(), m_ready.begin() + size);
    m_ready.erase(m_ready.begin(), m_ready.begin() + size);
    return part;
  }

  std::shared_ptr<SamTwin> m_twin;
  std::deque<Waiting> m_waiting;
  Bytes m_ready;
  std::uint64_t m_plugCount = 0;
  bool m_open = false;
};

}  // namespace

std::unique_ptr<idcard::Link> makeTwinLink(std::shared_ptr<SamTwin> twin) {
  return std::make_unique<TwinLink>(std::move(twin));
}

std::unique_ptr<drivers::IdCardReader> makeTwinIdCardReader(std::shared_ptr<SamTwin> twin,
                                                            const idcard::SamOptions& options) {
  return idcard::makeSamIdCardReader(makeTwinLink(std::move(twin)), idcard::makeSamFraming(), options);
}

}  // namespace xiaowu::virtualdevices
