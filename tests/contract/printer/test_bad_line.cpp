// What a bad line does to the IPP driver in front of a real printer: a pause between two pieces is no end, a
// lost answer is asked about again, and no sheet comes out that was told as failed.

#include "tests/contract/printer/PrinterHarnesses.h"
#include "tests/support/IppLine.h"

#include <cups/ipp.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>

using namespace xiaowu;
using namespace xiaowu::drivers;
using namespace xiaowu::tests;
using namespace std::chrono_literals;
using xiaowu::testing::IppLine;
using xiaowu::testing::LineFate;
namespace codes = xiaowu::drivers::errors;

namespace {

/// A printer, a line to it and a driver at the near end.
struct FarPrinter {
  IppHarness harness;
  IppLine line{xiaowu::testing::portOf(harness.control().uri())};
  std::unique_ptr<Printer> driver = makePrinter(line.uri()).value();

  void open() const {
    const auto health = driver->open(patient());
    INFO((health ? std::string() : describe(health.error())));
    REQUIRE(health);
  }
};

PrintJob namedJob(int pages, const std::string& id) {
  PrintJob job = jobOf(pages);
  job.id = id;
  return job;
}

/// The first request of this kind meets `fate`, the others pass.
auto once(int operation, LineFate fate) {
  return [operation, fate, met = std::make_shared<std::atomic<bool>>(false)](int asked) {
    return asked == operation && !met->exchange(true) ? fate : LineFate::Passes;
  };
}

}  // namespace

TEST_CASE("a line that delivers in pieces prints, however long the pauses between them are", "[ipp][line]") {
  struct Pieces {
    std::size_t bytes;
    std::chrono::milliseconds pause;
  };
  const auto pieces = GENERATE(values<Pieces>({{1, 1ms}, {10, 25ms}, {50, 50ms}, {100, 300ms}}));
  CAPTURE(pieces.bytes, pieces.pause.count());
  FarPrinter far;
  far.line.deliverInPieces(pieces.bytes, pieces.pause);
  far.open();
  const auto outcome = far.driver->print(namedJob(1, "pieces"), {}, patient());
  INFO((outcome ? std::string() : describe(outcome.error())));
  REQUIRE(outcome);
  CHECK(outcome->sheetsOut == 1);
  CHECK(far.harness.control().sheetsOut() == 1);
}

TEST_CASE("what gets lost on the way is asked about, and every sheet comes out once", "[ipp][line]") {
  const int operation =
      GENERATE(int(IPP_OP_CREATE_JOB), int(IPP_OP_SEND_DOCUMENT), int(IPP_OP_GET_JOB_ATTRIBUTES),
               int(IPP_OP_GET_JOBS), int(IPP_OP_GET_PRINTER_ATTRIBUTES));
  const auto fate =
      GENERATE(LineFate::AnswerLost, LineFate::AnswerTorn, LineFate::RequestLost, LineFate::RequestTorn);
  CAPTURE(operation, static_cast<int>(fate));
  FarPrinter far;
  far.open();
  far.line.decide(once(operation, fate));
  const auto outcome = far.driver->print(namedJob(2, "lost-once"), {}, patient());
  INFO((outcome ? std::string() : describe(outcome.error())));
  REQUIRE(outcome);
  CHECK(outcome->sheetsOut == 2);
  CHECK(far.harness.control().sheetsOut() == 2);
  CHECK(far.harness.control().printed().size() == 1);
}

TEST_CASE("a line that is cut for a moment in mid-job is waited for and the sheets are counted",
          "[ipp][line]") {
  FarPrinter far;
  far.open();
  far.harness.control().paperOut(1);
  bool told = false;
  const auto outcome = far.driver->print(
      namedJob(3, "cut-for-a-moment"),
      [&](const PrintProgress& now) {
        if (now.reason == codes::kPaperOut) {
          far.line.cut();
          far.harness.control().refill();
        } else if (now.reason == codes::kGone) {
          told = true;  // the resident is not left without a word
          far.line.restore();
        }
      },
      patient());
  INFO((outcome ? std::string() : describe(outcome.error())));
  REQUIRE(outcome);
  CHECK(outcome->sheetsOut == 3);
  CHECK(told);
  CHECK(far.harness.control().sheetsOut() == 3);
}

