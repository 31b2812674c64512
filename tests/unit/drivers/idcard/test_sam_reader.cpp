#include "drivers/idcard/internal/CardLayout.h"
#include "drivers/idcard/IdCardReaders.h"
#include "drivers/idcard/simulator/SimulatorLink.h"

#include "tests/support/Catch.h"

#include <deque>
#include <numeric>

using namespace xiaowu;
using namespace xiaowu::idcard;
using namespace std::chrono_literals;
using simulator::AnswerDamage;
using simulator::SamSimulator;

namespace {

constexpr std::uint16_t kStatus = 0x11FF;
constexpr std::uint16_t kFind = 0x2001;
constexpr std::uint16_t kSelect = 0x2002;
constexpr std::uint16_t kRead = 0x3001;

SamOptions quickOptions() {
  SamOptions options;
  options.commandTimeout = 10ms;
  options.findInterval = 1ms;
  options.quiet = 1ms;
  return options;
}

struct Fixture {
  explicit Fixture(const SamOptions& options = quickOptions(),
                   const simulator::SamSimulatorOptions& simulatorOptions = {})
      : simulator(std::make_shared<SamSimulator>(simulator::loadPersons().value(), simulatorOptions)),
        reader(makeSimulatedIdCardReader(simulator, options)) {
    REQUIRE(reader->open(CallContext::within(1s)));
  }
  std::string read() {
    const auto card = reader->readCard(CallContext::within(1s));
    return card ? card->name : card.error().code;
  }
  std::shared_ptr<SamSimulator> simulator;
  std::unique_ptr<drivers::IdCardReader> reader;
};

/// Answers whatever is asked with the next prepared bytes.
class ScriptedLink final : public Link {
 public:
  explicit ScriptedLink(std::deque<Bytes> answers) : m_answers(std::move(answers)) {}
  Result<void> open(const CallContext&) override { return {}; }
  void close() override {}
  Result<void> write(ByteView bytes, const CallContext&) override {
    requests.push_back(toHex(bytes));
    if (!m_answers.empty()) {
      m_ready = m_answers.front();
      m_answers.pop_front();
    }
    return {};
  }
  Result<Bytes> read(const CallContext&) override {
    if (m_ready.empty()) {
      return linkerrors::timedOut();
    }
    return std::exchange(m_ready, {});
  }
  void discardInput() override { m_ready.clear(); }
  std::vector<std::string> requests;

 private:
  std::deque<Bytes> m_answers;
  Bytes m_ready;
};

Bytes makerFrame(Bytes body) {
  Bytes frame;
  frame.reserve(body.size() + 5);
  frame.push_back(0x02);
  frame.push_back(static_cast<std::uint8_t>(body.size() >> 8));
  frame.push_back(static_cast<std::uint8_t>(body.size()));
  std::uint8_t sum = 0;
  for (const auto byte : body) {
    sum = static_cast<std::uint8_t>(sum ^ byte);
  }
  frame.insert(frame.end(), body.begin(), body.end());
  frame.push_back(sum);
  frame.push_back(0x03);
  return frame;
}

}  // namespace

TEST_CASE("every status word of a read step is mapped as documented") {
  struct Case {
    std::uint16_t command;
    std::uint8_t sw3;
    std::string_view outcome;  ///< error code, or the name when the reader gets over it
  };
  // One answer only: what is worth a second try succeeds then.
  const auto item = GENERATE(values<Case>({{kFind, 0x10, "李伟"},
                                           {kFind, 0x11, "李伟"},
                                           {kFind, 0x21, "李伟"},
                                           {kFind, 0x24, "李伟"},
                                           {kRead, 0x10, "李伟"},
                                           {kRead, 0x24, "李伟"},
                                           {kFind, 0x80, "李伟"},
                                           {kSelect, 0x81, "李伟"},
                                           {kSelect, 0x80, "李伟"},
                                           {kRead, 0x47, "李伟"},
                                           {kRead, 0x77, "李伟"},
                                           {kSelect, 0x31, "card.rejected"},
                                           {kSelect, 0x32, "card.rejected"},
                                           {kRead, 0x33, "card.rejected"},
                                           {kSelect, 0x40, "card.rejected"},
                                           {kRead, 0x41, "card.moved"},
                                           {kRead, 0x80, "card.moved"},
                                           {kRead, 0x81, "card.moved"},
                                           {kFind, 0x60, "device.hardware"},
                                           {kRead, 0x60, "device.hardware"},
                                           {kFind, 0x66, "device.hardware"},
                                           {kRead, 0x91, "card.unreadable"}}));
  Fixture fixture;
  REQUIRE(fixture.simulator->putCard("li-wei"));
  fixture.simulator->answerNext(item.command, item.sw3);
  CAPTURE(item.command, item.sw3);
  CHECK(fixture.read() == item.outcome);
  CHECK(fixture.read() == "李伟");
}

