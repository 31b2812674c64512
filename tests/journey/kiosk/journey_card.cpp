// The card is pulled in every step of both items; another person's card is laid in its place; another person
// stands there.
#include "tests/journey/kiosk/Walks.h"

#include "tests/support/Catch.h"

using namespace xiaowu::journey;

namespace {

Cabin& cabin() {
  xiaowu::harness::KioskStart start;
  // The plate is looked at every 400 ms; a card must be back in time on a slow machine too.
  start.delays = {u"holderAway=500"_s, u"maskedEnd=2500"_s};
  auto& shared = sharedCabin(start);
  shared.liftCard();
  (void)shared.command(u"face.gone"_s);
  return shared;
}

const Resident& stranger() {
  static const Resident who{
      u"chen-guiying"_s, u"陈桂英"_s, u"430624194403120042"_s, {u"陈桂英"_s, u"430624194403120042"_s}};
  return who;
}

/// Gone and back: the session must not care.
void pullAndLay(Cabin& kiosk, const Resident& who) {
  kiosk.pullCard();
  kiosk.layCard(who);
}

void endsByItself(Cabin& kiosk) {
  kiosk.pullCard();
  kiosk.at(u"attract"_s);
  kiosk.seesNothingOf(liWei());
  CHECK_FALSE(kiosk.status()[u"hasSession"_s].toBool());
}

void becomesMasked(Cabin& kiosk) {
  kiosk.waitFor([](const QJsonObject& status) { return status[u"masked"_s].toBool(); }, u"the mask"_s);
  kiosk.sees(u"内容已先遮住"_s);
}

}  // namespace

TEST_CASE("1 pulled while it is read: told, put back, read") {
  auto& kiosk = cabin();
  toCard(kiosk, kQuery);
  (void)kiosk.command(u"card.put"_s, {{u"person"_s, liWei().id}, {u"removeAtProgress"_s, 0.5}});
  kiosk.trouble(u"card.moved"_s);
  kiosk.sees(u"身份证拿早了"_s);
  kiosk.tap(u"再试一次"_s);
  (void)kiosk.person(u"card.put"_s, liWei());
  kiosk.at(u"faceConsent"_s);
  kiosk.trouble({});
  giveUp(kiosk);
}

TEST_CASE("2 pulled at the consent to the face check") {
  auto& kiosk = cabin();
  toFaceConsent(kiosk, liWei());
  pullAndLay(kiosk, liWei());
  kiosk.at(u"faceConsent"_s);
  endsByItself(kiosk);
}

TEST_CASE("3 pulled at the other ways") {
  auto& kiosk = cabin();
  toFaceConsent(kiosk, liWei());
  kiosk.to(u"不刷脸"_s, u"otherWays"_s);
  pullAndLay(kiosk, liWei());
  kiosk.at(u"otherWays"_s);
  endsByItself(kiosk);
}

TEST_CASE("4 pulled during the face check") {
  auto& kiosk = cabin();
  toFaceConsent(kiosk, liWei());
  kiosk.to(u"同意"_s, u"face"_s);  // nobody stands there: the check goes on looking
  endsByItself(kiosk);
}

TEST_CASE("5 back in time during the face check, then pulled in every later step of the query") {
  auto& kiosk = cabin();
  toFaceConsent(kiosk, liWei());
  kiosk.to(u"同意"_s, u"face"_s);
  pullAndLay(kiosk, liWei());
  kiosk.at(u"face"_s);
  (void)kiosk.command(u"server.slow"_s, {{u"count"_s, 1}, {u"ms"_s, 1500}});
  (void)kiosk.person(u"face.show"_s, liWei());
  kiosk.at(u"fetching"_s);
  pullAndLay(kiosk, stranger());
  kiosk.at(u"record"_s);
  kiosk.seesNot(stranger().name);
  kiosk.pullCard();
  (void)kiosk.command(u"print.paperout"_s);
  kiosk.to(u"打印"_s, u"printing"_s);
  kiosk.trouble(u"printer.paper-out"_s);
  kiosk.layCard(stranger());
  (void)kiosk.command(u"print.refill"_s);
  kiosk.at(u"result"_s);
  kiosk.pullCard();
  kiosk.to(u"完成"_s, u"rating"_s);
  kiosk.layCard(liWei());
  kiosk.to(u"满意"_s, u"farewell"_s);
  kiosk.pullCard();
  kiosk.to(u"回到首页"_s, u"attract"_s);
  kiosk.seesNothingOf(liWei());
  CHECK(kiosk.sheets() == 1);
}

