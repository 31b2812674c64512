// What only one of the scanners can do: SANE's own statuses and sizes, and the simulator's unplugging and
// moving picture.

#include "tests/contract/scanner/ScannerHarnesses.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <future>
#include <stdexcept>

using namespace xiaowu;
using namespace xiaowu::drivers;
using namespace xiaowu::tests;
using namespace std::chrono_literals;
namespace codes = xiaowu::drivers::errors;

TEST_CASE("every SANE status in mid-scan has its code", "[sane]") {
  const auto [status, code] = GENERATE(table<std::string, std::string_view>({
      {"UNSUPPORTED", codes::kProtocol},
      {"CANCELLED", xiaowu::errors::kCancelled},
      {"DEVICE_BUSY", codes::kBusy},
      {"INVAL", codes::kProtocol},
      {"EOF", codes::kProtocol},
      {"JAMMED", codes::kScannerJammed},
      {"NO_DOCS", codes::kScannerNoPaper},
      {"COVER_OPEN", codes::kScannerCoverOpen},
      {"IO_ERROR", codes::kHardware},
      {"NO_MEM", codes::kHardware},
      {"ACCESS_DENIED", codes::kScannerAccessDenied},
  }));
  CAPTURE(status);
  TestBackendHarness harness;
  harness.option("read-return-value=SANE_STATUS_" + status);
  const auto scanner = openedScanner(harness.driver());
  for (int i = 0; i < 2; ++i) {  // the second time also over a handle that the first failure may have cost
    const auto page = scanner->scanPage({}, patient());
    REQUIRE_FALSE(page);
    CHECK(page.error().code == code);
  }
  CHECK(scanner->health(patient()).state == DeviceState::Online);
}

TEST_CASE("every status of the pnm backend has its code", "[sane]") {
  const auto [option, code] = GENERATE(table<std::string, std::string_view>({
      {"status-eof", codes::kProtocol},
      {"status-ioerror", codes::kHardware},
      {"status-nomem", codes::kHardware},
      {"status-accessdenied", codes::kScannerAccessDenied},
  }));
  CAPTURE(option);
  PnmHarness harness;
  harness.option("status=yes&" + option + "=yes");
  CHECK(openedScanner(harness.driver())->scanPage({}, patient()).error().code == code);
}

TEST_CASE("a picture that is missing or no picture is a protocol error, and the next one is scanned",
          "[sane]") {
  PnmHarness harness;
  const auto scanner = openedScanner(harness.driver());
  std::filesystem::remove(harness.page());
  CHECK(scanner->scanPage({}, patient()).error().code == codes::kProtocol);
  std::ofstream(harness.page()) << "not a picture";
  CHECK_FALSE(scanner->scanPage({}, patient()));
  const Image page = noise(9, 7);
  harness.put(page);
  const auto again = scanner->scanPage({}, patient());
  REQUIRE(again);
  CHECK(*again->pixels == *page.pixels);
}

TEST_CASE("a torn or monstrous picture is refused without taking its memory", "[sane]") {
  PnmHarness harness;
  const auto scanner = openedScanner(harness.driver());
  std::ofstream(harness.page()) << "P5\n100 100\n255\nonly a few pixels";
  CHECK(scanner->scanPage({}, patient()).error().code == codes::kProtocol);
  std::ofstream(harness.page()) << "P6\n9000 9000\n255\n";
  const auto page = scanner->scanPage({}, patient());
  REQUIRE_FALSE(page);
  CHECK(page.error().code == codes::kProtocol);
  CHECK(page.error().detail.find("40 megapixels") != std::string::npos);
}

TEST_CASE("resolution and area are the device's, depths become eight bits", "[sane]") {
  TestBackendHarness harness;
  const auto depth = GENERATE(as<std::string>{}, "8", "16");
  const auto more = GENERATE(as<std::string>{}, "", "&three-pass=yes", "&hand-scanner=yes",
                             "&fuzzy-parameters=yes", "&read-limit=yes&read-limit-size=1000");
  CAPTURE(depth, more);
  harness.option("mode=Color&depth=" + depth + "&test-picture=Solid%20white&br-x=50.8&br-y=25.4" + more);
  const auto scanner = openedScanner(harness.driver());
  const auto page = scanner->scanPage({100, true}, patient());
  INFO((page ? std::string() : describe(page.error())));
  REQUIRE(page);
  CHECK(page->dpi == 100);
  CHECK(page->format == PixelFormat::Bgr8);
  CHECK(page->stride() * static_cast<std::size_t>(page->height) == page->pixels->size());
  CHECK(
      std::all_of(page->pixels->begin(), page->pixels->end(), [](std::uint8_t byte) { return byte == 255; }));
  if (more.find("hand") == std::string::npos) {  // a hand scanner ends when it is lifted
    CHECK(std::abs(page->width - 200) <= 8);
    CHECK(std::abs(page->height - 100) <= 2);  // the backend rounds to its own lines
  }
}

