// Papers as residents meet them: approved at once or looked at by people, doubtful fields held against the
// paper, both sides of a card, papers from before.
#include "tests/journey/kiosk/Walks.h"

#include <QRegularExpression>

#include "tests/support/Catch.h"

using namespace xiaowu::journey;

namespace {

const QString kAllowance = u"高龄津贴申请"_s;
const QString kFind = u"以前交过？找一找（要先证明是您本人）"_s;
const QString kKeep = u"以后办事，可以再用这些材料"_s;
const QString kReuse = u"就用以前交过的这份"_s;

constexpr std::chrono::seconds kReadWithin{180};

const Resident& grandmother() {
  static const Resident who{u"chen-guiying"_s,
                            u"陈桂英"_s,
                            u"430624194403120042"_s,
                            {u"陈桂英"_s, u"430624194403120042"_s, u"石塘村"_s, u"0042"_s}};
  return who;
}

Cabin& cabin() {
  xiaowu::harness::SiteOptions site;
  site.noSamples = true;
  xiaowu::harness::KioskStart start;
  // Reading takes its time on a busy machine, and the answer of the platform is what is looked at.
  start.delays = {u"idle=300000"_s, u"acceptWait=60000"_s};
  auto& shared = sharedCabin(start, site);
  shared.liftCard();
  (void)shared.command(u"face.gone"_s);
  return shared;
}

/// From the open materials to the same page, proven by face, with the platform's answer.
void proveAndFind(Cabin& kiosk, const Resident& who) {
  kiosk.to(kFind, u"faceConsent"_s);
  (void)kiosk.person(u"face.show"_s, who);
  kiosk.tap(u"同意"_s);
  for (int tries = 1;;
       ++tries) {  // the check has a deadline, which a busy machine misses; a resident tries again
    const auto answered = [](const QJsonObject& status) {
      return status[u"step"_s] == u"materials"_s || !status[u"trouble"_s].toString().isEmpty();
    };
    kiosk.waitFor(answered, u"the face check's end"_s, std::chrono::seconds{60});
    if (kiosk.status()[u"trouble"_s].toString().isEmpty() || tries == 3) {
      break;
    }
    kiosk.tap(u"再试一次"_s);
  }
  kiosk.at(u"materials"_s);
}

void seesSoon(Cabin& kiosk, const QString& words) {
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(kReadWithin).count();
  (void)kiosk.command(u"ui.wait"_s, {{u"text"_s, words}, {u"timeoutMs"_s, static_cast<qint64>(ms)}});
}

void putPaper(Cabin& kiosk, const QString& document, const Resident& who, const QString& flaw = {},
              int dpi = 200) {
  QJsonObject order{{u"document"_s, document}, {u"person"_s, who.id}, {u"dpi"_s, dpi}};
  if (!flaw.isEmpty()) {
    order[u"flaw"_s] = flaw;
  }
  (void)kiosk.command(u"scan.put"_s, order);
}

/// Uses what was read: as good, or to be looked at by the staff.
bool takes(Cabin& kiosk) {
  return kiosk.texts().contains(u"使用这一页"_s) || kiosk.texts().contains(u"就这样交"_s);
}

void takeFinding(Cabin& kiosk) {
  kiosk.tap(kiosk.texts().contains(u"就这样交"_s) ? u"就这样交，请工作人员核对"_s : u"使用这一页"_s);
}

void takePage(Cabin& kiosk) {
  kiosk.waitFor([&](const QJsonObject&) { return takes(kiosk); }, u"the finding"_s, kReadWithin);
  takeFinding(kiosk);
}

/// At the materials; scans what is next and takes it.
void scanNext(Cabin& kiosk, const QString& document, const Resident& who, const QString& flaw = {}) {
  kiosk.to(u"扫描"_s, u"scan"_s);
  putPaper(kiosk, document, who, flaw);
  kiosk.tap(u"开始扫描"_s);
  takePage(kiosk);
  kiosk.at(u"materials"_s);
}

void toMaterials(Cabin& kiosk, const Resident& who) {
  toCard(kiosk, kApplication);
  (void)kiosk.person(u"card.put"_s, who);
  kiosk.waitFor(
      [](const QJsonObject& status) {
        return status[u"step"_s] == u"form"_s || status[u"step"_s] == u"draftOffer"_s;
      },
      u"the form or the draft"_s);
  if (kiosk.kiosk().step() == u"draftOffer"_s) {
    const auto handedIn = kiosk.texts().contains(u"再办一件新的"_s);
    kiosk.to(handedIn ? u"再办一件新的"_s : u"重新开始填"_s, u"form"_s);
  }
  fillForm(kiosk);
}

void keepSignAndHandIn(Cabin& kiosk, bool keep) {
  kiosk.to(u"下一步"_s, u"review"_s);
  if (keep) {
    (void)kiosk.command(u"ui.scrollto"_s, {{u"name"_s, kKeep}});
    kiosk.tap(kKeep);
  }
  kiosk.to(u"确认"_s, u"signature"_s);
  sign(kiosk);
  handIn(kiosk);
}

bool asks(Cabin& kiosk) {
  return kiosk.texts().contains(u"上下两行一样吗"_s);
}

/// Scans the marriage certificate coarser and coarser until the reader is no longer sure of something that it
/// could read.
void scanUntilInDoubt(Cabin& kiosk, const Resident& who) {
  for (const int dpi : {85, 80, 75, 90, 95, 72}) {
    putPaper(kiosk, u"marriage"_s, who, {}, dpi);
    kiosk.tap(u"开始扫描"_s);
    kiosk.waitFor(
        [&](const QJsonObject&) {
          return asks(kiosk) || takes(kiosk) || kiosk.texts().contains(u"这一份还不能用"_s);
        },
        u"the finding"_s, kReadWithin);
    if (asks(kiosk)) {
      return;
    }
    (void)kiosk.command(u"ui.scrollto"_s, {{u"name"_s, u"重新扫描"_s}});
    kiosk.tap(u"重新扫描"_s);
  }
  kiosk.failed(u"no resolution left a doubt"_s);
}

QString outcome(Cabin& kiosk) {
  return kiosk.status()[u"submission"_s].toString();
}

}  // namespace

