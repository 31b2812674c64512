// Not by face: staff verify by eye, a finger is compared with the card. And what must not pass: the wrong
// card, the resident's own, the wrong finger.
#include "tests/journey/kiosk/Walks.h"

#include "tests/support/Catch.h"

using namespace xiaowu::journey;

namespace {

Cabin& cabin() {
  xiaowu::harness::SiteOptions site;
  site.fingerprint = true;
  site.staffPersons = {"zhou-min", "wang-fang"};
  auto& shared = sharedCabin({}, site);
  shared.liftCard();
  (void)shared.command(u"face.gone"_s);
  return shared;
}

/// With a card that carries fingerprints; ends at the other ways.
void refuseFace(Cabin& kiosk, const Resident& who) {
  toCard(kiosk, kQuery);
  (void)kiosk.command(u"card.put"_s, {{u"person"_s, who.id}, {u"finger"_s, true}});
  kiosk.at(u"faceConsent"_s);
  kiosk.to(u"不刷脸"_s, u"otherWays"_s);
}

/// From the other ways to the empty plate that waits for a staff card.
void askStaff(Cabin& kiosk) {
  kiosk.to(u"请工作人员核对"_s, u"staffCard"_s);
  kiosk.sees(u"请先拿走机器上的身份证"_s);
  kiosk.liftCard();
  kiosk.sees(u"请工作人员放上自己的身份证"_s);
}

void vouch(Cabin& kiosk, const QString& reason) {
  kiosk.tap(reason);
  kiosk.tap(u"确认是本人"_s);
  kiosk.sees(u"请工作人员拿走自己的身份证"_s);
  kiosk.liftCard();
}

}  // namespace

TEST_CASE(
    "01 the face is refused, staff verify by eye, the record is printed, and the platform knows who "
    "vouched") {
  auto& kiosk = cabin();
  const int sheets = kiosk.sheets();
  const int told = kiosk.platform().state()[u"staffChecks"_s].toInt();
  refuseFace(kiosk, liWei());
  askStaff(kiosk);
  (void)kiosk.person(u"staffcard.put"_s, zhouMin());
  kiosk.at(u"staffCheck"_s);
  kiosk.sees(liWei().name);
  kiosk.seesNot(liWei().number);  // masked, also for staff
  kiosk.seesNothingOf(zhouMin());
  vouch(kiosk, u"脸上有伤或包扎"_s);
  kiosk.at(u"record"_s);
  kiosk.layCard(liWei());  // nobody's face is known: his card stands for him
  kiosk.to(u"打印"_s, u"printing"_s);
  kiosk.at(u"result"_s);
  CHECK(kiosk.sheets() == sheets + 1);
  kiosk.platformHas([&](const QJsonObject& state) { return state[u"staffChecks"_s].toInt() == told + 1; },
                    u"the staff check"_s);
  leave(kiosk);
  kiosk.seesNothingOf(liWei());
}

TEST_CASE("02 the resident's own card, a stranger's card, a card taken too early: nothing passes") {
  auto& kiosk = cabin();
  refuseFace(kiosk, wangFang());  // she is on the staff list herself
  askStaff(kiosk);
  (void)kiosk.person(u"staffcard.put"_s, wangFang());
  kiosk.trouble(u"staff.own-card"_s);
  kiosk.liftCard();
  kiosk.tap(u"再试一次"_s);
  kiosk.sees(u"请工作人员放上自己的身份证"_s);
  (void)kiosk.person(u"staffcard.put"_s, liWei());
  kiosk.trouble(u"staff.not-listed"_s);
  kiosk.liftCard();
  kiosk.tap(u"再试一次"_s);
  kiosk.sees(u"请工作人员放上自己的身份证"_s);  // seen empty in between: a card that is swapped unseen is
                                                // none that was laid for this
  (void)kiosk.person(u"staffcard.put"_s, zhouMin());
  kiosk.at(u"staffCheck"_s);
  kiosk.tap(u"本人不愿意刷脸"_s);
  kiosk.liftCard();  // before the answer
  kiosk.at(u"staffCard"_s);
  kiosk.seesNothingOf(wangFang());
  kiosk.sees(u"工作人员的身份证拿早了"_s);
  giveUp(kiosk);
}

