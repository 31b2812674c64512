#include "drivers/idcard/simulator/SamSimulator.h"

#include "drivers/idcard/simulator/SimulatorPhotoDecoder.h"

#include "tests/support/Catch.h"

using namespace xiaowu;
using namespace xiaowu::simulator;
using namespace std::chrono_literals;

namespace {

std::vector<Person> people() {
  return loadPersons().value();
}

/// What the simulator answers to the hexadecimal bytes, all answers in a row.
std::string say(SamSimulator& simulator, std::string_view hex) {
  std::string answers;
  for (const auto& exchange : simulator.accept(fromHex(hex).value())) {
    answers += toHex(simulator.answer(exchange));
  }
  return answers;
}

const std::string kStatusFrame = "aaaaaa9669000311ffed";
const std::string kFindFrame = "aaaaaa96690003200122";
const std::string kSelectFrame = "aaaaaa96690003200221";
const std::string kReadFrame = "aaaaaa96690003300132";

}  // namespace

TEST_CASE("the simulator answers as a SAM does, byte by byte") {
  SamSimulator simulator(people());
  CHECK(say(simulator, kStatusFrame) ==
        "aaaaaa96690004000090"
        "94");
  CHECK(say(simulator, kFindFrame) == "aaaaaa9669000400008084");
  CHECK(say(simulator, kSelectFrame) == "aaaaaa9669000400008185");
  CHECK(say(simulator, kReadFrame) == "aaaaaa9669000400004145");
  REQUIRE(simulator.putCard("li-wei"));
  CHECK(say(simulator, kSelectFrame) == "aaaaaa9669000400008185");  // not found yet
  CHECK(say(simulator, kFindFrame) == "aaaaaa9669000800009f0000000097");
  CHECK(say(simulator, kSelectFrame) ==
        "aaaaaa9669000c0000900000000000000000"
        "9c");
  const auto read = say(simulator, kReadFrame);
  CHECK(read.size() == 2 * 1295);
  CHECK(read.substr(0, 28) ==
        "aaaaaa96690508000090"
        "01000400");
  simulator.removeCard();
  CHECK(say(simulator, kReadFrame) == "aaaaaa9669000400004145");
}

TEST_CASE("the simulator refuses wrong requests with the SAM's codes") {
  SamSimulator simulator(people());
  // The wrong checksum of a public sample.
  CHECK(say(simulator, "aaaaaa96690003200121") == "aaaaaa9669000400001014");
  CHECK(say(simulator,
            "aaaaaa9669000220"
            "22") == "aaaaaa9669000400001115");
  CHECK(say(simulator,
            "aaaaaa966900042001"
            "0025") == "aaaaaa9669000400001115");
  CHECK(say(simulator, "aaaaaa96690003777703") == "aaaaaa9669000400002125");
  CHECK(say(simulator, "") == "");
  simulator.failSelfTest(true);
  CHECK(say(simulator, kStatusFrame) == "aaaaaa9669000400006064");
}

TEST_CASE("requests may come in pieces and behind garbage") {
  SamSimulator simulator(people());
  CHECK(say(simulator, "00ffaa") == "");
  CHECK(say(simulator, "aaaaaa9669") == "");
  CHECK(say(simulator, "000311") == "");
  CHECK(say(simulator, "ffed") == "aaaaaa9669000400009094");
  CHECK(say(simulator, kStatusFrame + kFindFrame) ==
        "aaaaaa9669000400009094"
        "aaaaaa9669000400008084");
}

TEST_CASE("a request that stops half-way is forgotten") {
  const auto clock = std::make_shared<ManualClock>();
  SamSimulator simulator(people(), {}, clock);
  CHECK(say(simulator, "aaaaaa96690003") == "");
  clock->advance(600ms);
  CHECK(say(simulator, kStatusFrame) == "aaaaaa9669000400009094");
}

