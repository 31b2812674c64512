#include "drivers/idcard/IdCardReaders.h"
#include "drivers/idcard/internal/SamAnswers.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <optional>

namespace xiaowu::idcard {
namespace {

using domain::IdCard;
using drivers::DeviceHealth;
using drivers::DeviceState;

// Then the card is one the reader cannot select, not one that is still being laid down.
constexpr int kSelectAttemptsMax = 8;
constexpr int kLatePiecesMax = 64;

DeviceHealth healthOfError(const Error& error) {
  if (error.code == drivers::errors::kGone || error.code == drivers::errors::kNotOpen) {
    return {DeviceState::NoDevice, error.code};
  }
  if (error.code == errors::kTimedOut || error.code == errors::kCancelled) {
    return {DeviceState::Offline, error.code};
  }
  return {DeviceState::HardwareError, error.code};
}

class SamIdCardReader final : public drivers::IdCardReader {
 public:
  SamIdCardReader(std::unique_ptr<Link> link, std::unique_ptr<Framing> framing, const SamOptions& options)
      : m_link(std::move(link)), m_framing(std::move(framing)), m_options(options) {}
  ~SamIdCardReader() override { close(); }
  SamIdCardReader(const SamIdCardReader&) = delete;
  SamIdCardReader& operator=(const SamIdCardReader&) = delete;

  Result<DeviceHealth> open(const CallContext& context) override;
  void close() override;
  DeviceHealth health(const CallContext& context) override;
  Result<IdCard> readCard(const CallContext& context) override;
  Result<bool> cardPresent(const CallContext& context) override;
  Result<std::string> samNumber(const CallContext& context) override;

 private:
  struct Look {
    enum class Outcome { NoCard, NotSelected, Read } outcome = Outcome::NoCard;
    IdCard card;
  };

  DeviceHealth healthOf(std::uint8_t status) const;
  Attempt<SamAnswer> exchange(SamCommand command, const CallContext& context);
  Attempt<SamAnswer> receive(SamCommand command, const CallContext& outer, const CallContext& inner);
  Attempt<SamAnswer> exchangeTwice(SamCommand command, const CallContext& context);
  void settle(const CallContext& context);
  Attempt<Look::Outcome> findAndSelect(const CallContext& context);
  Attempt<Look> look(const CallContext& context);
  Attempt<IdCard> readContent(const CallContext& context);
  Result<bool> stillThere(const CallContext& context);
  Result<void> pause(const CallContext& context) const;

