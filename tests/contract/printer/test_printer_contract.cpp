#include "tests/contract/printer/PrinterHarnesses.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

using namespace xiaowu;
using namespace xiaowu::drivers;
using namespace xiaowu::tests;
using namespace std::chrono_literals;
namespace codes = xiaowu::drivers::errors;

namespace {

template <typename Harness>
std::unique_ptr<Printer> opened(Harness& harness) {
  auto printer = harness.driver();
  const auto health = printer->open(patient());
  INFO((health ? std::string() : describe(health.error())));
  REQUIRE(health);
  REQUIRE(health->state == DeviceState::Online);
  return printer;
}

/// What print() told, for reading afterwards.
struct Told {
  std::vector<PrintProgress> all;
  [[nodiscard]] bool reason(std::string_view code) const {
    return std::any_of(all.begin(), all.end(), [&](const PrintProgress& p) { return p.reason == code; });
  }
  [[nodiscard]] bool neverBackwards() const {
    return std::is_sorted(all.begin(), all.end(), [](const PrintProgress& a, const PrintProgress& b) {
      return a.sheetsOut < b.sheetsOut;
    });
  }
};

/// The printer is as usable as a new one.
template <typename Harness>
void stillPrints(Harness& harness, Printer& printer) {
  REQUIRE(printer.open(patient()));
  const std::size_t before = harness.control().printed().size();
  const auto outcome = printer.print(jobOf(1), {}, patient());
  INFO((outcome ? std::string() : describe(outcome.error())));
  REQUIRE(outcome);
  CHECK(outcome->sheetsOut == 1);
  CHECK(harness.control().printed().size() == before + 1);
}

}  // namespace

TEMPLATE_TEST_CASE("every sheet is counted out, two jobs in a row", "[printer]", SimulatorHarness,
                   IppHarness) {
  TestType harness;
  const auto printer = opened(harness);
  for (const int pages : {3, 1}) {
    Told told;
    const PrintJob job = jobOf(pages);
    const auto outcome =
        printer->print(job, [&](const PrintProgress& now) { told.all.push_back(now); }, patient());
    INFO((outcome ? std::string() : describe(outcome.error())));
    REQUIRE(outcome);
    CHECK(outcome->sheetsOut == pages);
    REQUIRE_FALSE(told.all.empty());
    CHECK(told.neverBackwards());
    CHECK(told.all.back().sheetsOut == pages);
    CHECK(told.all.back().reason.empty());
    CHECK(harness.control().printed().back() == job.pdf);
  }
  CHECK(harness.control().printed().size() == 2);
  CHECK(harness.control().sheetsOut() == 4);
}

TEMPLATE_TEST_CASE("an empty tray is told before and the job goes on after the refill", "[printer]",
                   SimulatorHarness, IppHarness) {
  TestType harness;
  const auto printer = opened(harness);
  harness.control().paperOut();
  const auto status = printer->status(patient()).value();
  CHECK(status.paper == Supply::Out);
  CHECK(status.health.state == DeviceState::UserError);
  CHECK(status.health.reason == codes::kPaperOut);
  CHECK(std::find(status.reasons.begin(), status.reasons.end(), "media-empty") != status.reasons.end());
  Told told;
  const auto outcome = printer->print(
      jobOf(2),
      [&](const PrintProgress& now) {
        told.all.push_back(now);
        if (now.reason == codes::kPaperOut) {
          harness.control().refill();
        }
      },
      patient());
  REQUIRE(outcome);
  CHECK(outcome->sheetsOut == 2);
  CHECK(told.reason(codes::kPaperOut));
  CHECK(printer->status(patient()).value().paper == Supply::Full);
}