TEST_CASE("a SAM that fails its self test is a hardware error, at opening too") {
  Fixture fixture;
  fixture.simulator->failSelfTest(true);
  CHECK(fixture.reader->health(CallContext::within(1s)).state == drivers::DeviceState::HardwareError);
  CHECK(fixture.reader->health(CallContext::within(1s)).reason == drivers::errors::kHardware);
  CHECK(fixture.reader->open(CallContext::within(1s))->state == drivers::DeviceState::HardwareError);
  CHECK(fixture.reader->samNumber(CallContext::within(1s)).error().code == drivers::errors::kHardware);
  CHECK(fixture.reader->cardPresent(CallContext::within(1s)).error().code == drivers::errors::kHardware);
  fixture.simulator->failSelfTest(false);
  CHECK(fixture.reader->health(CallContext::within(1s)).state == drivers::DeviceState::Online);
}

TEST_CASE("a request refused once is repeated") {
  Fixture fixture;
  fixture.simulator->answerNext(kStatus, 0x10);
  CHECK(fixture.reader->health(CallContext::within(1s)).state == drivers::DeviceState::Online);
  CHECK(fixture.reader->samNumber(CallContext::within(1s)).value() == "05.03-20260101-0000000042-0000000007");
}

TEST_CASE(
    "a spoilt answer is asked for again, twice spoilt is an error, and the reader is usable afterwards") {
  const auto damage =
      GENERATE(AnswerDamage::WrongChecksum, AnswerDamage::LengthTooLong, AnswerDamage::LengthTooShort,
               AnswerDamage::LengthAbsurd, AnswerDamage::WrongPreamble, AnswerDamage::OtherAnswer,
               AnswerDamage::Truncated);
  CAPTURE(static_cast<int>(damage));
  Fixture fixture;
  REQUIRE(fixture.simulator->putCard("li-wei"));
  // A wrong preamble is only garbage, so the driver hears nothing at all, and silence is not asked again.
  fixture.simulator->damageAnswers(damage, damage == AnswerDamage::WrongPreamble ? 1 : 2);
  const auto code = fixture.read();
  CHECK(code == (damage == AnswerDamage::WrongPreamble ? "device.hardware" : "device.protocol"));
  CHECK(fixture.reader->health(CallContext::within(1s)).state == drivers::DeviceState::Online);
  CHECK(fixture.read() == "李伟");
}

TEST_CASE("an answer cut at any byte is an error, and the reader is usable afterwards") {
  Fixture fixture;
  REQUIRE(fixture.simulator->putCard("li-wei"));
  std::vector<std::size_t> cuts(15);
  std::iota(cuts.begin(), cuts.end(), 0);
  for (const auto kept : cuts) {
    CAPTURE(kept);
    fixture.simulator->damageAnswers(AnswerDamage::Truncated, 2, kept);
    const auto outcome = fixture.read();
    CHECK((outcome == "device.protocol" || outcome == "device.hardware"));
    fixture.simulator->damageAnswers(AnswerDamage::Silence, 0);
    fixture.simulator->damageAnswers(AnswerDamage::GarbageBefore, 1);
    CHECK(fixture.read() == "李伟");
  }
}

TEST_CASE("the long answer cut anywhere is an error, and the reader is usable afterwards") {
  Fixture fixture;
  REQUIRE(fixture.simulator->putCard("li-wei"));
  // The answers to find and select are shorter than what is kept, so only the card's answer suffers.
  for (const std::size_t kept : {20u, 63u, 64u, 65u, 269u, 270u, 271u, 1293u, 1294u}) {
    CAPTURE(kept);
    fixture.simulator->damageAnswers(AnswerDamage::Truncated, 6, kept);
    CHECK(fixture.read() == "device.protocol");
    fixture.simulator->damageAnswers(AnswerDamage::GarbageBefore, 1);
    CHECK(fixture.read() == "李伟");
  }
}

