// A printer that outlives the kiosk, and a line to it that is cut: no sheet comes out in front of anybody but
// its owner. The printer is a process of ippeveprinter that belongs to this program, not to the kiosk.
#include "tests/journey/kiosk/Walks.h"

#include "drivers/printer/simulator/IppPrinterProcess.h"
#include "tests/support/Catch.h"
#include "tests/support/IppLine.h"
#include "tools/harness/Http.h"

using namespace xiaowu;
using namespace xiaowu::journey;

namespace {

std::unique_ptr<simulator::IppPrinterProcess> printerOfItsOwn() {
  auto started = simulator::IppPrinterProcess::start();
  INFO((started ? std::string() : describe(started.error())));
  REQUIRE(started);
  return std::move(*started);
}

/// A cabin at the far end of a line to a printer that nobody in the cabin can end.
struct FarCabin {
  std::unique_ptr<simulator::IppPrinterProcess> printer = printerOfItsOwn();
  testing::IppLine line{testing::portOf(printer->uri())};
  Cabin cabin;
  QString verifyUrl;  ///< of the proof that did not come out

  explicit FarCabin(const harness::KioskStart& start = {}) : cabin(start, site()) {}

  [[nodiscard]] harness::SiteOptions site() const {
    harness::SiteOptions options;
    options.printerAddress = line.uri();
    return options;
  }
  void toEmptyTray() {
    toRecord(cabin, liWei());
    printer->paperOut();
    cabin.to(u"打印"_s, u"printing"_s);
    cabin.trouble(u"printer.paper-out"_s);
    REQUIRE(printer->sheetsOut() == 0);
    verifyUrl = cabin.status()[u"verifyUrl"_s].toString();
    REQUIRE_FALSE(verifyUrl.isEmpty());
  }
  /// What anybody reads who scans the code of the first proof.
  [[nodiscard]] bool firstProofIsVoid() const {
    return QString::fromUtf8(harness::httpGet(verifyUrl).body).contains(u"已作废"_s);
  }
  /// What the kiosk knows of its printer: it has asked since.
  void printerIs(const QString& word) {
    cabin.waitFor(
        [&](const QJsonObject& status) {
          return status[u"devices"_s].toObject()[u"printer"_s].toString() == word;
        },
        u"the printer to be "_s + word);
  }
  /// Somebody fills the tray, the owner comes back, proves himself and prints: that one sheet, and no other.
  void ownerGetsOneSheet() {
    printer->refill();
    printerIs(u"online"_s);
    CHECK(printer->sheetsOut() == 0);
    cabin.liftCard();
    toRecord(cabin, liWei());
    CHECK(printer->sheetsOut() == 0);
    cabin.to(u"打印"_s, u"printing"_s);
    cabin.at(u"result"_s);
    leave(cabin);
    CHECK(printer->sheetsOut() == 1);
    CHECK(printer->printed().size() == 1);
    cabin.platformHas(
        [&](const QJsonObject& state) {
          return state[u"proofs"_s].toInt() == 2 && state[u"printed"_s].toInt() == 1 && firstProofIsVoid();
        },
        u"the proof that did not come out to be void, and the second one printed"_s);
  }
};

}  // namespace

TEST_CASE("1 the kiosk is killed while a sheet waits for paper: the refill brings nothing out") {
  FarCabin far;
  far.toEmptyTray();
  far.cabin.kiosk().kill();
  far.cabin.restart({}, false);
  far.printerIs(u"userError"_s);
  far.ownerGetsOneSheet();
}

TEST_CASE("2 the line is cut while a sheet waits for paper, and he does not wait: nothing comes out later") {
  FarCabin far;
  far.toEmptyTray();
  far.line.cut();
  far.cabin.to(u"不等了，不打印了"_s, u"farewell"_s);
  far.cabin.to(u"回到首页"_s, u"attract"_s);
  far.printerIs(u"noDevice"_s);
  far.line.restore();
  far.printerIs(u"userError"_s);
  far.ownerGetsOneSheet();
}

TEST_CASE(
    "3 he walks off while a sheet waits for paper: the cabin is free, and the refill brings nothing out") {
  harness::KioskStart start;
  start.delays = {u"holderAway=300"_s, u"maskedEnd=700"_s, u"idleWaiting=1500"_s, u"idleCountdown=1000"_s};
  FarCabin far(start);
  far.toEmptyTray();
  SECTION("with his card") {
    (void)far.cabin.command(u"face.gone"_s);
    far.cabin.pullCard();
  }
  SECTION("without it") {}
  far.cabin.at(u"attract"_s);
  far.cabin.seesNothingOf(liWei());
  far.ownerGetsOneSheet();
}
