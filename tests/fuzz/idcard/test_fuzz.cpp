// Seeded, so a failure repeats: 100,000 damaged frames through the decoders, 100,000 damaged text blocks,
// 20,000 dialogues with a lying reader.
#include "drivers/idcard/internal/CardLayout.h"
#include "drivers/idcard/IdCardReaders.h"
#include "drivers/idcard/simulator/SamSimulator.h"

#include "tests/support/Catch.h"

#include <algorithm>
#include <random>

using namespace xiaowu;
using namespace xiaowu::idcard;
using namespace std::chrono_literals;

namespace {

constexpr int kRounds = 100'000;

class Dice {
 public:
  explicit Dice(unsigned seed) : m_engine(seed) {}
  std::size_t below(std::size_t limit) {
    return limit == 0 ? 0 : std::uniform_int_distribution<std::size_t>(0, limit - 1)(m_engine);
  }
  std::uint8_t byte() { return static_cast<std::uint8_t>(below(256)); }
  bool once(std::size_t in) { return below(in) == 0; }

  Bytes mutated(Bytes bytes) {
    for (std::size_t changes = 1 + below(4); changes > 0 && !bytes.empty(); --changes) {
      const auto at = static_cast<std::ptrdiff_t>(below(bytes.size()));
      switch (below(6)) {
        case 0: bytes[static_cast<std::size_t>(at)] = byte(); break;
        case 1:
          bytes[static_cast<std::size_t>(at)] =
              static_cast<std::uint8_t>(bytes[static_cast<std::size_t>(at)] ^ (1u << below(8)));
          break;
        case 2: bytes.erase(bytes.begin() + at); break;
        case 3: bytes.insert(bytes.begin() + at, byte()); break;
        case 4: bytes.resize(static_cast<std::size_t>(at)); break;
        default: bytes.insert(bytes.begin() + at, {0xAA, 0xAA, 0xAA, 0x96, 0x69}); break;
      }
    }
    return bytes;
  }

  Bytes noise() {
    Bytes bytes(below(40));
    for (auto& value : bytes) {
      value = once(3) ? std::uint8_t{0xAA} : byte();
    }
    return bytes;
  }

 private:
  std::mt19937 m_engine;
};

Bytes bytesOf(std::string_view hex) {
  return fromHex(hex).value();
}

const Bytes kFound = bytesOf("aaaaaa9669000800009f0000000097");
const Bytes kSelected = bytesOf("aaaaaa9669000c00009000000000000000009c");
const Bytes kOnline = bytesOf("aaaaaa9669000400009094");

/// The frames of a whole reading, as the simulator gives them.
std::vector<Bytes> simulatorFrames() {
  simulator::SamSimulator simulator(simulator::loadPersons().value());
  REQUIRE(simulator.putCard("li-wei"));
  std::vector<Bytes> frames;
  for (const auto* request :
       {"aaaaaa9669000311ffed", "aaaaaa96690003200122", "aaaaaa96690003200221", "aaaaaa96690003300132"}) {
    for (const auto& exchange : simulator.accept(bytesOf(request))) {
      frames.push_back(simulator.answer(exchange));
    }
  }
  return frames;
}

/// Feeds good frames until every false frame before them must have ended; the last ones must come out.
bool resynchronises(Framing& framing, const Bytes& good, std::uint8_t status) {
  int intact = 0;
  for (std::size_t fed = 0; fed <= kAnswerMax + 64; fed += good.size()) {
    framing.feed(good);
  }
  while (auto answer = framing.next()) {
    if (*answer && (*answer)->status == status) {
      ++intact;
    }
  }
  return intact > 0 && framing.pending() < good.size();
}

class LyingLink final : public Link {
 public:
  LyingLink(const std::vector<Bytes>& frames, Dice& dice) : m_frames(frames), m_dice(dice) {}
  Result<void> open(const CallContext&) override { return {}; }
  void close() override {}
  Result<void> write(ByteView request, const CallContext& context) override {
    if (context.cancelled()) {
      return linkerrors::cancelled();
    }
    m_ready = answerTo(request);
    if (lying) {
      m_ready = m_dice.once(4) ? m_frames[m_dice.below(m_frames.size())] : m_dice.mutated(m_ready);
    }
    if (lying && ++lies > 40) {
      return linkerrors::gone("enough");
    }
    return {};
  }
  Result<Bytes> read(const CallContext&) override {
    if (m_ready.empty()) {
      return linkerrors::timedOut();
    }
    const auto size =
        static_cast<std::ptrdiff_t>(std::min<std::size_t>(m_ready.size(), 1 + m_dice.below(200)));
    Bytes piece(m_ready.begin(), m_ready.begin() + size);
    m_ready.erase(m_ready.begin(), m_ready.begin() + size);
    return piece;
  }
  void discardInput() override { m_ready.clear(); }
  bool lying = false;
  int lies = 0;