TEST_CASE("a job that was given up over a cut line prints nothing more once the line is back",
          "[ipp][line]") {
  FarPrinter far;
  far.open();
  far.harness.control().paperOut(1);
  std::stop_source stop;
  const auto outcome = far.driver->print(
      namedJob(3, "given-up"),
      [&](const PrintProgress& now) {
        if (now.reason == codes::kPaperOut) {
          far.line.cut();
          stop.request_stop();  // he goes away
        }
      },
      patient(stop.get_token()));
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().code == xiaowu::errors::kCancelled);
  far.line.restore();
  SECTION("health() ends it") {
    while (far.driver->health(CallContext::within(2s)).reason == codes::kBusy) {
    }
  }
  SECTION("open() ends it") {
    far.driver->close();
    far.open();
  }
  SECTION("another run's open() ends it, and the count is asked") {
    const auto other = makePrinter(far.line.uri()).value();
    REQUIRE(other->open(patient()));
    const auto account = other->settle("given-up", patient());
    REQUIRE(account);
    CHECK(account->known);
    CHECK_FALSE(account->completed);
    CHECK(account->sheetsOut == 1);
  }
  far.harness.control().refill();
  const auto next = far.driver->print(namedJob(1, "the next person's"), {}, patient());
  INFO((next ? std::string() : describe(next.error())));
  REQUIRE(next);
  CHECK(far.harness.control().sheetsOut() == 2);
  CHECK(far.harness.control().printed().size() == 1);
}

TEST_CASE("nothing is printed while a job of before waits in a jam", "[ipp][line]") {
  FarPrinter far;
  far.open();
  far.harness.control().jam(1);
  std::stop_source stop;
  static_cast<void>(far.driver->print(
      namedJob(1, "before"),
      [&](const PrintProgress& now) {
        if (now.reason == codes::kPaperJam) {
          stop.request_stop();
        }
      },
      patient(stop.get_token())));
  bool waited = false;
  const auto next = far.driver->print(
      namedJob(1, "next"),
      [&](const PrintProgress& now) {
        if (now.reason == codes::kPaperJam) {
          waited = true;
          far.harness.control().clearJam();
        }
      },
      patient());
  REQUIRE(next);
  CHECK(waited);
  CHECK(far.harness.control().sheetsOut() == 1);
}

TEST_CASE("a job told as gone is counted later, and trying it again prints no second copy", "[ipp][line]") {
  FarPrinter far;
  far.open();
  far.line.decide([&](int operation) {  // the last answer that comes through is that to Send-Document
    return operation == IPP_OP_GET_JOB_ATTRIBUTES ? LineFate::RequestLost : LineFate::Passes;
  });
  const auto outcome = far.driver->print(namedJob(2, "told-as-gone"), {}, patient());
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().code == codes::kGone);
  far.line.decide({});
  SECTION("counted") {
    const auto account = far.driver->settle("told-as-gone", patient());
    REQUIRE(account);
    CHECK(account->known);
    CHECK(account->sheetsOut == far.harness.control().sheetsOut());
  }
  SECTION("tried again") {
    const auto again = far.driver->print(namedJob(2, "told-as-gone"), {}, patient());
    REQUIRE(again);
    CHECK(again->sheetsOut == 2);
  }
  CHECK(far.harness.control().sheetsOut() == 2);
}

TEST_CASE("a job that the printer never had is unknown", "[ipp][line]") {
  FarPrinter far;
  far.open();
  const auto account = far.driver->settle("never", patient());
  REQUIRE(account);
  CHECK_FALSE(account->known);
}