TEST_CASE("01 proven by face, three good papers: approved at once, and the receipt says so") {
  auto& kiosk = cabin();
  toMaterials(kiosk, liWei());
  proveAndFind(kiosk, liWei());
  kiosk.sees(u"没有找到能用的、以前交过的材料，请扫描。"_s);
  scanNext(kiosk, u"marriage"_s, liWei());
  scanNext(kiosk, u"hukou"_s, liWei());
  scanNext(kiosk, u"letter"_s, liWei());
  keepSignAndHandIn(kiosk, true);
  kiosk.sees(u"已经批准了"_s);
  kiosk.sees(u"按规则当场批准（秒批）"_s);
  CHECK(outcome(kiosk) == u"approved"_s);
  leave(kiosk);
  kiosk.seesNothingOf(liWei());
  kiosk.platformHasCases(1);
}

TEST_CASE(
    "02 the same papers, one with another office's seal: accepted, looked at by people, and that is said "
    "twice") {
  auto& kiosk = cabin();
  toMaterials(kiosk, wangFang());
  proveAndFind(kiosk, wangFang());
  scanNext(kiosk, u"marriage"_s, wangFang());
  scanNext(kiosk, u"hukou"_s, wangFang());
  kiosk.to(u"扫描"_s, u"scan"_s);
  putPaper(kiosk, u"letter"_s, wangFang(), u"forgedseal"_s);
  kiosk.tap(u"开始扫描"_s);
  takePage(kiosk);
  kiosk.at(u"materials"_s);
  kiosk.sees(u"已收好，工作人员会再看一眼"_s);
  keepSignAndHandIn(kiosk, true);
  CHECK(outcome(kiosk) == u"accepted"_s);
  kiosk.sees(u"有 1 份材料工作人员会再看一眼"_s);
  kiosk.seesNot(u"批准"_s);
  leave(kiosk);
  kiosk.platformHasCases(2);
}

TEST_CASE(
    "03 the next time his papers are offered with origin, date and grade; one is taken, one is scanned all "
    "the same") {
  auto& kiosk = cabin();
  toMaterials(kiosk, liWei());
  kiosk.seesNot(kReuse);  // nothing is offered before he is proven
  proveAndFind(kiosk, liWei());
  const auto number = kiosk.platform().state()[u"submissions"_s][0][u"caseNumber"_s].toString();
  kiosk.sees(u"交过（本人上传），办件编号 "_s + number);
  CHECK(kiosk.texts().contains(QRegularExpression(u"20\\d\\d年\\d+月\\d+日 交过"_s)));
  kiosk.tap(kReuse);
  kiosk.sees(u"交过的那份"_s);
  scanNext(kiosk, u"hukou"_s, liWei());  // offered too, and refused by scanning
  kiosk.tap(kReuse);
  kiosk.to(u"下一步"_s, u"review"_s);
  kiosk.sees(u"用以前交过的那份"_s);
  giveUp(kiosk);
  kiosk.seesNothingOf(liWei());
}