TEST_CASE("6 pulled and laid again in every step of the application") {
  auto& kiosk = cabin();
  toForm(kiosk, liWei());
  giveUp(kiosk);
  toCard(kiosk, kApplication);
  (void)kiosk.command(u"card.put"_s, {{u"person"_s, liWei().id}, {u"removeAtProgress"_s, 0.2}});
  kiosk.trouble(u"card.moved"_s);
  kiosk.tap(u"再试一次"_s);
  (void)kiosk.person(u"card.put"_s, liWei());
  kiosk.at(u"form"_s);  // nothing had been filled in: nothing is offered
  pullAndLay(kiosk, liWei());
  kiosk.sees(liWei().name);
  fillForm(kiosk);
  pullAndLay(kiosk, liWei());
  scanPaper(kiosk, u"marriage"_s, liWei());
  acceptPaper(kiosk);
  pullAndLay(kiosk, liWei());
  scanPaper(kiosk, u"hukou"_s, liWei());
  acceptPaper(kiosk);
  promise(kiosk);
  kiosk.to(u"下一步"_s, u"review"_s);
  pullAndLay(kiosk, liWei());
  kiosk.sees(liWei().name);
  kiosk.to(u"确认"_s, u"signature"_s);
  pullAndLay(kiosk, liWei());
  sign(kiosk);
  kiosk.tap(u"签好了"_s);
  kiosk.at(u"receipt"_s);
  CHECK(kiosk.status()[u"submission"_s].toString() == u"accepted"_s);
  leave(kiosk);
  kiosk.seesNothingOf(liWei());
  kiosk.platformHasCases(1);
}

TEST_CASE("7 another person's card is laid in its place: masked, and the session ends") {
  auto& kiosk = cabin();
  toForm(kiosk, liWei());
  kiosk.pullCard();
  kiosk.layCard(stranger());
  becomesMasked(kiosk);
  kiosk.seesNothingOf(liWei());
  kiosk.seesNothingOf(stranger());
  kiosk.at(u"attract"_s);
  CHECK_FALSE(kiosk.status()[u"hasSession"_s].toBool());
  // That card lay there when the session ended: it opens none before it was lifted.
  toCard(kiosk, kApplication);
  kiosk.sees(u"请先把身份证拿起来"_s);
  kiosk.seesNothingOf(stranger());
  kiosk.liftCard();
  (void)kiosk.person(u"card.put"_s, liWei());
  kiosk.at(u"draftOffer"_s);  // the case of the test before
  kiosk.tap(u"再办一件新的"_s);
  kiosk.at(u"form"_s);
  giveUp(kiosk);
}

TEST_CASE("8 the owner goes away from his record: nobody else reads, uncovers or prints it") {
  auto& kiosk = cabin();
  const int sheets = kiosk.sheets();
  toRecord(kiosk, liWei());
  kiosk.pullCard();
  kiosk.sees(u"东风路18号"_s);  // his face is seen
  (void)kiosk.person(u"face.show"_s, stranger());
  becomesMasked(kiosk);
  kiosk.seesNothingOf(liWei());
  (void)kiosk.person(u"face.show"_s, liWei());  // he looks back once more
  kiosk.waitFor([](const QJsonObject& status) { return !status[u"masked"_s].toBool(); }, u"his record"_s);
  kiosk.sees(u"东风路18号"_s);
  (void)kiosk.person(u"face.show"_s, stranger());
  kiosk.at(u"attract"_s);
  kiosk.seesNothingOf(liWei());
  CHECK(kiosk.sheets() == sheets);
}