TEST_CASE("a card with broken text is unreadable, one without photo or with fingerprint is read") {
  auto options = quickOptions();
  options.fingerprint = GENERATE(false, true);
  Fixture fixture(options);
  fixture.simulator->putRawCard(Bytes(256, 0x41));
  CHECK(fixture.read() == drivers::errors::kCardUnreadable);
  fixture.simulator->putRawCard(Bytes(200, 0x20));
  CHECK(fixture.read() == drivers::errors::kCardUnreadable);
  REQUIRE(fixture.simulator->putCard(
      "wang-fang", {.removeAtReadProgress = {}, .removeAfter = {}, .photo = false, .fingerprint = false}));
  auto card = fixture.reader->readCard(CallContext::within(1s));
  REQUIRE(card);
  CHECK(card->encodedPhoto.empty());
  CHECK(card->fingerprint.empty());
  REQUIRE(fixture.simulator->putCard(
      "wang-fang", {.removeAtReadProgress = {}, .removeAfter = {}, .photo = true, .fingerprint = true}));
  card = fixture.reader->readCard(CallContext::within(1s));
  REQUIRE(card);
  CHECK(card->encodedPhoto.size() == 1024);
  CHECK(card->fingerprint.size() == (options.fingerprint ? 1024u : 0u));
}

TEST_CASE("a reader that does not know the fingerprint command is read without") {
  auto options = quickOptions();
  options.fingerprint = true;
  Fixture fixture(options);
  REQUIRE(fixture.simulator->putCard("li-wei"));
  fixture.simulator->answerNext(0x3010, GENERATE(std::uint8_t{0x21}, std::uint8_t{0x91}));
  CHECK(fixture.read() == "李伟");
}

TEST_CASE("a card that never lets itself be selected is rejected, not waited for") {
  std::deque<Bytes> answers = {fromHex("aaaaaa9669000400009094").value()};
  for (int i = 0; i < 20; ++i) {
    answers.push_back(fromHex("aaaaaa9669000800009f0000000097").value());
    answers.push_back(fromHex("aaaaaa9669000400008185").value());
  }
  const auto reader =
      makeSamIdCardReader(std::make_unique<ScriptedLink>(answers), makeSamFraming(), quickOptions());
  REQUIRE(reader->open(CallContext::within(1s)));
  CHECK(reader->readCard(CallContext::within(1s)).error().code == drivers::errors::kCardRejected);
}

TEST_CASE("presence on readers that want the card lifted") {
  const bool told = GENERATE(false, true);
  auto options = quickOptions();
  options.liftToFindAgain = told;
  Fixture fixture(options, {.liftToFindAgain = true, .timeScale = 0});
  const auto present = [&] { return fixture.reader->cardPresent(CallContext::within(1s)).value(); };
  CHECK_FALSE(present());
  REQUIRE(fixture.simulator->putCard("li-wei"));
  CHECK(present());
  CHECK(fixture.read() == "李伟");
  CHECK(present() == told);  // a driver that is not told takes the silent card for gone
  fixture.simulator->removeCard();
  CHECK_FALSE(present());
  REQUIRE(fixture.simulator->putCard("wang-fang"));
  CHECK(present());
  CHECK(fixture.read() == "王芳");
}

TEST_CASE("the maker's framing reads in one step") {
  Bytes body = {0x90, 0x00, 0x01, 0x00, 0x04, 0x00};
  const auto persons = simulator::loadPersons().value();
  const auto text = encodeCardText(persons[0].card).value();
  body.insert(body.end(), text.begin(), text.end());
  body.resize(body.size() + 1024, 0x57);
  REQUIRE(makerFrame(body).size() == 1291);
  auto link = std::make_unique<ScriptedLink>(std::deque<Bytes>{
      makerFrame({0x6A, 0x82}), makerFrame({0x6A, 0x82}), makerFrame({0x6A, 0x82}), makerFrame(body)});
  auto* wire = link.get();
  const auto reader = makeSamIdCardReader(std::move(link), makeMakerFraming(), quickOptions());
  CHECK(reader->open(CallContext::within(1s))->state == drivers::DeviceState::Online);
  CHECK_FALSE(reader->cardPresent(CallContext::within(1s)).value());
  const auto card = reader->readCard(CallContext::within(1s));
  REQUIRE(card);
  CHECK(card->name == "李伟");
  CHECK(card->encodedPhoto == Bytes(1024, 0x57));
  CHECK(wire->requests == std::vector<std::string>{"020003ca0102c903", "020003ca0102c903", "020003ca0100cb03",
                                                   "020003ca0100cb03"});
  CHECK(reader->samNumber(CallContext::within(1s)).error().code == drivers::errors::kProtocol);
}

TEST_CASE("no error of a card names its content") {
  Fixture fixture;
  auto text = encodeCardText(simulator::loadPersons().value()[0].card).value();
  text[36] = 'Q';
  fixture.simulator->putRawCard(text);
  const auto card = fixture.reader->readCard(CallContext::within(1s));
  REQUIRE_FALSE(card);
  CHECK(card.error().detail.find("1993") == std::string::npos);
  CHECK(card.error().detail.find("birth") != std::string::npos);
}