TEST_CASE("a card leaves by itself when told so") {
  const auto clock = std::make_shared<ManualClock>();
  SamSimulator simulator(people(), {}, clock);
  REQUIRE(simulator.putCard("li-wei", {.removeAtReadProgress = {}, .removeAfter = 2s}));
  CHECK(simulator.cardOwner() == "li-wei");
  clock->advance(1999ms);
  CHECK(simulator.cardPresent());
  clock->advance(1ms);
  CHECK_FALSE(simulator.cardPresent());
  CHECK(say(simulator, kFindFrame) == "aaaaaa9669000400008084");
  CHECK(simulator.putCard("nobody").error().code == simulator::errors::kUnknownPerson);
}

TEST_CASE("changes of card and plug are announced") {
  const auto clock = std::make_shared<ManualClock>();
  SamSimulator simulator(people(), {}, clock);
  std::string seen;
  const int number = simulator.subscribe([&] {
    const auto* card = simulator.cardPresent() ? "card " : "none ";
    seen += simulator.plugged() ? card : "gone ";
  });
  REQUIRE(simulator.putCard("li-wei"));
  simulator.unplug();
  simulator.unplug();
  simulator.plug();
  simulator.removeCard();
  REQUIRE(simulator.putCard("li-wei", {.removeAtReadProgress = {}, .removeAfter = 1s}));
  clock->advance(1s);
  CHECK(say(simulator, kFindFrame) == "aaaaaa9669000400008084");
  simulator.unsubscribe(number);
  simulator.removeCard();
  CHECK(seen == "card gone card none card none ");
}

TEST_CASE("a card lifted while its answer is under way is a failed reading") {
  SamSimulator simulator(people());
  REQUIRE(simulator.putCard("li-wei"));
  say(simulator, kFindFrame + kSelectFrame);
  const auto exchanges = simulator.accept(fromHex(kReadFrame).value());
  REQUIRE(exchanges.size() == 1);
  SECTION("taken away") {
    simulator.removeCard();
  }
  SECTION("replaced by another") {
    REQUIRE(simulator.putCard("wang-fang"));
  }
  CHECK(toHex(simulator.answer(exchanges[0])) == "aaaaaa9669000400004145");
}

TEST_CASE("simulated delay is counted as mechanical time") {
  SamSimulator simulator(people(), {.liftToFindAgain = false, .timeScale = 1});
  REQUIRE(simulator.putCard("li-wei"));
  say(simulator, kFindFrame + kSelectFrame);
  const auto before = simulator.mechanicalTime();
  const auto exchanges = simulator.accept(fromHex(kReadFrame).value());
  CHECK(exchanges[0].delay > 350ms);  // 250 ms card, 113 ms for 1,305 bytes on the wire
  CHECK(exchanges[0].delay < 370ms);
  CHECK(simulator.answer(exchanges[0]).size() == 1295);
  CHECK(simulator.mechanicalTime() - before == exchanges[0].delay);
  simulator.setTimeScale(0);
  CHECK(simulator.accept(fromHex(kReadFrame).value())[0].delay == 0us);
}

TEST_CASE("the simulator's photo item names its person and is not WLT") {
  const auto item = encodeSimulatorPhoto("li-wei");
  CHECK(item.size() == 1024);
  CHECK(toHex(ByteView(item).first(12)) == "53494d55016c692d77656900");
  CHECK(simulatorPhotoOwner(item).value() == "li-wei");
  const SimulatorPhotoDecoder decoder([](std::string_view id) -> Result<Image> {
    if (id != "li-wei") {
      return fail("faces.missing", Fault::Bug);
    }
    return Image::of(102, 126, PixelFormat::Bgr8, Bytes(102 * 126 * 3, 9));
  });
  REQUIRE(decoder.decode(item));
  CHECK(decoder.decode(item)->width == 102);
  CHECK(decoder.decode(encodeSimulatorPhoto("wang-fang")).error().code ==
        drivers::errors::kPhotoNotDecodable);
  CHECK(decoder.decode(Bytes(1024, 'W')).error().code == drivers::errors::kPhotoNotDecodable);
  CHECK(decoder.decode(encodeSimulatorPhoto("")).error().code == drivers::errors::kPhotoNotDecodable);
  CHECK(decoder.decode({}).error().code == drivers::errors::kPhotoNotDecodable);
  auto tail = item;
  tail.back() = 1;
  CHECK(decoder.decode(tail).error().code == drivers::errors::kPhotoNotDecodable);
}
