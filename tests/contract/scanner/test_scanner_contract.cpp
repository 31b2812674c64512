#include "tests/contract/scanner/ScannerHarnesses.h"

#include <chrono>
#include <future>
#include <string>

using namespace xiaowu;
using namespace xiaowu::drivers;
using namespace xiaowu::tests;
using namespace std::chrono_literals;
namespace codes = xiaowu::drivers::errors;

namespace {

Result<Image> scanned(Scanner& scanner, ScanSettings settings = {}) {
  auto page = scanner.scanPage(settings, patient());
  INFO((page ? std::string() : describe(page.error())));
  CHECK(page);
  return page;
}

/// The scanner is as usable as a new one.
template <typename Harness>
void stillScans(Harness& harness, std::unique_ptr<Scanner>& scanner) {
  harness.heal();
  scanner->close();
  scanner = openedScanner(harness.driver());
  CHECK(scanned(*scanner));
}

}  // namespace

TEMPLATE_TEST_CASE("a page comes back byte for byte, as often as it is asked for", "[scanner]",
                   SimulatorScannerHarness, PnmHarness) {
  TestType harness;
  const auto format = GENERATE(PixelFormat::Bgr8, PixelFormat::Grey8);
  const Image page = noise(301, 211, format);
  harness.put(page);
  const auto scanner = openedScanner(harness.driver());
  for (int i = 0; i < 3; ++i) {
    const Image got = scanned(*scanner).value();
    CHECK(got.width == page.width);
    CHECK(got.height == page.height);
    CHECK(got.format == format);
    CHECK(got.dpi > 0);
    CHECK((got.pixels && *got.pixels == *page.pixels));
  }
  const Image next = noise(17, 400);
  harness.put(next);  // the next sheet under the same open scanner
  CHECK(*scanned(*scanner).value().pixels == *next.pixels);
}

TEMPLATE_TEST_CASE("settings without colour give a grey picture", "[scanner]", SimulatorScannerHarness,
                   PnmHarness, TestBackendHarness) {
  TestType harness;
  const auto scanner = openedScanner(harness.driver());
  const Image grey = scanned(*scanner, {200, false}).value();
  CHECK(grey.format == PixelFormat::Grey8);
  const Image colour = scanned(*scanner, {200, true}).value();
  CHECK(colour.format == PixelFormat::Bgr8);
  CHECK(colour.width == grey.width);
}

TEMPLATE_TEST_CASE("a jam, an open cover and an empty glass are told apart, and none is for ever",
                   "[scanner]", SimulatorScannerHarness, PnmHarness, TestBackendHarness) {
  TestType harness;
  const auto trouble = GENERATE(Trouble::Jam, Trouble::Cover, Trouble::NoPaper);
  harness.trouble(trouble);
  auto scanner = openedScanner(harness.driver());
  for (int i = 0; i < 2; ++i) {
    const auto page = scanner->scanPage({}, patient());
    REQUIRE_FALSE(page);
    CHECK(page.error().code == codeOf(trouble));
    CHECK(page.error().fault == (trouble == Trouble::Jam ? Fault::AttendantNeeded : Fault::ResidentCanFix));
  }
  stillScans(harness, scanner);
}

TEMPLATE_TEST_CASE("a stop ends a slow scan within 100 ms", "[scanner]", SimulatorScannerHarness,
                   TestBackendHarness) {
  TestType harness;
  harness.slow();
  auto scanner = openedScanner(harness.driver());
  std::stop_source stop;
  auto scan =
      std::async(std::launch::async, [&] { return scanner->scanPage({}, patient(stop.get_token())); });
  REQUIRE(scan.wait_for(200ms) == std::future_status::timeout);  // it is really under way
  const auto asked = std::chrono::steady_clock::now();
  stop.request_stop();
  const auto page = scan.get();
  // 100 ms promised; the rest is room for a loaded machine.
  CHECK(std::chrono::steady_clock::now() - asked < 250ms);
  REQUIRE_FALSE(page);
  CHECK(page.error().code == xiaowu::errors::kCancelled);
  CHECK(page.error().fault == Fault::Cancelled);
  stillScans(harness, scanner);
}

TEMPLATE_TEST_CASE("a slow scan is left at the deadline", "[scanner]", SimulatorScannerHarness,
                   TestBackendHarness) {
  TestType harness;
  harness.slow();
  auto scanner = openedScanner(harness.driver());
  const auto start = std::chrono::steady_clock::now();
  const auto page = scanner->scanPage({}, CallContext::within(300ms));
  const auto took = std::chrono::steady_clock::now() - start;
  REQUIRE_FALSE(page);
  CHECK(page.error().code == xiaowu::errors::kTimedOut);
  CHECK(took >= 300ms);
  CHECK(took < 700ms);
  stillScans(harness, scanner);
}

TEMPLATE_TEST_CASE("a stop before the call scans nothing", "[scanner]", SimulatorScannerHarness, PnmHarness,
                   TestBackendHarness) {
  TestType harness;
  auto scanner = openedScanner(harness.driver());
  std::stop_source stop;
  stop.request_stop();
  CHECK(scanner->scanPage({}, patient(stop.get_token())).error().code == xiaowu::errors::kCancelled);
  CHECK(harness.driver()->open(patient(stop.get_token())).error().code == xiaowu::errors::kCancelled);
  stillScans(harness, scanner);
}

TEMPLATE_TEST_CASE("a scanner that is not open says so, and health tells the state", "[scanner]",
                   SimulatorScannerHarness, PnmHarness, TestBackendHarness) {
  TestType harness;
  const auto scanner = harness.driver();
  CHECK(scanner->scanPage({}, patient()).error().code == codes::kNotOpen);
  CHECK(scanner->health(patient()).state == DeviceState::NoDevice);
  CHECK(scanner->health(patient()).reason == codes::kNotOpen);
  const auto opened = scanner->open(patient());
  REQUIRE(opened);
  CHECK(opened->state == DeviceState::Online);
  CHECK(scanner->health(patient()).state == DeviceState::Online);
  REQUIRE(scanner->open(patient()));  // opening an open one closes it first
  CHECK(scanned(*scanner));
  scanner->close();
  scanner->close();
  CHECK(scanner->health(patient()).reason == codes::kNotOpen);
  REQUIRE(scanner->open(patient()));
  CHECK(scanned(*scanner));
}