TEST_CASE("03 not the person: the session ends, and that is told too") {
  auto& kiosk = cabin();
  const int told = kiosk.platform().state()[u"staffChecks"_s].toInt();
  refuseFace(kiosk, liWei());
  askStaff(kiosk);
  (void)kiosk.person(u"staffcard.put"_s, zhouMin());
  kiosk.at(u"staffCheck"_s);
  kiosk.tap(u"其他原因"_s);
  kiosk.to(u"不是本人"_s, u"farewell"_s);
  kiosk.seesNothingOf(liWei());
  kiosk.platformHas([&](const QJsonObject& state) { return state[u"staffChecks"_s].toInt() == told + 1; },
                    u"the refusal"_s);
  giveUp(kiosk);
}

TEST_CASE("04 a finger of the card's owner passes, another's does not") {
  auto& kiosk = cabin();
  refuseFace(kiosk, liWei());
  kiosk.to(u"按指纹"_s, u"finger"_s);
  kiosk.tap(u"同意"_s);
  kiosk.sees(u"请把手指平放在指纹仪上"_s);
  (void)kiosk.person(u"finger.touch"_s, wangFang());
  kiosk.trouble(u"finger.not-matched"_s);
  kiosk.tap(u"再试一次"_s);
  (void)kiosk.command(u"finger.unclear"_s);
  kiosk.sees(u"没有看清"_s);
  (void)kiosk.person(u"finger.touch"_s, liWei());
  kiosk.at(u"record"_s);
  giveUp(kiosk);
}

TEST_CASE("05 the fingerprint reader is pulled out, then the card reader: other ways, and nothing passes") {
  auto& kiosk = cabin();
  refuseFace(kiosk, liWei());
  kiosk.to(u"按指纹"_s, u"finger"_s);
  kiosk.tap(u"同意"_s);
  kiosk.sees(u"请把手指平放在指纹仪上"_s);
  (void)kiosk.plug(u"finger.unplug"_s, true);
  kiosk.at(u"otherWays"_s);
  kiosk.trouble(u"device.gone"_s);
  kiosk.tap(u"知道了"_s);
  kiosk.seesNot(u"按指纹"_s);
  askStaff(kiosk);
  (void)kiosk.plug(u"card.unplug"_s, true);
  kiosk.at(u"otherWays"_s);
  kiosk.tap(u"知道了"_s);
  kiosk.seesNot(u"请工作人员核对"_s);
  (void)kiosk.plug(u"card.unplug"_s, false);
  (void)kiosk.plug(u"finger.unplug"_s, false);
  giveUp(kiosk);
}

TEST_CASE(
    "06 the camera is pulled out in the middle of the check: staff instead, and the next resident is told "
    "before the card") {
  auto& kiosk = cabin();
  toFaceConsent(kiosk, liWei());
  kiosk.to(u"同意"_s, u"face"_s);
  (void)kiosk.plug(u"cam.unplug"_s, true);
  kiosk.at(u"otherWays"_s);
  kiosk.tap(u"知道了"_s);
  askStaff(kiosk);
  (void)kiosk.person(u"staffcard.put"_s, zhouMin());
  kiosk.at(u"staffCheck"_s);
  vouch(kiosk, u"机器不能刷脸"_s);
  kiosk.at(u"record"_s);
  kiosk.layCard(liWei());
  giveUp(kiosk);
  toGuide(kiosk, kQuery);
  kiosk.sees(u"现在不能刷脸，要请工作人员核对本人"_s);
  (void)kiosk.plug(u"cam.unplug"_s, false);
  giveUp(kiosk);
}

TEST_CASE("07 offline the screen does not say that anybody was told") {
  auto& kiosk = cabin();
  refuseFace(kiosk, liWei());
  (void)kiosk.command(u"net.down"_s);
  kiosk.waitFor([](const QJsonObject& status) { return !status[u"online"_s].toBool(); }, u"the line down"_s,
                std::chrono::seconds{90});
  kiosk.sees(u"叫人的消息要等网络恢复才送到"_s);
  kiosk.tap(u"求助"_s);
  kiosk.sees(u"网络断了，求助还没有送出去"_s);
  kiosk.tap(u"接着办"_s);
  (void)kiosk.command(u"net.up"_s);
  giveUp(kiosk);
}