TEST_CASE("an empty feeder ends the pages", "[sane]") {
  TestBackendHarness harness;
  harness.option("source=Automatic%20Document%20Feeder&br-x=5&br-y=5");
  const auto scanner = openedScanner(harness.driver());
  int pages = 0;
  Result<Image> page = scanner->scanPage({}, patient());
  for (; page && pages < 20; ++pages) {
    page = scanner->scanPage({}, patient());
  }
  CHECK(pages > 0);
  REQUIRE_FALSE(page);
  CHECK(page.error().code == codes::kScannerNoPaper);
}

TEST_CASE("an absent device and wrong options are told at open", "[sane]") {
  const SaneFolder folder;
  const auto [address, code] = GENERATE(table<std::string, std::string_view>({
      {"sane:nothing:0", codes::kNotFound},
      {"sane:pnm:7", codes::kNotFound},
      {"sane:test:0?no-such-option=1", codes::kAddress},
      {"sane:test:0?depth=seven", codes::kAddress},
      {"sane:test:0?depth=nan", codes::kAddress},
      {"sane:test:0?mode=Sepia", codes::kAddress},
      {"sane:test:0?hand-scanner=maybe", codes::kAddress},
      {"sane:test:0?read-limit-size=4", codes::kAddress},
      {"sane:test:0?gamma-table=4", codes::kAddress},
  }));
  CAPTURE(address);
  const auto scanner = makeScanner(address).value();
  const auto opened = scanner->open(patient());
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == code);
  CHECK(scanner->scanPage({}, patient()).error().code == codes::kNotOpen);
}

TEST_CASE("a scanner may be dropped in mid-scan, and two may be open", "[sane]") {
  const SaneFolder folder;
  auto first = openedScanner(
      makeScanner("sane:test:0?read-limit=yes&read-limit-size=64&read-delay=yes&read-delay-duration=200000")
          .value());
  auto second = openedScanner(makeScanner("sane:test:1?br-x=20&br-y=20").value());
  CHECK(first->scanPage({}, CallContext::within(100ms)).error().code == xiaowu::errors::kTimedOut);
  first.reset();  // its last read is perhaps still under way
  CHECK(second->scanPage({}, patient()));
}

TEST_CASE("an unplugged simulator is gone until it is opened again", "[simulator]") {
  SimulatorScannerHarness harness;
  const auto scanner = openedScanner(harness.driver());
  harness.control().hang();
  auto scan = std::async(std::launch::async, [&] { return scanner->scanPage({}, patient()); });
  REQUIRE(scan.wait_for(50ms) == std::future_status::timeout);
  harness.control().unplug();
  CHECK(scan.get().error().code == codes::kGone);
  CHECK(scanner->health(patient()).state == DeviceState::NoDevice);
  CHECK(scanner->open(patient()).error().code == codes::kNotFound);
  harness.control().plug();
  harness.control().hang(false);
  REQUIRE(scanner->open(patient()));
  CHECK(scanner->scanPage({}, patient()));
}

TEST_CASE("a simulator's picture may be made at each scan, with its errors and waits", "[simulator]") {
  SimulatorScannerHarness harness;
  const auto scanner = openedScanner(harness.driver());
  int made = 0;
  harness.control().put([&]() -> Result<Image> { return noise(++made, 5); });
  harness.control().setMechanicalDelay(20ms);
  CHECK(scanner->scanPage({300, true}, patient())->width == 1);
  const auto second = scanner->scanPage({300, true}, patient()).value();
  CHECK(second.width == 2);
  CHECK(second.dpi == 300);
  CHECK(harness.control().mechanicalTime() == 40ms);
  CHECK(harness.control().pagesScanned() == 2);
  harness.control().put([]() -> Result<Image> { throw std::runtime_error("no picture"); });
  CHECK(scanner->scanPage({}, patient()).error().code == codes::kHardware);
  harness.control().put([]() -> Result<Image> { return Image{}; });
  CHECK(scanner->scanPage({}, patient()).error().code == codes::kProtocol);
}
