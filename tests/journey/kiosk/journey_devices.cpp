// Cables are pulled, paper runs out, the line breaks: the resident is told the truth, nothing is lost, there
// is always a way on.
#include "tests/journey/kiosk/Walks.h"

#include "tests/support/Catch.h"

using namespace xiaowu::journey;

namespace {

Cabin& cabin() {
  xiaowu::harness::KioskStart start;
  start.delays = {u"acceptWait=4000"_s};
  auto& shared = sharedCabin(start);
  shared.liftCard();
  (void)shared.command(u"face.gone"_s);
  return shared;
}

/// A cable that can be pulled: the order of the panel, and the device as the status names it.
struct Cable {
  QString order;
  QString device;
};
const Cable kCardReader{u"card.unplug"_s, u"idcard"_s};
const Cable kCamera{u"cam.unplug"_s, u"camera"_s};
const Cable kScanner{u"scan.unplug"_s, u"scanner"_s};
const Cable kScannersPaperPath{u"scan.jam"_s, u"scanner"_s};
const Cable kPrinter{u"print.off"_s, u"printer"_s};
const Cable kSlipPrinter{u"slip.off"_s, u"slipPrinter"_s};

void pull(Cabin& kiosk, const Cable& cable) {
  (void)kiosk.plug(cable.order, true);
}

void waitUntil(Cabin& kiosk, const Cable& cable, bool online) {
  kiosk.waitFor(
      [&](const QJsonObject& status) {
        return (status[u"devices"_s][cable.device].toString() == u"online"_s) == online;
      },
      cable.device + (online ? u" online"_s : u" gone"_s));
}

void pullAndWait(Cabin& kiosk, const Cable& cable) {
  pull(kiosk, cable);
  waitUntil(kiosk, cable, false);
}

void putBack(Cabin& kiosk, const Cable& cable) {
  (void)kiosk.plug(cable.order, false);
  waitUntil(kiosk, cable, true);
}

/// The list and the guide say what cannot be done; with the device back the same guide lets go on.
void guideSays(Cabin& kiosk, const QString& item, const QString& why, const std::function<void()>& repair) {
  kiosk.to(u"开始办理"_s, u"items"_s);
  kiosk.sees(u"暂时不能办："_s + why);
  kiosk.to(item, u"guide"_s);
  kiosk.sees(u"现在不能在这里办："_s + why);
  repair();
  kiosk.sees(u"在这台机器上现在就能办"_s);
  kiosk.to(u"下一步"_s, u"consent"_s);
  giveUp(kiosk);
}

void guideSaysWithout(Cabin& kiosk, const Cable& cable, const QString& item, const QString& why) {
  pullAndWait(kiosk, cable);
  guideSays(kiosk, item, why, [&] { putBack(kiosk, cable); });
}

/// At the result, or on the way there: one sheet more than `before`, and home.
void oneSheetAndHome(Cabin& kiosk, int before) {
  kiosk.at(u"result"_s);
  CHECK(kiosk.sheets() == before + 1);
  CHECK(kiosk.status()[u"sheetsOut"_s].toInt() == 1);
  leave(kiosk);
}

void printIsTold(Cabin& kiosk, const QString& trouble) {
  kiosk.to(u"打印"_s, u"printing"_s);
  kiosk.trouble(trouble);
}

void waitForSlip(Cabin& kiosk, int before) {
  kiosk.waitFor(
      [&](const QJsonObject& status) { return status[u"panel"_s][u"slipSheets"_s].toInt() == before + 1; },
      u"the slip"_s);
}

}  // namespace