TEST_CASE("04 somebody else's card is offered nothing of his") {
  auto& kiosk = cabin();
  toMaterials(kiosk, grandmother());
  proveAndFind(kiosk, grandmother());
  kiosk.sees(u"没有找到能用的、以前交过的材料，请扫描。"_s);
  kiosk.seesNot(kReuse);
  kiosk.seesNothingOf(liWei());
  giveUp(kiosk);
}

TEST_CASE("05 the card's front, the front again, the back; one side scanned anew keeps the other") {
  auto& kiosk = cabin();
  toCard(kiosk, kAllowance);
  (void)kiosk.person(u"card.put"_s, grandmother());
  kiosk.at(u"form"_s);
  kiosk.tap(u"下一步"_s);
  kiosk.sees(u"手机号码"_s);
  (void)kiosk.command(u"ui.type"_s, {{u"keys"_s, u"13812345678"_s}});
  kiosk.to(u"下一步"_s, u"materials"_s);
  kiosk.to(u"扫描"_s, u"scan"_s);
  kiosk.sees(u"请把有照片的一面朝上"_s);
  putPaper(kiosk, u"idfront"_s, grandmother());
  kiosk.tap(u"开始扫描"_s);
  takePage(kiosk);
  kiosk.sees(u"请翻过来，再扫描有国徽的一面"_s);
  kiosk.tap(u"开始扫描"_s);  // and did not turn it
  seesSoon(kiosk, u"有照片的一面已经有了，还差有国徽的一面"_s);
  kiosk.tap(u"重新扫描"_s);
  kiosk.to(u"返回"_s, u"materials"_s);
  kiosk.sees(u"还差有国徽的一面"_s);
  kiosk.to(u"扫描"_s, u"scan"_s);
  putPaper(kiosk, u"idback"_s, grandmother());
  kiosk.tap(u"开始扫描"_s);
  takePage(kiosk);
  kiosk.at(u"materials"_s);
  kiosk.sees(u"已收好"_s);
  promise(kiosk);
  kiosk.sees(u"以后补交"_s);
  kiosk.tap(u"身份证（两面）"_s);
  kiosk.to(u"重新扫描这一份"_s, u"scan"_s);
  kiosk.sees(u"另一面不用再扫"_s);
  kiosk.tap(u"开始扫描"_s);
  takePage(kiosk);
  kiosk.at(u"materials"_s);
  kiosk.sees(u"以后补交"_s);
  reviewAndSign(kiosk);
  handIn(kiosk);
  CHECK(outcome(kiosk) == u"accepted"_s);
  leave(kiosk);
  kiosk.seesNothingOf(grandmother());
}

TEST_CASE(
    "06 a picture too coarse to be sure of: the doubtful field is held against the paper, and each answer "
    "leads where it says") {
  auto& kiosk = cabin();
  toMaterials(kiosk, liWei());
  kiosk.to(u"扫描"_s, u"scan"_s);
  scanUntilInDoubt(kiosk, liWei());
  kiosk.sees(u"纸上写的"_s);
  kiosk.sees(u"机器读到的"_s);
  kiosk.tap(u"不一样"_s);
  while (asks(kiosk)) {
    kiosk.tap(u"一样"_s);
  }
  kiosk.sees(u"有 1 处和原件不一样"_s);
  kiosk.tap(u"返回"_s);  // takes the last answer back
  kiosk.sees(u"上下两行一样吗"_s);
  kiosk.tap(u"看不清，请工作人员看"_s);
  takeFinding(kiosk);
  kiosk.at(u"materials"_s);
  kiosk.sees(u"已收好，工作人员会再看一眼"_s);
  giveUp(kiosk);
  kiosk.seesNothingOf(liWei());
}

TEST_CASE("07 a letter without a seal is refused in words, and may be promised from there") {
  auto& kiosk = cabin();
  toMaterials(kiosk, liWei());
  kiosk.tap(u"居住证明"_s);
  kiosk.to(u"扫描"_s, u"scan"_s);
  putPaper(kiosk, u"letter"_s, liWei(), u"noseal"_s);
  kiosk.tap(u"开始扫描"_s);
  seesSoon(kiosk, u"这份材料上没有找到公章"_s);
  promise(kiosk);
  kiosk.sees(u"已承诺，最迟"_s);
  giveUp(kiosk);
  kiosk.seesNothingOf(liWei());
}
