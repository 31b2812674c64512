#include "drivers/virtual/idcard/SamTwin.h"

#include "drivers/virtual/idcard/TwinPhotoDecoder.h"

#include <catch2/catch.hpp>

using namespace xiaowu;
using namespace xiaowu::virtualdevices;
using namespace std::chrono_literals;

namespace {

std::vector<Person> persons() {
  return loadPersons().value();
}

/// What the twin answers to the hexadecimal bytes, all answers in a row.
std::string say(SamTwin& twin, std::string_view hex) {
  std::string answers;
  for (const auto& exchange : twin.accept(fromHex(hex).value())) {
    answers += toHex(twin.answer(exchange));
  }
  return answers;
}

const std::string kStatus = "aaaaaa9669000311ffed";
const std::string kFind = "aaaaaa96690003200122";
const std::string kSelect = "aaaaaa96690003200221";
const std::string kRead = "aaaaaa96690003300132";

}  // namespace

TEST_CASE("the twin answers as a SAM does, byte by byte") {
  SamTwin twin(persons());
  CHECK(say(twin, kStatus) ==
        "aaaaaa96690004000090"
        "94");
  CHECK(say(twin, kFind) == "aaaaaa9669000400008084");
  CHECK(say(twin, kSelect) == "aaaaaa9669000400008185");
  CHECK(say(twin, kRead) == "aaaaaa9669000400004145");
  REQUIRE(twin.putCard("li-wei"));
  CHECK(say(twin, kSelect) == "aaaaaa9669000400008185");  // not found yet
  CHECK(say(twin, kFind) == "aaaaaa9669000800009f0000000097");
  CHECK(say(twin, kSelect) ==
        "aaaaaa9669000c0000900000000000000000"
        "9c");
  const auto read = say(twin, kRead);
  CHECK(read.size() == 2 * 1295);
  CHECK(read.substr(0, 28) ==
        "aaaaaa96690508000090"
        "01000400");
  twin.removeCard();
  CHECK(say(twin, kRead) == "aaaaaa9669000400004145");
}

TEST_CASE("the twin refuses wrong requests with the SAM's codes") {
  SamTwin twin(persons());
  CHECK(say(twin, "aaaaaa96690003200121") ==
        "aaaaaa9669000400001014");  // the wrong checksum of a public sample
  CHECK(say(twin,
            "aaaaaa9669000220"
            "22") == "aaaaaa9669000400001115");
  CHECK(say(twin,
            "aaaaaa966900042001"
            "0025") == "aaaaaa9669000400001115");
  CHECK(say(twin, "aaaaaa96690003777703") == "aaaaaa9669000400002125");
  CHECK(say(twin, "") == "");
  twin.failSelfTest(true);
  CHECK(say(twin, kStatus) == "aaaaaa9669000400006064");
}

TEST_CASE("requests may come in pieces and behind garbage") {
  SamTwin twin(persons());
  CHECK(say(twin, "00ffaa") == "");
  CHECK(say(twin, "aaaaaa9669") == "");
  CHECK(say(twin, "000311") == "");
  CHECK(say(twin, "ffed") == "aaaaaa9669000400009094");
  CHECK(say(twin, kStatus + kFind) ==
        "aaaaaa9669000400009094"
        "aaaaaa9669000400008084");
}

TEST_CASE("a request that stops half-way is forgotten") {
  const auto clock = std::make_shared<ManualClock>();
  SamTwin twin(persons(), {}, clock);
  CHECK(say(twin, "aaaaaa96690003") == "");
  clock->advance(600ms);
  CHECK(say(twin, kStatus) == "aaaaaa9669000400009094");
}

