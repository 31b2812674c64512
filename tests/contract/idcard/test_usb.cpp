// What only USB can do to a reader.
#include "tests/contract/idcard/Rig.h"

#include <catch2/catch.hpp>

using namespace xiaowu;
using namespace xiaowu::contract;
using namespace std::chrono_literals;

namespace {

struct UsbBench {
  UsbBench() : rig(makeRig(GENERATE(from_range(rigNames())))), reader(rig->reader({})) {
    rig->command("reset");
  }
  CallContext amply() const { return CallContext::within(20s); }
  std::unique_ptr<Rig> rig;
  std::unique_ptr<drivers::IdCardReader> reader;
};

}  // namespace

TEST_CASE("a stalled pipe is cleared: once is got over, twice is an error, and then all is well again") {
  UsbBench bench;
  REQUIRE(bench.reader->open(bench.amply()));
  REQUIRE(bench.rig->command("put li-wei") == "ok");
  REQUIRE(bench.rig->command("stall 1") == "ok");
  CHECK(bench.reader->readCard(bench.amply()));
  REQUIRE(bench.rig->command("stall 2") == "ok");
  CHECK(bench.reader->readCard(bench.amply()).error().code == drivers::errors::kProtocol);
  CHECK(bench.reader->readCard(bench.amply()));
}

TEST_CASE("a reader that another program holds is busy, and usable when it is let go") {
  UsbBench bench;
  REQUIRE(bench.rig->command("busy on") == "ok");
  const auto opened = bench.reader->open(bench.amply());
  CHECK(bench.rig->command("busy off") == "ok");
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == drivers::errors::kBusy);
  CHECK(bench.reader->open(bench.amply()));
}

TEST_CASE("bulk and HID readers are told apart by their interface") {
  UsbBench bench;
  REQUIRE(bench.rig->command("mode hid") == "ok");
  auto bulk = idcard::makeIdCardReader("usb:0400:c35a").value();
  CHECK(bulk->open(bench.amply()).error().code == drivers::errors::kHardware);
  auto hid = idcard::makeIdCardReader("usb-hid:0400:c35a").value();
  CHECK(hid->open(bench.amply()));
  CHECK(idcard::makeIdCardReader("usb:0400:c35b").value()->open(bench.amply()).error().code ==
        drivers::errors::kNotFound);
}