  std::unique_ptr<Link> m_link;
  std::unique_ptr<Framing> m_framing;
  SamOptions m_options;
  bool m_open = false;
  bool m_answerPending = false;  ///< a request was given up before its answer came
  bool m_cardRead = false;
};

Result<DeviceHealth> SamIdCardReader::open(const CallContext& context) {
  close();
  if (auto opened = m_link->open(context); !opened) {
    return fail(opened.error());
  }
  m_open = true;
  const auto answer = exchangeTwice(SamCommand::Status, context);
  if (answer) {
    return healthOf(answer->status);
  }
  const Error error = answer.error().error;
  close();
  return fail(error);
}

void SamIdCardReader::close() {
  m_link->close();
  m_framing->reset();
  m_open = false;
  m_answerPending = false;
  m_cardRead = false;
}

DeviceHealth SamIdCardReader::health(const CallContext& context) {
  const auto answer = exchangeTwice(SamCommand::Status, context);
  return answer ? healthOf(answer->status) : healthOfError(answer.error().error);
}

DeviceHealth SamIdCardReader::healthOf(std::uint8_t status) const {
  if (status == sw::kDone || m_framing->readsInOneStep()) {
    return {DeviceState::Online, {}};
  }
  return healthOfError(failureOf(status).value().error);
}

Result<IdCard> SamIdCardReader::readCard(const CallContext& context) {
  int faults = 0;
  int refusals = 0;
  for (;;) {
    auto seen = look(context);
    if (!seen) {
      if (!seen.error().retry || ++faults > 1) {
        return fail(seen.error().error);
      }
      continue;
    }
    if (seen->outcome == Look::Outcome::Read) {
      m_cardRead = true;
      return std::move(seen->card);
    }
    if (seen->outcome == Look::Outcome::NotSelected && ++refusals >= kSelectAttemptsMax) {
      return fail(rejected("selecting failed every time").value());
    }
    if (seen->outcome == Look::Outcome::NoCard) {
      refusals = 0;
    }
    if (auto waited = pause(context); !waited) {
      return fail(waited.error());
    }
  }
}

Result<bool> SamIdCardReader::cardPresent(const CallContext& context) {
  if (m_framing->readsInOneStep()) {
    const auto answer = exchangeTwice(SamCommand::Status, context);
    if (!answer) {
      return fail(answer.error().error);
    }
    return answer->status == sw::kDone;
  }
  if (m_options.liftToFindAgain && m_cardRead) {
    return stillThere(context);
  }
  for (int attempt = 0;; ++attempt) {
    const auto outcome = findAndSelect(context);
    // A card that cannot be selected lies there all the same.
    if (outcome) {
      return *outcome != Look::Outcome::NoCard;
    }
    if (!outcome.error().retry || attempt > 0) {
      return fail(outcome.error().error);
    }
  }
}

/// The card stays selected on a reader that wants it lifted, so any item of it can be asked for; "absent" is
/// an answer of the card too.
Result<bool> SamIdCardReader::stillThere(const CallContext& context) {
  const auto answer = exchangeTwice(SamCommand::ReadAddress, context);
  if (!answer) {
    return fail(answer.error().error);
  }
  if (answer->status == sw::kDone || answer->status == sw::kItemAbsent) {
    return true;
  }
  m_cardRead = false;
  const auto failure = failureOf(answer->status).value();
  if (failure.error.code == drivers::errors::kCardMoved) {
    return false;
  }
  return fail(failure.error);
}

Result<std::string> SamIdCardReader::samNumber(const CallContext& context) {
  const auto answer = exchangeTwice(SamCommand::SamId, context);
  if (!answer) {
    return fail(answer.error().error);
  }
  if (answer->status != sw::kDone) {
    return fail(failureOf(answer->status).value().error);
  }
  // Printed as the vendors' libraries print it: two 16-bit and three 32-bit little-endian numbers.
  const auto number = [&](std::size_t at, std::size_t size) {
    unsigned value = 0;
    for (std::size_t i = size; i > 0; --i) {
      value = value << 8 | answer->data[at + i - 1];
    }
    return value;
  };
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%02u.%02u-%08u-%010u-%010u", number(0, 2), number(2, 2),
                number(4, 4), number(8, 4), number(12, 4));
  return std::string(text.data());
}

Attempt<SamAnswer> SamIdCardReader::exchange(SamCommand command, const CallContext& context) {
  if (!m_open) {
    return failed(fail(drivers::errors::kNotOpen, Fault::AttendantNeeded));
  }
  if (context.cancelled()) {
    return failed(linkerrors::cancelled());
  }
  if (context.expired()) {
    return failed(linkerrors::timedOut());
  }
  const auto request = m_framing->encode(command);
  if (!request) {
    return failed(fail(request.error()));
  }
  if (m_answerPending) {
    settle(context);
  }
  m_link->discardInput();
  m_framing->reset();
  const CallContext inner{
      std::min(context.deadline, std::chrono::steady_clock::now() + m_options.commandTimeout), context.stop};
  if (auto written = m_link->write(*request, inner); !written) {
    m_answerPending = true;
    if (written.error().code == errors::kTimedOut && !context.expired()) {
      return failed(linkerrors::hardware("the reader takes no request"), true);
    }
    return failed(fail(written.error()));
  }
  auto answer = receive(command, context, inner);
  m_answerPending = !answer;
  return answer;
}

Attempt<SamAnswer> SamIdCardReader::receive(SamCommand command, const CallContext& outer,
                                            const CallContext& inner) {
  for (;;) {
    if (auto answer = m_framing->next()) {
      if (!*answer) {
        return failed(fail(answer->error()), true);
      }
      if (!fits(command, **answer, m_framing->readsInOneStep())) {
        return failed(linkerrors::protocol("answer does not fit the request"), true);
      }
      return std::move(**answer);
    }
    const auto piece = m_link->read(inner);
    if (piece) {
      m_framing->feed(*piece);
      continue;
    }
    if (piece.error().code == drivers::errors::kProtocol) {
      return failed(fail(piece.error()), true);
    }
    if (piece.error().code != errors::kTimedOut || outer.expired()) {
      return failed(fail(piece.error()));
    }
    if (m_framing->pending() > 0) {
      return failed(
          linkerrors::protocol("answer stopped after " + std::to_string(m_framing->pending()) + " bytes"),
          true);
    }
    return failed(
        linkerrors::hardware("no answer within " + std::to_string(m_options.commandTimeout.count()) + " ms"));
  }
}

Attempt<SamAnswer> SamIdCardReader::exchangeTwice(SamCommand command, const CallContext& context) {
  auto answer = exchange(command, context);
  const bool again = answer ? requestRefused(answer->status) : answer.error().retry;
  return again ? exchange(command, context) : answer;
}

/// Lets an answer that nobody waits for any more run out, so that it is not taken for the next one.
void SamIdCardReader::settle(const CallContext& context) {
  for (int piece = 0; piece < kLatePiecesMax; ++piece) {
    const CallContext quiet{std::min(context.deadline, std::chrono::steady_clock::now() + m_options.quiet),
                            context.stop};
    if (!m_link->read(quiet)) {
      break;
    }
  }
  m_answerPending = false;
}

Attempt<SamIdCardReader::Look::Outcome> SamIdCardReader::findAndSelect(const CallContext& context) {
  const auto found = exchange(SamCommand::Find, context);
  if (!found) {
    return tl::unexpected(found.error());
  }
  if (found->status == sw::kNoCard) {
    m_cardRead = false;
    return Look::Outcome::NoCard;
  }
  if (found->status != sw::kFound) {
    return failureOf(found->status);
  }
  const auto selected = exchange(SamCommand::Select, context);
  if (!selected) {
    return tl::unexpected(selected.error());
  }
  if (selected->status == sw::kSelectFailed || selected->status == sw::kNoCard) {
    return Look::Outcome::NotSelected;
  }
  if (selected->status != sw::kDone) {
    return failureOf(selected->status);
  }
  return Look::Outcome::Read;
}

Attempt<SamIdCardReader::Look> SamIdCardReader::look(const CallContext& context) {
  if (!m_framing->readsInOneStep()) {
    const auto outcome = findAndSelect(context);
    if (!outcome) {
      return tl::unexpected(outcome.error());
    }
    if (*outcome != Look::Outcome::Read) {
      return Look{*outcome, {}};
    }
  }
  auto card = readContent(context);
  if (!card && m_framing->readsInOneStep() && card.error().error.code == drivers::errors::kCardMoved) {
    return Look{};
  }
  if (!card) {
    return tl::unexpected(card.error());
  }
  return Look{Look::Outcome::Read, std::move(*card)};
}

Attempt<IdCard> SamIdCardReader::readContent(const CallContext& context) {
  const bool fingerprint = m_options.fingerprint && !m_framing->readsInOneStep();
  if (fingerprint) {
    const auto answer = exchange(SamCommand::ReadWithFingerprint, context);
    if (!answer) {
      return tl::unexpected(answer.error());
    }
    if (answer->status == sw::kDone) {
      return cardOf(answer->data, true);
    }
    // Older SAMs do not know 30 10; older cards have no such item.
    if (answer->status != sw::kCommandWrong && answer->status != sw::kItemAbsent) {
      return failureOf(answer->status);
    }
  }
  const auto answer = exchange(SamCommand::ReadBase, context);
  if (!answer) {
    return tl::unexpected(answer.error());
  }
  if (answer->status == sw::kDone) {
    return cardOf(answer->data, false);
  }
  if (answer->status == sw::kItemAbsent) {
    return failed(fail(drivers::errors::kCardUnreadable, Fault::AttendantNeeded,
                       "SW3 91: the card has no base information"));
  }
  return failureOf(answer->status);
}

Result<void> SamIdCardReader::pause(const CallContext& context) const {
  const auto until = std::min(context.deadline, std::chrono::steady_clock::now() + m_options.findInterval);
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock(mutex);
  wake.wait_until(lock, context.stop, until, [] { return false; });
  if (context.cancelled()) {
    return fail(linkerrors::cancelled().value());
  }
  if (context.expired()) {
    return fail(linkerrors::timedOut("no card came").value());
  }
  return {};
}

}  // namespace

std::unique_ptr<drivers::IdCardReader> makeSamIdCardReader(std::unique_ptr<Link> link,
                                                           std::unique_ptr<Framing> framing,
                                                           const SamOptions& options) {
  return std::make_unique<SamIdCardReader>(std::move(link), std::move(framing), options);
}

}  // namespace xiaowu::idcard