TEST_CASE("a card leaves by itself when told so") {
  const auto clock = std::make_shared<ManualClock>();
  SamTwin twin(persons(), {}, clock);
  REQUIRE(twin.putCard("li-wei", {.removeAtReadProgress = {}, .removeAfter = 2s}));
  CHECK(twin.cardOwner() == "li-wei");
  clock->advance(1999ms);
  CHECK(twin.cardPresent());
  clock->advance(1ms);
  CHECK_FALSE(twin.cardPresent());
  CHECK(say(twin, kFind) == "aaaaaa9669000400008084");
  CHECK(twin.putCard("nobody").error().code == virtualdevices::errors::kUnknownPerson);
}

TEST_CASE("changes of card and plug are announced") {
  const auto clock = std::make_shared<ManualClock>();
  SamTwin twin(persons(), {}, clock);
  std::string seen;
  const int number =
      twin.subscribe([&] { seen += twin.plugged() ? (twin.cardPresent() ? "card " : "none ") : "gone "; });
  REQUIRE(twin.putCard("li-wei"));
  twin.unplug();
  twin.unplug();
  twin.plug();
  twin.removeCard();
  REQUIRE(twin.putCard("li-wei", {.removeAtReadProgress = {}, .removeAfter = 1s}));
  clock->advance(1s);
  CHECK(say(twin, kFind) == "aaaaaa9669000400008084");
  twin.unsubscribe(number);
  twin.removeCard();
  CHECK(seen == "card gone card none card none ");
}

TEST_CASE("a card lifted while its answer is under way is a failed reading") {
  SamTwin twin(persons());
  REQUIRE(twin.putCard("li-wei"));
  say(twin, kFind + kSelect);
  const auto exchanges = twin.accept(fromHex(kRead).value());
  REQUIRE(exchanges.size() == 1);
  SECTION("taken away") {
    twin.removeCard();
  }
  SECTION("replaced by another") {
    REQUIRE(twin.putCard("wang-fang"));
  }
  CHECK(toHex(twin.answer(exchanges[0])) == "aaaaaa9669000400004145");
}

TEST_CASE("simulated delay is counted as mechanical time") {
  SamTwin twin(persons(), {.liftToFindAgain = false, .timeScale = 1});
  REQUIRE(twin.putCard("li-wei"));
  say(twin, kFind + kSelect);
  const auto before = twin.mechanicalTime();
  const auto exchanges = twin.accept(fromHex(kRead).value());
  CHECK(exchanges[0].delay > 350ms);  // 250 ms card, 113 ms for 1,305 bytes on the wire
  CHECK(exchanges[0].delay < 370ms);
  CHECK(twin.answer(exchanges[0]).size() == 1295);
  CHECK(twin.mechanicalTime() - before == exchanges[0].delay);
  twin.setTimeScale(0);
  CHECK(twin.accept(fromHex(kRead).value())[0].delay == 0us);
}

TEST_CASE("the twin's photo item names its person and is not WLT") {
  const auto item = encodeTwinPhoto("li-wei");
  CHECK(item.size() == 1024);
  CHECK(toHex(ByteView(item).first(12)) == "5457494e016c692d77656900");
  CHECK(twinPhotoOwner(item).value() == "li-wei");
  const TwinPhotoDecoder decoder([](std::string_view id) -> Result<Image> {
    if (id != "li-wei") {
      return fail("faces.missing", Fault::Bug);
    }
    return Image::of(102, 126, PixelFormat::Bgr8, Bytes(102 * 126 * 3, 9));
  });
  REQUIRE(decoder.decode(item));
  CHECK(decoder.decode(item)->width == 102);
  CHECK(decoder.decode(encodeTwinPhoto("wang-fang")).error().code == drivers::errors::kPhotoNotDecodable);
  CHECK(decoder.decode(Bytes(1024, 'W')).error().code == drivers::errors::kPhotoNotDecodable);
  CHECK(decoder.decode(encodeTwinPhoto("")).error().code == drivers::errors::kPhotoNotDecodable);
  CHECK(decoder.decode({}).error().code == drivers::errors::kPhotoNotDecodable);
  auto tail = item;
  tail.back() = 1;
  CHECK(decoder.decode(tail).error().code == drivers::errors::kPhotoNotDecodable);
}
