#pragma once
// A SAM at byte level: takes request bytes, gives answer bytes, keeps the states of a real one (idle, found,
// selected) and its status codes. Its frames are written independently of the driver's, so the two check each
// other. All functions may be called from any thread.

#include "core/base/Bytes.h"
#include "core/base/Clock.h"
#include "drivers/api/Simulator.h"
#include "drivers/persons/Persons.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace xiaowu::simulator {

namespace errors {
inline constexpr std::string_view kUnknownPerson = "simulator.unknown-person";
}

/// How an answer can be spoilt on its way.
enum class AnswerDamage {
  WrongChecksum,
  Truncated,
  LengthTooLong,
  LengthTooShort,
  LengthAbsurd,
  WrongPreamble,
  GarbageBefore,
  OtherAnswer,
  Silence
};

/// What real readers need, read in public clients: about 300 ms for selecting and reading. Counted as
/// mechanical time.
inline constexpr std::chrono::milliseconds kSimulatorFindTime{50};
inline constexpr std::chrono::milliseconds kSimulatorSelectTime{50};
inline constexpr std::chrono::milliseconds kSimulatorReadTime{250};

struct SamSimulatorOptions {
  bool liftToFindAgain = false;  ///< a card that was read is found again only after it was lifted
  double timeScale = 0;          ///< 1: wire at 115,200 baud and card as slow as real ones; 0: no delay
};

struct PutOptions {
  /// 0 … 1 of the read time: the card leaves during the next read.
  std::optional<double> removeAtReadProgress;
  std::optional<std::chrono::milliseconds> removeAfter;  ///< the card leaves this long after it was put
  bool photo = true;
  bool fingerprint = false;
};

/// One request on its way through the simulator: accepted, then (after `delay`) answered.
struct SimulatorExchange {
  std::uint16_t command = 0;  ///< CMD PARA
  std::uint8_t refusal = 0;   ///< SW3 when the request itself was wrong
  std::uint64_t card = 0;     ///< which putting of a card the request found
  bool cardLeaves = false;
  std::chrono::microseconds delay{0};  ///< already scaled
};

class SamSimulator final : public drivers::Simulator {
 public:
  explicit SamSimulator(std::vector<Person> persons, const SamSimulatorOptions& options = {},
                        std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>());

  /// Lays a person's card on the plate, replacing one that lies there; kUnknownPerson, or card.unreadable
  /// when it does not fit the layout.
  [[nodiscard]] Result<void> putCard(std::string_view personId, const PutOptions& options = {});
  /// A card with this text block, whatever it holds.
  void putRawCard(Bytes text);
  void removeCard();
  [[nodiscard]] bool cardPresent() const;
  [[nodiscard]] std::string cardOwner() const;  ///< person id, empty when no card lies there

  void hang(bool hung);  ///< swallows requests; an answer under way is lost
  void unplug();
  void plug();
  [[nodiscard]] bool plugged() const;
  /// Spoils the next answers, `times` in a row. `kept` counts for Truncated: how many bytes come through.
  void damageAnswers(AnswerDamage damage, int times = 1, std::size_t kept = 8);
  /// The next request with this CMD PARA is answered with this SW3 and no data.
  void answerNext(std::uint16_t command, std::uint8_t sw3);
  void failSelfTest(bool failed);  ///< every command answers 60
  void setTimeScale(double scale);
  /// Simulated delay so far: what a real card and line would have cost, as far as it was waited for.
  [[nodiscard]] std::chrono::microseconds mechanicalTime() const override;
  /// How often bytes came in so far, also while hung; and waiting until that is more than `count` (false at
  /// the deadline).
  [[nodiscard]] std::uint64_t requestCount() const;
  [[nodiscard]] bool waitForRequest(std::uint64_t count, SteadyTime deadline) const;

  // For links that carry the simulator's bytes.
  [[nodiscard]] std::vector<SimulatorExchange> accept(ByteView bytes);
  /// Performs the request as of now; empty when nothing is answered.
  [[nodiscard]] Bytes answer(const SimulatorExchange& exchange);
  [[nodiscard]] std::uint64_t plugCount() const;  ///< changes with every unplug() and plug()
  /// Waits until `until`, a stop request or a change of plugCount() away from `since`.
  void wait(SteadyTime until, const std::stop_token& stop, std::uint64_t since) const;
  /// Called after every change of card or plug, in the thread that made it; a card that leaves by
  /// `removeAfter` is announced when the simulator is next used. Returns a number for unsubscribe(), which
  /// waits for a running call. The call must not change the simulator.
  [[nodiscard]] int subscribe(std::function<void()> changed);
  void unsubscribe(int number);

 private:
  enum class State { Idle, Found, Selected };
  struct Card {
    std::string owner;
    Bytes text;
    Bytes photo;
    Bytes fingerprint;
    PutOptions options;
    std::optional<SteadyTime> removeAt;
    bool read = false;
  };
  struct Reply {
    std::uint8_t status = 0;
    Bytes data;
  };

  void place(Card card);
  bool expireCard();
  [[nodiscard]] std::vector<SimulatorExchange> requestsIn(ByteView bytes);
  void changed();
  [[nodiscard]] SimulatorExchange exchangeOf(ByteView request);
  [[nodiscard]] std::chrono::microseconds delayOf(std::uint16_t command) const;
  [[nodiscard]] Reply perform(const SimulatorExchange& exchange);
  [[nodiscard]] Reply find();
  [[nodiscard]] Reply read(const SimulatorExchange& exchange);
  [[nodiscard]] Bytes spoilt(Bytes frame, std::uint16_t command);

  const std::vector<Person> m_persons;
  const SamSimulatorOptions m_options;
  const std::shared_ptr<const Clock> m_clock;
  mutable std::mutex m_mutex;
  mutable std::condition_variable_any m_changed;
  std::mutex m_observerMutex;
  std::map<int, std::function<void()>> m_observers;
  int m_nextObserver = 1;

  Bytes m_buffer;
  SteadyTime m_lastByte;
  State m_state = State::Idle;
  std::optional<Card> m_card;
  std::uint64_t m_cardCount = 0;
  bool m_hung = false;
  bool m_selfTestFailed = false;
  std::uint64_t m_plugCount = 0;  ///< even: plugged
  std::optional<AnswerDamage> m_damage;
  int m_damageTimes = 0;
  std::size_t m_kept = 0;
  std::uint64_t m_requestCount = 0;
  std::map<std::uint16_t, std::uint8_t> m_forced;
  double m_timeScale;
  std::chrono::microseconds m_mechanical{0};
};

}  // namespace xiaowu::simulator
