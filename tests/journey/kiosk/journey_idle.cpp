// Nobody touches the screen: the page is hidden, then everything of the resident goes.
#include "tests/journey/kiosk/Walks.h"

#include "tests/support/Catch.h"

using namespace xiaowu::journey;

namespace {

Cabin& cabinWithShortClocks() {
  xiaowu::harness::KioskStart start;
  // Long enough for a slow machine to touch in time, short enough to wait for.
  start.delays = {u"idle=1500"_s, u"idleCountdown=2500"_s, u"farewell=700"_s};
  return sharedCabin(start);
}

void asked(Cabin& cabin, bool isAsked) {
  cabin.waitFor([&](const QJsonObject& status) { return status[u"idleQuestion"_s].toBool() == isAsked; },
                isAsked ? u"the question"_s : u"the page"_s);
}

}  // namespace

TEST_CASE("1 the question hides the page, a touch brings it back") {
  auto& cabin = cabinWithShortClocks();
  toGuide(cabin, kApplication);
  asked(cabin, true);
  cabin.sees(u"您还在办理吗？"_s);
  cabin.seesNot(u"请您准备好"_s);
  cabin.tap(u"我还在"_s);
  asked(cabin, false);
  cabin.at(u"guide"_s);
  cabin.sees(u"请您准备好"_s);
  cabin.to(u"返回"_s, u"items"_s);
  cabin.to(u"返回"_s, u"attract"_s);
}

TEST_CASE(
    "2 silence with a card on the plate: hidden at once, wiped after the count, found again by the card") {
  auto& cabin = cabinWithShortClocks();
  toForm(cabin, liWei());
  cabin.sees(liWei().name);
  cabin.tap(u"下一步"_s);
  (void)cabin.command(u"ui.type"_s, {{u"keys"_s, u"13812345678"_s}});
  cabin.tap(u"下一步"_s);
  asked(cabin, true);
  cabin.seesNothingOf(liWei());
  cabin.at(u"attract"_s);
  cabin.seesNothingOf(liWei());
  CHECK_FALSE(cabin.status()[u"hasSession"_s].toBool());
  cabin.liftCard();
  toCard(cabin, kApplication);
  (void)cabin.person(u"card.put"_s, liWei());
  cabin.at(u"draftOffer"_s);
  cabin.at(u"attract"_s);  // and silence again
  cabin.seesNothingOf(liWei());
  cabin.liftCard();
}

TEST_CASE("3 the farewell returns by itself") {
  auto& cabin = cabinWithShortClocks();
  toFaceConsent(cabin, liWei());
  cabin.to(u"不刷脸"_s, u"otherWays"_s);
  cabin.tap(u"改天到服务中心窗口办"_s);
  cabin.at(u"attract"_s);
  cabin.seesNothingOf(liWei());
  cabin.liftCard();
}

TEST_CASE("4 a language that somebody chose and left does not stay") {
  auto& cabin = cabinWithShortClocks();
  cabin.tap(u"English"_s);
  cabin.sees(u"Start"_s);
  cabin.sees(u"开始办理"_s);
}