TEST_CASE("01 card reader: told before the card, at the card, and of no matter later") {
  auto& kiosk = cabin();
  guideSaysWithout(kiosk, kCardReader, kQuery, u"身份证读卡器现在不能用"_s);
  toCard(kiosk, kQuery);
  pull(kiosk, kCardReader);
  kiosk.trouble(u"device.gone"_s);
  putBack(kiosk, kCardReader);
  kiosk.tap(u"再试一次"_s);
  (void)kiosk.person(u"card.put"_s, liWei());
  kiosk.at(u"faceConsent"_s);
  pullAndWait(kiosk, kCardReader);
  (void)kiosk.person(u"face.show"_s, liWei());
  kiosk.tap(u"同意"_s);
  kiosk.at(u"record"_s);
  kiosk.trouble({});
  putBack(kiosk, kCardReader);
  giveUp(kiosk);
}

TEST_CASE("02 camera: another way, and back to the face when it is there again") {
  auto& kiosk = cabin();
  guideSaysWithout(kiosk, kCamera, kQuery, u"摄像头现在不能用"_s);
  toFaceConsent(kiosk, liWei());
  kiosk.to(u"同意"_s, u"face"_s);
  pull(kiosk, kCamera);
  kiosk.at(u"otherWays"_s);
  kiosk.trouble(u"device.gone"_s);
  kiosk.tap(u"知道了"_s);
  kiosk.sees(u"改天到服务中心窗口办"_s);
  putBack(kiosk, kCamera);
  (void)kiosk.person(u"face.show"_s, liWei());
  kiosk.tap(u"还是刷脸吧"_s);  // agreed to before
  kiosk.at(u"record"_s);
  pullAndWait(kiosk, kCamera);  // the face is no longer needed
  kiosk.to(u"打印"_s, u"printing"_s);
  kiosk.at(u"result"_s);
  kiosk.trouble({});
  putBack(kiosk, kCamera);
  leave(kiosk);
}

TEST_CASE("03 a camera that shows the same picture for ever is no camera") {
  auto& kiosk = cabin();
  toFaceConsent(kiosk, liWei());
  (void)kiosk.plug(u"cam.freeze"_s, true);
  kiosk.tap(u"同意"_s);
  kiosk.at(u"otherWays"_s);
  kiosk.trouble(u"camera.frozen"_s);
  (void)kiosk.plug(u"cam.freeze"_s, false);
  kiosk.tap(u"知道了"_s);
  giveUp(kiosk);
}

TEST_CASE("04 printer out of paper: told, refilled, the same job, one sheet") {
  auto& kiosk = cabin();
  const int before = kiosk.sheets();
  toRecord(kiosk, liWei());
  (void)kiosk.command(u"print.paperout"_s);
  printIsTold(kiosk, u"printer.paper-out"_s);
  kiosk.sees(u"还没有出纸，一共 1 张"_s);
  (void)kiosk.command(u"print.refill"_s);
  oneSheetAndHome(kiosk, before);
}

TEST_CASE(
    "05 printer switched off: told in the guide; at the print the proof stays good and one sheet comes") {
  auto& kiosk = cabin();
  const int before = kiosk.sheets();
  toRecord(kiosk, liWei());
  pull(kiosk, kPrinter);
  kiosk.to(u"打印"_s, u"printing"_s);
  kiosk.waitFor([](const QJsonObject& status) { return !status[u"trouble"_s].toString().isEmpty(); },
                u"a trouble of the printer"_s);
  kiosk.tap(u"先不试了"_s);
  kiosk.at(u"farewell"_s);
  kiosk.liftCard();
  kiosk.to(u"回到首页"_s, u"attract"_s);
  waitUntil(kiosk, kPrinter, false);
  guideSays(kiosk, kQuery, u"打印机现在不能用"_s, [&] { putBack(kiosk, kPrinter); });
  CHECK(kiosk.sheets() == before);
  toRecord(kiosk, liWei());
  pull(kiosk, kPrinter);
  kiosk.to(u"打印"_s, u"printing"_s);
  kiosk.waitFor([](const QJsonObject& status) { return !status[u"trouble"_s].toString().isEmpty(); },
                u"a trouble of the printer"_s);
  putBack(kiosk, kPrinter);  // it was waited for: the print goes on by itself
  oneSheetAndHome(kiosk, before);
}

