#include "drivers/idcard/IdCardReaders.h"
#include "drivers/photo/PluginPhotoDecoder.h"

#include "tests/support/Catch.h"

#include <algorithm>

using namespace xiaowu;
using namespace xiaowu::idcard;
using namespace std::chrono_literals;

TEST_CASE("good reader addresses") {
  const auto address =
      GENERATE(as<std::string>{}, "usb:0400:c35a", "usb:", "usb-hid:04ff:C35A",
               "usb-hid:", "serial:/dev/ttyUSB0@115200", "serial:/dev/ttyS1", "usb:0400:c35a?framing=maker",
               "serial:/dev/ttyUSB0@9600?commands=short&fingerprint=yes&lift=no");
  CHECK(makeIdCardReader(address));
}

TEST_CASE("wrong reader addresses say what is wrong") {
  const auto address =
      GENERATE(as<std::string>{}, "", "usb", "com3", "usb:0400", "usb:400:c35a", "usb:0400:c35a:1",
               "usb:xxxx:c35a", "usb:0400:c35", "serial:", "serial:ttyUSB0", "serial:/dev/ttyUSB0@fast",
               "serial:/dev/ttyUSB0@1200", "serial:/dev/ttyUSB0@9600x", "usb:0400:c35a?framing=fancy",
               "usb:0400:c35a?lift=maybe", "usb:0400:c35a?colour=blue");
  INFO(address);
  if (address == "usb") {
    CHECK(makeIdCardReader(address));  // the common reader
    return;
  }
  const auto reader = makeIdCardReader(address);
  REQUIRE_FALSE(reader);
  CHECK(reader.error().code == drivers::errors::kAddress);
  CHECK(reader.error().detail.find(address) != std::string::npos);
  CHECK(reader.error().detail.size() > address.size() + 10);
}

TEST_CASE("a reader that is not there is not found") {
  const auto address = GENERATE(as<std::string>{}, "serial:/dev/no-such-line@115200", "usb:0400:0001");
  auto reader = makeIdCardReader(address).value();
  const auto opened = reader->open(CallContext::within(1s));
  REQUIRE_FALSE(opened);
  // A machine without any USB bus answers with an error of its own.
  CHECK((opened.error().code == drivers::errors::kNotFound ||
         opened.error().code == drivers::errors::kHardware));
  CHECK(reader->health(CallContext::within(1s)).state == drivers::DeviceState::NoDevice);
  CHECK(reader->health(CallContext::within(1s)).reason == drivers::errors::kNotOpen);
  CHECK(reader->readCard(CallContext::within(1s)).error().code == drivers::errors::kNotOpen);
  CHECK(reader->cardPresent(CallContext::within(1s)).error().code == drivers::errors::kNotOpen);
  CHECK(reader->samNumber(CallContext::within(1s)).error().code == drivers::errors::kNotOpen);
  reader->close();
}

TEST_CASE("a photo plug-in decodes or says it cannot") {
  const auto decoder = photo::loadPhotoDecoder(PLUGIN_GOOD);
  REQUIRE(decoder);
  const auto picture = (*decoder)->decode(Bytes(1024, 42));
  REQUIRE(picture);
  CHECK(picture->width == 102);
  CHECK(picture->height == 126);
  CHECK(
      std::all_of(picture->pixels->begin(), picture->pixels->end(), [](auto pixel) { return pixel == 42; }));
  CHECK((*decoder)->decode(Bytes(1024, 0)).error().code == drivers::errors::kPhotoNotDecodable);
  CHECK((*decoder)->decode({}).error().code == drivers::errors::kPhotoNotDecodable);
}

TEST_CASE("an unusable photo plug-in is refused with its reason") {
  const auto check = [](const std::filesystem::path& library, std::string_view reason) {
    const auto decoder = photo::loadPhotoDecoder(library);
    REQUIRE_FALSE(decoder);
    CHECK(decoder.error().code == photo::errors::kPhotoPlugin);
    INFO(decoder.error().detail);
    CHECK(decoder.error().detail.find(reason) != std::string::npos);
  };
  check("/nowhere/decoder.so", "/nowhere/decoder.so");
  check("decoder.so", "absolute");
  check(PLUGIN_EMPTY, "export");
  check(PLUGIN_VERSION, "version 2");
  CHECK(photo::makeNoPhotoDecoder()->decode(Bytes(1024, 1)).error().code ==
        drivers::errors::kPhotoNotDecodable);
}
