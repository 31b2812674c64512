// The power goes at every commit point of a submission, and where nothing is committed: nothing is lost,
// nothing is doubled, nothing is shown.
#include "tests/journey/kiosk/Walks.h"

#include "tests/support/Catch.h"

using namespace xiaowu;
using namespace xiaowu::journey;

namespace {

/// After the power came back: the attract screen says so and knows nobody.
void wakesUp(Cabin& cabin) {
  cabin.restart({});
  cabin.waitFor(
      [](const QJsonObject& status) {
        return status[u"powerFailed"_s].toBool() && status[u"step"_s].toString() == u"attract"_s;
      },
      u"the attract screen after a power cut"_s);
  cabin.sees(u"刚才停电了"_s);
  cabin.seesNothingOf(liWei());
  CHECK_FALSE(cabin.status()[u"hasSession"_s].toBool());
}

harness::KioskStart stoppingAt(const QString& point) {
  harness::KioskStart start;
  start.stopAt = point;
  return start;
}

void apply(Cabin& cabin) {
  toForm(cabin, liWei());
  applyFromForm(cabin, liWei());
  leave(cabin);
}

/// The resident lays the card again and goes on with what the draft holds.
void goOnFromDraft(Cabin& cabin, bool withEverything) {
  cabin.liftCard();
  toCard(cabin, kApplication);
  (void)cabin.person(u"card.put"_s, liWei());
  openSealedDraft(cabin, liWei());
  if (!withEverything) {
    applyFromForm(cabin, liWei());
    return leave(cabin);
  }
  for (const auto& page : {u"李伟"_s, u"手机号码"_s, u"这是第几个孩子"_s, u"预产期或出生日期"_s}) {
    cabin.sees(page);
    cabin.tap(u"下一步"_s);
  }
  cabin.at(u"review"_s);
  cabin.sees(u"138"_s);
  reviewAndSign(cabin);
  handIn(cabin);
  leave(cabin);
}

void dieAt(const QString& point, const std::function<void(Cabin&)>& afterwards) {
  INFO("power cut at " << point.toStdString());
  Cabin cabin(stoppingAt(point));
  REQUIRE(cabin.diesDuring([&] { apply(cabin); }));
  wakesUp(cabin);
  afterwards(cabin);
  cabin.platformHasCases(1);
  cabin.stopAndCheckStore(1);
}

void arrivesByItself(Cabin&) {}

}  // namespace

TEST_CASE("1 before it was stored: the draft is offered and finished") {
  dieAt(u"draft.saved"_s, [](Cabin& cabin) { goOnFromDraft(cabin, false); });
  dieAt(u"submission.parts-written"_s, [](Cabin& cabin) { goOnFromDraft(cabin, true); });
}

TEST_CASE("2 as soon as it was stored: it arrives without anybody") {
  for (const auto& point : {u"submission.enqueued"_s, u"item.leased"_s, u"part.sent:1"_s, u"part.sent:4"_s,
                            u"manifest.sent"_s, u"receipt.stored"_s}) {
    dieAt(point, arrivesByItself);
  }
}

TEST_CASE("3 around the slip: the case is there, the print is settled as cut off") {
  for (const auto& point : {u"print.started"_s, u"print.settled"_s}) {
    dieAt(point, arrivesByItself);
  }
}

TEST_CASE("4 while nothing is stored yet: card, face, print") {
  Cabin cabin;
  const auto cut = [&] {
    REQUIRE(cabin.diesDuring([&] { (void)cabin.command(u"power.cut"_s); }));
    wakesUp(cabin);
  };
  toCard(cabin, kQuery);
  (void)cabin.plug(u"card.hang"_s, true);
  (void)cabin.person(u"card.put"_s, liWei());
  cut();
  toFaceConsent(cabin, liWei());
  cabin.to(u"同意"_s, u"face"_s);
  cut();
  toRecord(cabin, liWei());
  (void)cabin.command(u"print.paperout"_s);
  cabin.to(u"打印"_s, u"printing"_s);
  cabin.trouble(u"printer.paper-out"_s);
  cut();
  toRecord(cabin, liWei());
  cabin.to(u"打印"_s, u"printing"_s);
  cabin.at(u"result"_s);
  CHECK(cabin.sheets() == 1);
  leave(cabin);
  cabin.stopAndCheckStore(0);
}

TEST_CASE("5 the power goes again and again while one submission is on its way") {
  Cabin cabin(stoppingAt(u"submission.enqueued"_s));
  REQUIRE(cabin.diesDuring([&] { apply(cabin); }));
  for (const auto& point : {u"item.leased"_s, u"part.sent:2"_s, u"manifest.sent"_s, u"receipt.stored"_s}) {
    INFO("again at " << point.toStdString());
    REQUIRE(cabin.diesDuring([&] { cabin.restart(stoppingAt(point)); }));
  }
  wakesUp(cabin);
  cabin.platformHasCases(1);
  cabin.stopAndCheckStore(1);
}