TEST_CASE("05b paper jam: told, cleared, one sheet") {
  auto& kiosk = cabin();
  const int before = kiosk.sheets();
  toRecord(kiosk, liWei());
  (void)kiosk.command(u"print.jam"_s);
  printIsTold(kiosk, u"printer.paper-jam"_s);
  kiosk.sees(u"打印机卡纸了"_s);
  (void)kiosk.command(u"print.clear"_s);
  oneSheetAndHome(kiosk, before);
}

TEST_CASE("06 no seal, no sheet") {
  auto& kiosk = cabin();
  const int before = kiosk.sheets();
  toRecord(kiosk, liWei());
  (void)kiosk.plug(u"seal.down"_s, true);
  printIsTold(kiosk, u"seal.unavailable"_s);
  kiosk.sees(u"现在不能盖电子章，所以不打印"_s);
  CHECK(kiosk.sheets() == before);
  (void)kiosk.plug(u"seal.down"_s, false);
  kiosk.tap(u"再试一次"_s);
  oneSheetAndHome(kiosk, before);
}

TEST_CASE("07 the line is cut while the record is asked for, and again before the proof") {
  auto& kiosk = cabin();
  const int before = kiosk.sheets();
  toFaceConsent(kiosk, liWei());
  kiosk.to(u"同意"_s, u"face"_s);
  (void)kiosk.command(u"net.down"_s);
  (void)kiosk.person(u"face.show"_s, liWei());
  kiosk.at(u"fetching"_s);
  kiosk.trouble(u"platform.unreachable"_s);
  (void)kiosk.command(u"net.up"_s);
  kiosk.tap(u"再试一次"_s);
  kiosk.at(u"record"_s);
  (void)kiosk.command(u"net.down"_s);
  printIsTold(kiosk, u"platform.unreachable"_s);
  CHECK(kiosk.sheets() == before);
  (void)kiosk.command(u"net.up"_s);
  kiosk.tap(u"再试一次"_s);
  oneSheetAndHome(kiosk, before);
}

TEST_CASE("08 a full disk refuses applications in words, and queries still work") {
  auto& kiosk = cabin();
  (void)kiosk.plug(u"disk.fill"_s, true);
  guideSays(kiosk, kApplication, u"这台机器现在不能收新材料"_s,
            [&] { (void)kiosk.plug(u"disk.fill"_s, false); });
  (void)kiosk.plug(u"disk.fill"_s, true);
  toRecord(kiosk, liWei());
  kiosk.to(u"打印"_s, u"printing"_s);
  kiosk.at(u"result"_s);
  leave(kiosk);
  (void)kiosk.plug(u"disk.fill"_s, false);
}

TEST_CASE("08 a disk that fills while somebody writes is told at once, and promised nothing") {
  auto& kiosk = cabin();
  toForm(kiosk, liWei());
  kiosk.tap(u"下一步"_s);
  kiosk.sees(u"手机号码"_s);
  (void)kiosk.plug(u"disk.fill"_s, true);
  (void)kiosk.command(u"ui.type"_s, {{u"keys"_s, u"13812345678"_s}});
  kiosk.tap(u"下一步"_s);
  kiosk.trouble(u"draft.not-kept"_s);
  kiosk.sees(u"没能存下来"_s);
  (void)kiosk.plug(u"disk.fill"_s, false);
  giveUp(kiosk);
}

