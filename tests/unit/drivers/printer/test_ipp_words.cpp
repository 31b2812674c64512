#include "drivers/printer/IppPrinter.h"
#include "drivers/printer/internal/IppWords.h"

#include "tests/support/Catch.h"

using namespace xiaowu;
using namespace xiaowu::drivers;

TEST_CASE("printer addresses that are wrong are refused as such") {
  const std::string bad = GENERATE(
      as<std::string>{}, "", "ipp", "ipp://", "ipp:///ipp/print", "http://host/ipp/print", "ipp://host",
      "ipp://host:/p", "ipp://host:0/p", "ipp://host:65536/p", "ipp://host:12x/p", "ipp://user@host/p",
      "ipp://[::1/p", "ipp://[::1]x/p", "ipp://ho st/p", "ipp://host/p\n", "IPP://host/p");
  CAPTURE(bad);
  const auto parsed = parsePrinterUri(bad);
  REQUIRE_FALSE(parsed);
  CHECK(parsed.error().code == drivers::errors::kAddress);
  CHECK(makePrinter(bad).error().code == drivers::errors::kAddress);
}

TEST_CASE("printer addresses are taken apart") {
  const auto plain = parsePrinterUri("ipp://printer.local/ipp/print").value();
  CHECK_FALSE(plain.encrypted);
  CHECK(plain.host == "printer.local");
  CHECK(plain.port == 631);
  CHECK(plain.resource == "/ipp/print");
  const auto six = parsePrinterUri("ipps://[fe80::1]:8631/ipp/print/a").value();
  CHECK(six.encrypted);
  CHECK(six.host == "fe80::1");
  CHECK(six.port == 8631);
  CHECK(six.text == "ipps://[fe80::1]:8631/ipp/print/a");
}

TEST_CASE("the severity is taken off a reason, and only there") {
  CHECK(reasonKeyword("media-empty-warning") == "media-empty");
  CHECK(reasonKeyword("media-jam-error") == "media-jam");
  CHECK(reasonKeyword("toner-low-report") == "toner-low");
  CHECK(reasonKeyword("media-empty") == "media-empty");
  CHECK(reasonKeyword("error-report-pending") == "error-report-pending");
  CHECK(reasonKeyword("").empty());
}

TEST_CASE("reasons become what the kiosk acts on") {
  CHECK(summariseReasons({}, false).blocking.empty());
  CHECK(summariseReasons({"media-empty", "media-needed"}, false).blocking == drivers::errors::kPaperOut);
  CHECK(summariseReasons({"media-empty"}, false).paper == Supply::Out);
  CHECK(summariseReasons({"media-low"}, false).paper == Supply::Low);
  CHECK(summariseReasons({"media-empty", "media-jam"}, false).blocking == drivers::errors::kPaperJam);
  CHECK(summariseReasons({"cover-open"}, false).blocking == drivers::errors::kPrinterDoorOpen);
  CHECK(summariseReasons({"door-open"}, false).blocking == drivers::errors::kPrinterDoorOpen);
  CHECK(summariseReasons({"output-area-full"}, false).blocking == drivers::errors::kOutputFull);
  CHECK(summariseReasons({"toner-low"}, false).toner == Supply::Low);
}

TEST_CASE("toner stops only a stopped printer, and a stop without a reason is a defect") {
  CHECK(summariseReasons({"toner-empty"}, false).blocking.empty());
  CHECK(summariseReasons({"toner-empty"}, false).toner == Supply::Out);
  CHECK(summariseReasons({"toner-empty"}, true).blocking == drivers::errors::kTonerOut);
  CHECK(summariseReasons({"fuser-over-temp"}, true).blocking == drivers::errors::kHardware);
  CHECK(summariseReasons({"media-jam"}, true).blocking == drivers::errors::kPaperJam);
}

TEST_CASE("levels are read out of the printer's semicolon lists") {
  CHECK(levelOf("index=1;class=supplyThatIsConsumed;level=25;colorantname=black;") == 25);
  CHECK(levelOf("level=-2") == -2);
  CHECK_FALSE(levelOf("index=1;levels=3;"));
  CHECK_FALSE(levelOf("level=;"));
  CHECK_FALSE(levelOf("level=9999999999999;"));
  CHECK_FALSE(levelOf(""));
}

TEST_CASE("every code has a state word") {
  CHECK(printerDeviceState("") == DeviceState::Online);
  CHECK(printerDeviceState(drivers::errors::kPaperOut) == DeviceState::UserError);
  CHECK(printerDeviceState(drivers::errors::kGone) == DeviceState::NoDevice);
  CHECK(printerDeviceState(drivers::errors::kHardware) == DeviceState::HardwareError);
  CHECK(printerDeviceState(xiaowu::errors::kTimedOut) == DeviceState::Offline);
}

TEST_CASE("a printer that is not open answers so and is never asked") {
  const auto printer = makePrinter("ipp://127.0.0.1:9/ipp/print").value();
  const auto context = CallContext::within(std::chrono::seconds(5));
  CHECK(printer->status(context).error().code == drivers::errors::kNotOpen);
  CHECK(printer->health(context).state == DeviceState::NoDevice);
  CHECK(printer->health(context).reason == drivers::errors::kNotOpen);
  CHECK(printer->print(PrintJob{}, {}, context).error().code == drivers::errors::kNotOpen);
}