 private:
  const Bytes& answerTo(ByteView request) const {
    const auto command = request.size() > 8 ? request[7] << 8 | request[8] : 0;
    switch (command) {
      case 0x2001: return m_frames[1];
      case 0x2002: return m_frames[2];
      case 0x3001: return m_frames[3];
      default: return m_frames[0];
    }
  }
  const std::vector<Bytes>& m_frames;
  Dice& m_dice;
  Bytes m_ready;
};

}  // namespace

TEST_CASE("no damaged stream breaks the standard framing, and it always finds back") {
  Dice dice(20260101);
  const auto frames = simulatorFrames();
  REQUIRE(frames.size() == 4);
  const auto framing = makeSamFraming();
  int answers = 0;
  int damages = 0;
  for (int round = 0; round < kRounds; ++round) {
    const bool isNoise = dice.once(3);
    const auto piece = isNoise ? dice.noise() : dice.mutated(frames[dice.below(dice.once(20) ? 4 : 3)]);
    framing->feed(piece);
    while (auto answer = framing->next()) {
      if (*answer) {
        REQUIRE((*answer)->data.size() <= kAnswerMax);
        ++answers;
      } else {
        ++damages;
      }
    }
    REQUIRE(framing->pending() <= kAnswerMax + 7);
    if (round % 10 == 0) {
      REQUIRE(resynchronises(*framing, kFound, sw::kFound));
    }
  }
  CHECK(answers > 100);
  CHECK(damages > 1000);
}

TEST_CASE("no damaged stream breaks the maker's framing, and it always finds back") {
  Dice dice(7);
  const auto good = bytesOf("020004900041429303");
  const auto framing = makeMakerFraming();
  for (int round = 0; round < kRounds; ++round) {
    framing->feed(dice.once(3) ? dice.noise() : dice.mutated(good));
    while (framing->next()) {
    }
    REQUIRE(framing->pending() <= kAnswerMax + 5);
    if (round % 50 == 0) {
      REQUIRE(resynchronises(*framing, good, sw::kDone));
    }
  }
}

TEST_CASE("no damaged text block breaks the layouts, and what decodes survives encoding") {
  Dice dice(42);
  std::vector<Bytes> blocks;
  const auto persons = simulator::loadPersons();
  REQUIRE(persons);
  for (const auto& person : *persons) {
    blocks.push_back(encodeCardText(person.card).value());
  }
  int readable = 0;
  for (int round = 0; round < kRounds; ++round) {
    auto block = blocks[dice.below(blocks.size())];
    for (std::size_t changes = dice.below(4); changes > 0; --changes) {
      block[dice.below(block.size())] = dice.byte();
    }
    const auto card = decodeCardText(block);
    if (!card) {
      continue;
    }
    ++readable;
    const auto again = encodeCardText(*card);
    REQUIRE(again);
    const auto second = decodeCardText(*again);
    REQUIRE(second);
    CHECK(second->name == card->name);
    CHECK(second->number == card->number);
    CHECK(second->address == card->address);
  }
  CHECK(readable > kRounds / 10);
  CHECK(readable < kRounds);
}

TEST_CASE("a lying reader never breaks the driver, and an honest one is read afterwards") {
  Dice dice(99);
  const auto frames = simulatorFrames();
  SamOptions options;
  options.findInterval = 0ms;
  options.quiet = 0ms;
  auto owned = std::make_unique<LyingLink>(frames, dice);
  auto* link = owned.get();
  const auto reader = makeSamIdCardReader(std::move(owned), makeSamFraming(), options);
  REQUIRE(reader->open(CallContext::within(1h)));
  int failures = 0;
  for (int round = 0; round < kRounds / 5; ++round) {
    link->lying = true;
    link->lies = 0;
    const auto card = reader->readCard(CallContext::within(1h));
    if (!card) {
      ++failures;
      REQUIRE_FALSE(card.error().code.empty());
    }
    link->lying = false;
    const auto honest = reader->readCard(CallContext::within(1h));
    REQUIRE(honest);
    REQUIRE(honest->name == "李伟");
  }
  CHECK(failures > 1000);
}