TEST_CASE(
    "09 scanner jammed and unplugged; reader gone in the form; then no line: stored, told, and accepted by "
    "itself") {
  auto& kiosk = cabin();
  guideSaysWithout(kiosk, kScanner, kApplication, u"扫描仪现在不能用"_s);
  toForm(kiosk, liWei());
  pullAndWait(kiosk, kCardReader);
  fillForm(kiosk);
  putBack(kiosk, kCardReader);
  pullAndWait(kiosk, kScannersPaperPath);
  kiosk.to(u"扫描"_s, u"scan"_s);
  kiosk.trouble(u"scanner.jammed"_s);
  kiosk.sees(u"扫描仪里的纸卡住了"_s);
  putBack(kiosk, kScannersPaperPath);
  kiosk.tap(u"再试一次"_s);
  pull(kiosk, kScanner);
  kiosk.trouble(u"scanner.unavailable"_s);
  putBack(kiosk, kScanner);
  kiosk.tap(u"再试一次"_s);
  (void)kiosk.command(u"scan.put"_s, {{u"document"_s, u"marriage"_s}, {u"person"_s, liWei().id}});
  kiosk.tap(u"开始扫描"_s);
  acceptPaper(kiosk);
  scanPaper(kiosk, u"hukou"_s, liWei());
  acceptPaper(kiosk);
  promise(kiosk);
  pullAndWait(kiosk, kScanner);  // no longer needed
  reviewAndSign(kiosk);
  putBack(kiosk, kScanner);
  const int slips = kiosk.slips();
  (void)kiosk.command(u"net.down"_s);
  handIn(kiosk);
  CHECK(kiosk.status()[u"submission"_s].toString() == u"stored"_s);
  kiosk.sees(u"已暂存"_s);
  waitForSlip(kiosk, slips);
  leave(kiosk);
  kiosk.waitFor([](const QJsonObject& status) { return !status[u"online"_s].toBool(); },
                u"the line to count as down"_s, std::chrono::seconds{60});
  guideSays(kiosk, kQuery, u"网络断了"_s, [&] {
    CHECK(kiosk.platform().state()[u"submissions"_s].toArray().isEmpty());
    (void)kiosk.command(u"net.up"_s);
    kiosk.waitFor([](const QJsonObject& status) { return status[u"online"_s].toBool(); }, u"the line"_s,
                  std::chrono::seconds{60});
  });
  kiosk.platformHasCases(1);
}

TEST_CASE("10 slip printer switched off: told, and the slip comes when it is on again") {
  auto& kiosk = cabin();
  toForm(kiosk, liWei());
  pullAndWait(kiosk, kSlipPrinter);
  applyFromForm(kiosk, liWei());
  // With the application of the case before.
  CHECK(kiosk.status()[u"submission"_s].toString() == u"alreadySubmitted"_s);
  kiosk.waitFor(
      [](const QJsonObject& status) { return status[u"trouble"_s].toString().startsWith(u"slip."_s); },
      u"a trouble of the slip"_s);
  kiosk.sees(u"小票没有打印出来"_s);
  putBack(kiosk, kSlipPrinter);
  const int slips = kiosk.slips();
  kiosk.tap(u"再试一次"_s);
  kiosk.sees(u"小票已经出来了"_s);
  CHECK(kiosk.slips() == slips + 1);
  leave(kiosk);
  kiosk.platformHasCases(2);
}

TEST_CASE("11 half an answer, and a slip printer without paper: one case, one slip") {
  auto& kiosk = cabin();
  const int slips = kiosk.slips();
  toForm(kiosk, wangFang());
  fillForm(kiosk);
  settleMaterials(kiosk, wangFang());
  reviewAndSign(kiosk);
  (void)kiosk.command(u"slip.paperout"_s);
  (void)kiosk.command(u"net.halfreply"_s, {{u"count"_s, 2}});
  handIn(kiosk);
  kiosk.trouble(u"slip.printer.paper-out"_s);
  kiosk.sees(u"小票没有打印出来"_s);
  (void)kiosk.command(u"slip.refill"_s);
  kiosk.trouble({});
  kiosk.sees(u"还要补交：居住证明（最迟"_s);
  waitForSlip(kiosk, slips);
  leave(kiosk);
  kiosk.platformHasCases(3);
  CHECK(kiosk.slips() == slips + 1);
  kiosk.stopAndCheckStore(3);
}
