#include "drivers/idcard/simulator/SamSimulator.h"

#include "drivers/idcard/internal/CardLayout.h"
#include "drivers/idcard/simulator/SimulatorPhotoDecoder.h"

#include <algorithm>
#include <array>

namespace xiaowu::simulator {
namespace {

using namespace std::chrono_literals;

constexpr std::array<std::uint8_t, 5> kStart = {0xAA, 0xAA, 0xAA, 0x96, 0x69};
// SW3, named here a second time on purpose: a slip in the driver's list must not hide.
constexpr std::uint8_t kDone = 0x90;
constexpr std::uint8_t kFound = 0x9F;
constexpr std::uint8_t kNone = 0x80;
constexpr std::uint8_t kNotSelected = 0x81;
constexpr std::uint8_t kReadFailed = 0x41;
constexpr std::uint8_t kBadSum = 0x10;
constexpr std::uint8_t kBadLength = 0x11;
constexpr std::uint8_t kBadCommand = 0x21;
constexpr std::uint8_t kSelfTest = 0x60;
constexpr std::uint8_t kAbsent = 0x91;
constexpr auto kByteGap = 500ms;  // a request that stops for longer is forgotten
constexpr std::size_t kRequestMax = 64;
// 05.03-20260101-0000000042-0000000007 when printed.
constexpr std::array<std::uint8_t, 16> kSamId = {0x05, 0x00, 0x03, 0x00, 0x05, 0x25, 0x35, 0x01,
                                                 0x2A, 0,    0,    0,    0x07, 0,    0,    0};

std::uint8_t checksum(const Bytes& frame) {
  std::uint8_t sum = 0;
  for (std::size_t i = kStart.size(); i < frame.size(); ++i) {
    sum = static_cast<std::uint8_t>(sum ^ frame[i]);
  }
  return sum;
}

Bytes frameOf(std::uint8_t status, const Bytes& data) {
  Bytes frame(kStart.begin(), kStart.end());
  const std::size_t length = data.size() + 4;
  frame.push_back(static_cast<std::uint8_t>(length >> 8));
  frame.push_back(static_cast<std::uint8_t>(length));
  frame.insert(frame.end(), {0, 0, status});
  frame.insert(frame.end(), data.begin(), data.end());
  frame.push_back(checksum(frame));
  return frame;
}

void put16(Bytes& bytes, std::size_t value) {
  bytes.push_back(static_cast<std::uint8_t>(value >> 8));
  bytes.push_back(static_cast<std::uint8_t>(value));
}

std::chrono::microseconds wireTime(std::size_t bytes) {
  return std::chrono::microseconds(bytes * 10 * 1'000'000 / 115'200);  // start bit, 8 data bits, stop bit
}

}  // namespace

SamSimulator::SamSimulator(std::vector<Person> persons, const SamSimulatorOptions& options,
                           std::shared_ptr<const Clock> clock)
    : m_persons(std::move(persons)),
      m_options(options),
      m_clock(std::move(clock)),
      m_timeScale(options.timeScale) {}

Result<void> SamSimulator::putCard(std::string_view personId, const PutOptions& options) {
  const auto* person = findPerson(m_persons, personId);
  if (person == nullptr) {
    return fail(errors::kUnknownPerson, Fault::Bug, "no person \"" + std::string(personId) + "\"");
  }
  auto text = idcard::encodeCardText(person->card);
  if (!text) {
    return fail(text.error());
  }
  Card card{person->id, std::move(*text), {}, {}, options, {}, false};
  if (options.photo) {
    card.photo = encodeSimulatorPhoto(person->id);
  }
  if (options.fingerprint) {
    card.fingerprint = inventedFingerprint(person->id);
  }
  if (options.removeAfter) {
    card.removeAt = m_clock->steady() + *options.removeAfter;
  }
  place(std::move(card));
  return {};
}

void SamSimulator::putRawCard(Bytes text) {
  place(Card{"raw", std::move(text), {}, {}, {}, {}, false});
}

void SamSimulator::place(Card card) {
  {
    const std::lock_guard lock(m_mutex);
    m_card = std::move(card);
    ++m_cardCount;
    m_state = State::Idle;
  }
  changed();
}

void SamSimulator::removeCard() {
  {
    const std::lock_guard lock(m_mutex);
    m_card.reset();
    m_state = State::Idle;
  }
  changed();
}

bool SamSimulator::cardPresent() const {
  return !cardOwner().empty();
}

std::string SamSimulator::cardOwner() const {
  const std::lock_guard lock(m_mutex);
  const bool there = m_card && (!m_card->removeAt || m_clock->steady() < *m_card->removeAt);
  return there ? m_card->owner : std::string();
}

void SamSimulator::hang(bool hung) {
  const std::lock_guard lock(m_mutex);
  m_hung = hung;
  m_buffer.clear();
}

void SamSimulator::unplug() {
  {
    const std::lock_guard lock(m_mutex);
    if (m_plugCount % 2 != 0) {
      return;
    }
    ++m_plugCount;
    m_buffer.clear();
    m_state = State::Idle;
  }
  m_changed.notify_all();
  changed();
}

void SamSimulator::plug() {
  {
    const std::lock_guard lock(m_mutex);
    if (m_plugCount % 2 == 0) {
      return;
    }
    ++m_plugCount;
  }
  m_changed.notify_all();
  changed();
}

bool SamSimulator::plugged() const {
  return plugCount() % 2 == 0;
}

std::uint64_t SamSimulator::plugCount() const {
  const std::lock_guard lock(m_mutex);
  return m_plugCount;
}

void SamSimulator::damageAnswers(AnswerDamage damage, int times, std::size_t kept) {
  const std::lock_guard lock(m_mutex);
  m_damage = damage;
  m_damageTimes = times;
  m_kept = kept;
}

void SamSimulator::answerNext(std::uint16_t command, std::uint8_t sw3) {
  const std::lock_guard lock(m_mutex);
  m_forced[command] = sw3;
}

void SamSimulator::failSelfTest(bool failed) {
  const std::lock_guard lock(m_mutex);
  m_selfTestFailed = failed;
}

void SamSimulator::setTimeScale(double scale) {
  const std::lock_guard lock(m_mutex);
  m_timeScale = scale;
}

std::chrono::microseconds SamSimulator::mechanicalTime() const {
  const std::lock_guard lock(m_mutex);
  return m_mechanical;
}

std::uint64_t SamSimulator::requestCount() const {
  const std::lock_guard lock(m_mutex);
  return m_requestCount;
}

bool SamSimulator::waitForRequest(std::uint64_t count, SteadyTime deadline) const {
  std::unique_lock lock(m_mutex);
  return m_changed.wait_until(lock, deadline, [&] { return m_requestCount > count; });
}

void SamSimulator::wait(SteadyTime until, const std::stop_token& stop, std::uint64_t since) const {
  std::unique_lock lock(m_mutex);
  m_changed.wait_until(lock, stop, until, [&] { return m_plugCount != since; });
}

int SamSimulator::subscribe(std::function<void()> changed) {
  const std::lock_guard lock(m_observerMutex);
  m_observers[m_nextObserver] = std::move(changed);
  return m_nextObserver++;
}

void SamSimulator::unsubscribe(int number) {
  const std::lock_guard lock(m_observerMutex);
  m_observers.erase(number);
}

void SamSimulator::changed() {
  const std::lock_guard lock(m_observerMutex);
  for (const auto& [number, observer] : m_observers) {
    observer();
  }
}

/// True when a card left.
bool SamSimulator::expireCard() {
  if (!m_card || !m_card->removeAt || m_clock->steady() < *m_card->removeAt) {
    return false;
  }
  m_card.reset();
  m_state = State::Idle;
  return true;
}

std::vector<SimulatorExchange> SamSimulator::accept(ByteView bytes) {
  bool left = false;
  std::vector<SimulatorExchange> exchanges;
  {
    const std::lock_guard lock(m_mutex);
    left = expireCard();
    ++m_requestCount;
    if (!m_hung && m_plugCount % 2 == 0) {
      exchanges = requestsIn(bytes);
    }
  }
  m_changed.notify_all();
  if (left) {
    changed();
  }
  return exchanges;
}

std::vector<SimulatorExchange> SamSimulator::requestsIn(ByteView bytes) {
  if (m_clock->steady() - m_lastByte > kByteGap) {
    m_buffer.clear();
  }
  m_lastByte = m_clock->steady();
  m_buffer.insert(m_buffer.end(), bytes.begin(), bytes.end());
  std::vector<SimulatorExchange> exchanges;
  for (;;) {
    const auto start = std::search(m_buffer.begin(), m_buffer.end(), kStart.begin(), kStart.end());
    if (start == m_buffer.end()) {
      if (m_buffer.size() > kRequestMax) {
        m_buffer.erase(m_buffer.begin(), m_buffer.end() - 4);
      }
      return exchanges;
    }
    m_buffer.erase(m_buffer.begin(), start);
    if (m_buffer.size() < 7) {
      return exchanges;
    }
    const std::size_t length = static_cast<std::size_t>(m_buffer[5] << 8 | m_buffer[6]);
    if (length < 3 || length > kRequestMax) {
      exchanges.push_back({0, kBadLength, m_cardCount, false, 0us});
      m_buffer.erase(m_buffer.begin(), m_buffer.begin() + 7);
      continue;
    }
    if (m_buffer.size() < 7 + length) {
      return exchanges;
    }
    exchanges.push_back(exchangeOf(ByteView(m_buffer).first(7 + length)));
    m_buffer.erase(m_buffer.begin(), m_buffer.begin() + static_cast<std::ptrdiff_t>(7 + length));
  }
}

SimulatorExchange SamSimulator::exchangeOf(ByteView request) {
  SimulatorExchange exchange;
  exchange.command = static_cast<std::uint16_t>(request[7] << 8 | request[8]);
  exchange.card = m_cardCount;
  if (checksum(Bytes(request.begin(), request.end() - 1)) != request.back()) {
    exchange.refusal = kBadSum;
    return exchange;
  }
  const std::size_t expected = exchange.command == 0x61FF ? 11 : 10;
  if (request.size() != expected) {
    exchange.refusal = kBadLength;
    return exchange;
  }
  auto delay = delayOf(exchange.command);
  const bool reads = request[7] == 0x30;
  if (reads && m_state == State::Selected && m_card && m_card->options.removeAtReadProgress) {
    exchange.cardLeaves = true;
    delay = std::chrono::duration_cast<std::chrono::microseconds>(
        delay * std::clamp(*m_card->options.removeAtReadProgress, 0.0, 1.0));
  }
  exchange.delay = std::chrono::duration_cast<std::chrono::microseconds>(delay * m_timeScale);
  return exchange;
}

std::chrono::microseconds SamSimulator::delayOf(std::uint16_t command) const {
  switch (command) {
    case 0x2001: return kSimulatorFindTime + wireTime(10 + 15);
    case 0x2002: return (m_state == State::Idle ? 0ms : kSimulatorSelectTime) + wireTime(10 + 19);
    case 0x3001:
      return m_state == State::Selected ? kSimulatorReadTime + wireTime(10 + 1295) : wireTime(10 + 11);
    case 0x3010:
      return m_state == State::Selected ? kSimulatorReadTime + wireTime(10 + 2321) : wireTime(10 + 11);
    default: return wireTime(10 + 27);
  }
}

Bytes SamSimulator::answer(const SimulatorExchange& exchange) {
  bool left = false;
  Bytes frame;
  {
    const std::lock_guard lock(m_mutex);
    m_mechanical += exchange.delay;
    left = expireCard();
    if (m_hung || m_plugCount % 2 != 0) {
      return {};
    }
    if (exchange.cardLeaves && m_card && exchange.card == m_cardCount) {
      m_card.reset();
      m_state = State::Idle;
      left = true;
    }
    auto reply = perform(exchange);
    if (const auto forced = m_forced.find(exchange.command); forced != m_forced.end()) {
      reply = {forced->second, {}};
      m_forced.erase(forced);
    }
    frame = spoilt(frameOf(reply.status, reply.data), exchange.command);
  }
  if (left) {
    changed();
  }
  return frame;
}

SamSimulator::Reply SamSimulator::perform(const SimulatorExchange& exchange) {
  if (exchange.refusal != 0) {
    return {exchange.refusal, {}};
  }
  if (m_selfTestFailed) {
    return {kSelfTest, {}};
  }
  switch (exchange.command) {
    case 0x10FF: m_state = State::Idle; return {kDone, {}};
    case 0x11FF: return {kDone, {}};
    case 0x12FF: return {kDone, Bytes(kSamId.begin(), kSamId.end())};
    case 0x2001: return find();
    case 0x2002:
      if (m_state == State::Idle || !m_card) {
        return {kNotSelected, {}};
      }
      m_state = State::Selected;
      return {kDone, Bytes(8, 0)};
    case 0x3001:
    case 0x3003:
    case 0x3010: return read(exchange);
    case 0x6000:
    case 0x61FF: return {kDone, {}};
    default: return {kBadCommand, {}};
  }
}

SamSimulator::Reply SamSimulator::find() {
  if (!m_card || (m_options.liftToFindAgain && m_card->read)) {
    return {kNone, {}};
  }
  m_state = State::Found;
  return {kFound, Bytes(4, 0)};
}

SamSimulator::Reply SamSimulator::read(const SimulatorExchange& exchange) {
  // A card put down anew during the read is another card to the SAM.
  if (!m_card || m_state != State::Selected || exchange.card != m_cardCount) {
    return {kReadFailed, {}};
  }
  if (exchange.command == 0x3003) {
    return {kAbsent, {}};
  }
  m_card->read = true;
  Bytes data;
  put16(data, m_card->text.size());
  put16(data, m_card->photo.size());
  if (exchange.command == 0x3010) {
    put16(data, m_card->fingerprint.size());
  }
  data.insert(data.end(), m_card->text.begin(), m_card->text.end());
  data.insert(data.end(), m_card->photo.begin(), m_card->photo.end());
  if (exchange.command == 0x3010) {
    data.insert(data.end(), m_card->fingerprint.begin(), m_card->fingerprint.end());
  }
  return {kDone, std::move(data)};
}

Bytes SamSimulator::spoilt(Bytes frame, std::uint16_t command) {
  if (!m_damage) {
    return frame;
  }
  const auto damage = *m_damage;
  if (--m_damageTimes <= 0) {
    m_damage.reset();
  }
  const auto addToLength = [&](int by) { frame[6] = static_cast<std::uint8_t>(frame[6] + by); };
  switch (damage) {
    case AnswerDamage::WrongChecksum: frame.back() = static_cast<std::uint8_t>(frame.back() ^ 0x5A); break;
    case AnswerDamage::Truncated: frame.resize(std::min(m_kept, frame.size())); break;
    case AnswerDamage::LengthTooLong: addToLength(3); break;
    case AnswerDamage::LengthTooShort: addToLength(-1); break;
    case AnswerDamage::LengthAbsurd: frame[5] = 0xFF; break;
    case AnswerDamage::WrongPreamble: frame[3] = 0x69; break;
    case AnswerDamage::GarbageBefore:
      frame.insert(frame.begin(), {0x00, 0xAA, 0xAA, 0x96, 0xAA, 0x69, 0xFF, 0xAA});
      break;
    case AnswerDamage::OtherAnswer:
      return command == 0x12FF ? frameOf(kFound, Bytes(4, 0))
                               : frameOf(kDone, Bytes(kSamId.begin(), kSamId.end()));
    case AnswerDamage::Silence: return {};
  }
  return frame;
}

}  // namespace xiaowu::simulator