TEMPLATE_TEST_CASE("paper that ends in mid-job is told with the sheets that are out, and the job goes on",
                   "[printer]", SimulatorHarness, IppHarness) {
  TestType harness;
  const auto printer = opened(harness);
  harness.control().paperOut(1);
  CHECK(printer->health(patient()).state == DeviceState::Online);
  int outWhenEmpty = -1;
  const auto outcome = printer->print(
      jobOf(3),
      [&](const PrintProgress& now) {
        if (now.reason == codes::kPaperOut && outWhenEmpty < 0) {
          outWhenEmpty = now.sheetsOut;
          harness.control().refill();
        }
      },
      patient());
  REQUIRE(outcome);
  CHECK(outcome->sheetsOut == 3);
  CHECK(outWhenEmpty == 1);
}

TEMPLATE_TEST_CASE("a jam and an open door are told apart, and cleared", "[printer]", SimulatorHarness,
                   IppHarness) {
  TestType harness;
  const auto printer = opened(harness);
  harness.control().jam(2);
  harness.control().openDoor(3);
  Told told;
  const auto outcome = printer->print(
      jobOf(3),
      [&](const PrintProgress& now) {
        told.all.push_back(now);
        if (now.reason == codes::kPaperJam) {
          harness.control().clearJam();
        } else if (now.reason == codes::kPrinterDoorOpen) {
          harness.control().closeDoor();
        }
      },
      patient());
  REQUIRE(outcome);
  CHECK(told.reason(codes::kPaperJam));
  CHECK(told.reason(codes::kPrinterDoorOpen));
  CHECK(told.all.back().reason.empty());
}

TEMPLATE_TEST_CASE("a job the printer gives up is aborted with its count, never called printed", "[printer]",
                   SimulatorHarness, IppHarness) {
  TestType harness;
  const auto printer = opened(harness);
  harness.control().abortAt(2);
  const auto outcome = printer->print(jobOf(3), {}, patient());
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().code == codes::kPrintAborted);
  CHECK(outcome.error().detail.find("sheets-out=1") != std::string::npos);
  CHECK(harness.control().printed().empty());
  stillPrints(harness, *printer);
}

TEMPLATE_TEST_CASE("a printer that counts fewer sheets than expected has not printed the job", "[printer]",
                   SimulatorHarness, IppHarness) {
  TestType harness;
  const auto printer = opened(harness);
  PrintJob job = jobOf(1);
  job.sheets = 2;
  const auto outcome = printer->print(job, {}, patient());
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().code == codes::kPrintAborted);
  CHECK(outcome.error().detail.find("sheets-out=1") != std::string::npos);
}

TEMPLATE_TEST_CASE("a medium or format the printer does not take is refused before a sheet moves",
                   "[printer]", SimulatorHarness, IppHarness) {
  TestType harness;
  const auto printer = opened(harness);
  PrintJob wrongMedia = jobOf(1);
  wrongMedia.media = "om_slip_80x200mm";
  CHECK(printer->print(wrongMedia, {}, patient()).error().code == codes::kPrintRefused);
  PrintJob wrongFormat = jobOf(1);
  wrongFormat.pdf = Bytes(100, 'x');
  CHECK(printer->print(wrongFormat, {}, patient()).error().code == codes::kPrintRefused);
  CHECK(harness.control().sheetsOut() == 0);
  stillPrints(harness, *printer);
}

TEMPLATE_TEST_CASE("a printer that is off is gone, before and when asked", "[printer]", SimulatorHarness,
                   IppHarness) {
  TestType harness;
  const auto printer = opened(harness);
  REQUIRE(harness.control().turnOff());
  CHECK(printer->status(patient()).error().code == codes::kGone);
  CHECK(printer->health(patient()).state == DeviceState::NoDevice);
  CHECK(printer->print(jobOf(1), {}, patient()).error().code == codes::kGone);
  CHECK(harness.driver()->open(patient()).error().code == codes::kGone);
  REQUIRE(harness.control().turnOn());
  stillPrints(harness, *printer);
}

