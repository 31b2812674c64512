// What only USB can do to a reader.
#include "tests/contract/idcard/ReaderHarness.h"

#include "tests/support/Catch.h"

using namespace xiaowu;
using namespace xiaowu::contract;
using namespace std::chrono_literals;

namespace {

struct UsbFixture {
  UsbFixture() : harness(makeHarness(GENERATE(from_range(harnessNames())))), reader(harness->reader({})) {
    harness->command("reset");
  }
  CallContext amply() const { return CallContext::within(20s); }
  std::unique_ptr<ReaderHarness> harness;
  std::unique_ptr<drivers::IdCardReader> reader;
};

}  // namespace

TEST_CASE("a stalled pipe is cleared: once is got over, twice is an error, and then all is well again") {
  UsbFixture fixture;
  REQUIRE(fixture.reader->open(fixture.amply()));
  REQUIRE(fixture.harness->command("put li-wei") == "ok");
  REQUIRE(fixture.harness->command("stall 1") == "ok");
  CHECK(fixture.reader->readCard(fixture.amply()));
  REQUIRE(fixture.harness->command("stall 2") == "ok");
  CHECK(fixture.reader->readCard(fixture.amply()).error().code == drivers::errors::kProtocol);
  CHECK(fixture.reader->readCard(fixture.amply()));
}

TEST_CASE("a reader that another program holds is busy, and usable when it is let go") {
  UsbFixture fixture;
  REQUIRE(fixture.harness->command("busy on") == "ok");
  const auto opened = fixture.reader->open(fixture.amply());
  CHECK(fixture.harness->command("busy off") == "ok");
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == drivers::errors::kBusy);
  CHECK(fixture.reader->open(fixture.amply()));
}

TEST_CASE("bulk and HID readers are told apart by their interface") {
  UsbFixture fixture;
  REQUIRE(fixture.harness->command("mode hid") == "ok");
  auto bulk = idcard::makeIdCardReader("usb:0400:c35a").value();
  CHECK(bulk->open(fixture.amply()).error().code == drivers::errors::kHardware);
  auto hid = idcard::makeIdCardReader("usb-hid:0400:c35a").value();
  CHECK(hid->open(fixture.amply()));
  CHECK(idcard::makeIdCardReader("usb:0400:c35b").value()->open(fixture.amply()).error().code ==
        drivers::errors::kNotFound);
}