TEMPLATE_TEST_CASE("a printer that goes off in mid-job is gone, with the sheets that were seen", "[printer]",
                   SimulatorHarness, IppHarness) {
  TestType harness;
  const auto printer = opened(harness);
  harness.control().jam(2);  // holds the job at one sheet, so that the plug is pulled at a known moment
  const auto outcome = printer->print(
      jobOf(2),
      [&](const PrintProgress& now) {
        if (now.reason == codes::kPaperJam) {
          REQUIRE(harness.control().turnOff());
        }
      },
      patient());
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().code == codes::kGone);
  CHECK(outcome.error().detail.find("sheets-out=1") != std::string::npos);
  harness.control().clearJam();
  REQUIRE(harness.control().turnOn());
  stillPrints(harness, *printer);
}

TEMPLATE_TEST_CASE("a stop ends a waiting job at the printer within 100 ms", "[printer]", SimulatorHarness,
                   IppHarness) {
  TestType harness;
  const auto printer = opened(harness);
  harness.control().paperOut(1);
  std::stop_source stop;
  std::chrono::steady_clock::time_point asked;
  const auto outcome = printer->print(
      jobOf(3),
      [&](const PrintProgress& now) {
        if (now.reason == codes::kPaperOut) {
          asked = std::chrono::steady_clock::now();
          stop.request_stop();
        }
      },
      patient(stop.get_token()));
  const auto took = std::chrono::steady_clock::now() - asked;
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().code == xiaowu::errors::kCancelled);
  CHECK(outcome.error().fault == Fault::Cancelled);
  CHECK(outcome.error().detail.find("sheets-out=1") != std::string::npos);
  CHECK(took < 250ms);  // 100 ms promised; the rest is room for a loaded machine
  harness.control().refill();
  stillPrints(harness, *printer);
  CHECK(harness.control().sheetsOut() == 2);  // of the cancelled job nothing more came out
}

TEMPLATE_TEST_CASE("a stop before the call prints nothing", "[printer]", SimulatorHarness, IppHarness) {
  TestType harness;
  const auto printer = opened(harness);
  std::stop_source stop;
  stop.request_stop();
  CHECK(printer->print(jobOf(1), {}, patient(stop.get_token())).error().code == xiaowu::errors::kCancelled);
  CHECK(harness.driver()->open(patient(stop.get_token())).error().code == xiaowu::errors::kCancelled);
  CHECK(harness.control().sheetsOut() == 0);
  stillPrints(harness, *printer);
}

TEMPLATE_TEST_CASE("at the deadline the job is cancelled and the cause is the error", "[printer]",
                   SimulatorHarness, IppHarness) {
  TestType harness;
  const auto printer = opened(harness);
  harness.control().jam(2);
  const auto start = std::chrono::steady_clock::now();
  const auto outcome = printer->print(jobOf(2), {}, CallContext::within(1500ms));
  const auto took = std::chrono::steady_clock::now() - start;
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().code == codes::kPaperJam);
  CHECK(outcome.error().detail.find("sheets-out=1") != std::string::npos);
  CHECK(took >= 1500ms);
  CHECK(took < 3s);
  harness.control().clearJam();
  stillPrints(harness, *printer);
}

TEMPLATE_TEST_CASE("toner is told and does not stop the printer", "[printer]", SimulatorHarness, IppHarness) {
  TestType harness;
  const auto printer = opened(harness);
  CHECK(printer->status(patient()).value().toner == Supply::Full);
  harness.control().setToner(4);
  const auto low = printer->status(patient()).value();
  CHECK(low.toner == Supply::Low);
  CHECK(low.health.state == DeviceState::Online);
  harness.control().setToner(0);
  const auto out = printer->status(patient()).value();
  CHECK(out.toner == Supply::Out);
  CHECK(out.health.reason == codes::kTonerOut);
  harness.control().setToner(90);
  stillPrints(harness, *printer);
}

TEMPLATE_TEST_CASE("a closed printer says so", "[printer]", SimulatorHarness, IppHarness) {
  TestType harness;
  const auto printer = opened(harness);
  printer->close();
  printer->close();
  CHECK(printer->status(patient()).error().code == codes::kNotOpen);
  CHECK(printer->health(patient()).reason == codes::kNotOpen);
  CHECK(printer->print(jobOf(1), {}, patient()).error().code == codes::kNotOpen);
  stillPrints(harness, *printer);
}
